package attention.picture;

import java.util.List;

/**
 * A picture, ready to be written.
 *
 * @param title what it shows, in a few words
 * @param description what it shows, for readers who do not see it
 */
public record Drawing(
    int width, int height, String title, String description, List<Shape> shapes) {}
