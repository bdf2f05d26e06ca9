package attention.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Compares an answer with what it must contain: every member named must be there, arrays must be
 * equally long, numbers agree within a tolerance.
 *
 * @param tolerance a and the expected b agree if |a − b| ≤ tolerance · max(1, |b|)
 */
public record Comparison(double tolerance) {

  public List<String> differences(JsonNode expected, JsonNode actual) {
    List<String> found = new ArrayList<>();
    compare(expected, actual, "", found);
    return found;
  }

  private void compare(JsonNode expected, JsonNode actual, String at, List<String> found) {
    if (expected.isObject()) {
      members(expected, actual, at, found);
    } else if (expected.isArray()) {
      elements(expected, actual, at, found);
    } else if (expected.isNumber() ? !agree(expected, actual) : !expected.equals(actual)) {
      found.add("%s: expected %s, found %s".formatted(at, expected, actual));
    }
  }

  private void members(JsonNode expected, JsonNode actual, String at, List<String> found) {
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      JsonNode value = actual.get(member.getKey());
      if (value == null) {
        found.add("%s/%s: missing".formatted(at, member.getKey()));
      } else {
        compare(member.getValue(), value, at + "/" + member.getKey(), found);
      }
    }
  }

  private void elements(JsonNode expected, JsonNode actual, String at, List<String> found) {
    if (!actual.isArray() || actual.size() != expected.size()) {
      found.add("%s: expected %d elements, found %s".formatted(at, expected.size(), actual));
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      compare(expected.get(i), actual.get(i), at + "/" + i, found);
    }
  }

  private boolean agree(JsonNode expected, JsonNode actual) {
    double b = expected.asDouble();
    return actual.isNumber()
        && Math.abs(actual.asDouble() - b) <= tolerance * Math.max(1, Math.abs(b));
  }
}
