package attention.check;

import attention.trace.Parameters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was drawn for a request, by the members under which a response returns it. */
record Drawn(Map<String, Parameters> members) {

  static final Drawn NOTHING = new Drawn(Map.of());

  /** Further in; nothing where nothing was drawn. */
  Drawn in(String member) {
    return members.get(member) instanceof Parameters.Group(Map<String, Parameters> inner)
        ? new Drawn(inner)
        : NOTHING;
  }

  @Nullable Parameters get(String member) {
    return members.get(member);
  }
}
