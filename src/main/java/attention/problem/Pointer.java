package attention.problem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document: a JSON pointer (RFC 6901), written as a URI fragment. Built only as
 * deep as it is needed.
 */
public record Pointer(@Nullable Pointer parent, String name) implements Location {

  public static final Pointer ROOT = new Pointer(null, "");

  private static final String UNESCAPED = "-._~!$&'()*+,;=:@/?";

  public Pointer child(String member) {
    return new Pointer(this, member);
  }

  public Pointer child(int index) {
    return new Pointer(this, Integer.toString(index));
  }

  /** The place that these names lead to, one within the other. */
  public static Pointer of(List<String> names) {
    Pointer place = ROOT;
    for (String name : names) {
      place = place.child(name);
    }
    return place;
  }

  /** The names that lead to it, from the outermost. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Pointer place = this; place.parent != null; place = place.parent) {
      names.addFirst(place.name);
    }
    return names;
  }

  @Override
  public String toString() {
    return parent == null ? "#" : parent + "/" + escape(name.replace("~", "~0").replace("/", "~1"));
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && (Character.isLetterOrDigit(b) || UNESCAPED.indexOf(b) >= 0)) {
        escaped.append((char) b);
      } else {
        escaped.append("%%%02X".formatted(b));
      }
    }
    return escaped.toString();
  }
}
