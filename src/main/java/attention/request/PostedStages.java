package attention.request;

import java.util.List;

/**
 * The stages of a computation that a client made.
 *
 * @param stages in the order in which they were sent
 */
public record PostedStages(List<PostedStage> stages) {}
