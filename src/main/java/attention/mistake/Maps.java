package attention.mistake;

import attention.definition.Affine;
import attention.definition.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The projections of a request by name. */
final class Maps {

  private static final Map<String, Part<Affine>> MAPS = new LinkedHashMap<>();

  static {
    MAPS.put("query", Part.QUERY_MAP);
    MAPS.put("key", Part.KEY_MAP);
    MAPS.put("value", Part.VALUE_MAP);
    MAPS.put("output", Part.OUTPUT_MAP);
  }

  static final List<String> NAMES = List.copyOf(MAPS.keySet());

  private Maps() {}

  static Part<Affine> part(String name) {
    return Objects.requireNonNull(MAPS.get(name));
  }

  static String words(List<String> names) {
    return String.join(", ", names);
  }
}
