package attention.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import tools.jackson.databind.JsonNode;

/** Whether one JSON value holds what another one names: its members, its numbers nearly. */
final class Containment {

  private final double tolerance;

  Containment(double tolerance) {
    this.tolerance = tolerance;
  }

  void check(JsonNode actual, JsonNode expected) {
    check(actual, expected, "#");
  }

  private void check(JsonNode actual, JsonNode expected, String at) {
    if (expected.isObject()) {
      assertThat(actual.isObject()).as("%s is an object", at).isTrue();
      expected
          .propertyStream()
          .forEach(member -> {
            assertThat(actual.has(member.getKey())).as("%s has %s", at, member.getKey()).isTrue();
            check(actual.get(member.getKey()), member.getValue(), at + "/" + member.getKey());
          });
    } else if (expected.isArray()) {
      assertThat(actual.size()).as("length of %s", at).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        check(actual.get(i), expected.get(i), at + "/" + i);
      }
    } else if (expected.isNumber()) {
      double value = expected.doubleValue();
      assertThat(actual.doubleValue())
          .as(at)
          .isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
    } else {
      assertThat(actual).as(at).isEqualTo(expected);
    }
  }
}
