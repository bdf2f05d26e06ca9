package attention.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as lines of text, and how one is found. */
class ApiKeysTests {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static ApiKeys read(String... lines) {
    return ApiKeys.read(List.of(lines)).limited(NOW);
  }

  private static ApiKey found(ApiKeys keys, String key) {
    return Objects.requireNonNull(keys.find(KeyHash.of(key)));
  }

  @Test
  void aLineHasANameAHashScopesAndAnExpiry() {
    ApiKeys keys =
        read(
            "# a comment",
            "",
            Keys.line("lab", "a"),
            Keys.line("ops", "b") + "  attention:operate attention:compute",
            Keys.line("old", "c").toUpperCase(Locale.ROOT).replace("OLD", "old")
                + " expires=2026-11-26T12:00:00Z");
    assertThat(keys.all()).hasSize(3);
    ApiKey lab = found(keys, "a");
    assertThat(lab.name()).isEqualTo("lab");
    assertThat(lab.scopes()).containsExactly(Scope.COMPUTE);
    assertThat(lab.isExpired(NOW)).isFalse();
    ApiKey ops = found(keys, "b");
    assertThat(ops.scopes()).containsExactlyInAnyOrder(Scope.COMPUTE, Scope.OPERATE);
    ApiKey old = found(keys, "c");
    assertThat(old.isExpired(NOW.minusMillis(1))).isFalse();
    assertThat(old.isExpired(NOW)).isTrue();
    assertThat(keys.find(KeyHash.of("d"))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lab | Expected a name",
        "Lab HASH | Expected a name",
        "lab sesame | 64 hexadecimal digits",
        "lab HASH0 | 64 hexadecimal digits",
        "lab HASH attention:all | Expected attention:compute",
        "lab HASH expires=tomorrow | Expected a time",
        "lab HASH expires=2027-01-31T00:00:00Z expires=2027-01-31T00:00:00Z | found two",
        "oauth2 HASH | Expected another name"
      })
  void aFaultIsReportedByItsLineAndQuotesNothingOfIt(String line, String message) {
    String malformed = line.replace("HASH", Keys.hash("sesame"));
    assertThatThrownBy(() -> read("", malformed))
        .isInstanceOf(MalformedKeysException.class)
        .hasMessageStartingWith("line 2: ")
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(Keys.hash("sesame"), "sesame"));
  }

  @Test
  void aNameHasAtMostTwoValidKeys() {
    String expired = Keys.line("lab", "c") + " expires=2026-11-26T11:59:59Z";
    assertThat(read(Keys.line("lab", "a"), expired, Keys.line("lab", "b")).all()).hasSize(3);
    assertThatThrownBy(
            () -> read(Keys.line("lab", "a"), Keys.line("lab", "b"), Keys.line("lab", "c")))
        .hasMessage("Expected at most two valid keys of one name, found a third of lab.");
  }

  @Test
  void thereAreAtMostAThousandKeys() {
    List<String> lines =
        IntStream.range(0, 1_001).mapToObj(i -> Keys.line("key-" + i, "k" + i)).toList();
    assertThat(ApiKeys.read(lines.subList(0, 1_000)).limited(NOW).all()).hasSize(1_000);
    assertThatThrownBy(() -> ApiKeys.read(lines).limited(NOW))
        .hasMessageContaining("at most 1000 keys, found 1001");
  }

  /**
   * What a client could measure does not depend on its key: the key is hashed, so that no prefix of
   * it is compared with anything; then every stored hash is compared in full.
   */
  @Test
  void everyHashIsComparedWhereverTheRightOneIs() {
    ApiKeys keys = read(Keys.line("a", "first"), Keys.line("b", "second"), Keys.line("c", "third"));
    for (String sent : List.of("first", "second", "third", "firsx", "")) {
      List<KeyHash> compared = new ArrayList<>();
      keys.find(
          KeyHash.of(sent),
          (stored, hash) -> {
            compared.add(stored);
            return stored.matches(hash);
          });
      assertThat(compared)
          .containsExactlyElementsOf(keys.all().stream().map(ApiKey::hash).toList());
    }
  }
}
