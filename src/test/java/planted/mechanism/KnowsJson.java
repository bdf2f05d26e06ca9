package planted.mechanism;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Breaks the rule that JSON stays at the edge. */
public class KnowsJson {
  @Nullable JsonGenerator json;
}
