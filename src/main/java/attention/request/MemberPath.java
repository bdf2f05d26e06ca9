package attention.request;

import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * A member of a request that is not an object, and the names that lead to it.
 *
 * @param names from the outermost object to the member itself
 */
public record MemberPath(List<String> names, RecordComponent component) {

  /** The names in one word. */
  public String joined(String separator) {
    return String.join(separator, names);
  }
}
