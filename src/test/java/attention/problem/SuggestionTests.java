package attention.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTests {

  private static final List<String> KNOWN =
      List.of(
          "embeddings",
          "queryIndices",
          "normalization",
          "scale",
          "mask",
          "sum",
          "softmax",
          "dtype",
          "float32",
          "float64",
          "keys");

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, abc, 0",
    "ab, ba, 1",
    "wieghts, weights, 1",
    "sacle, scale, 1",
    "scal, scale, 1",
    "scalee, scale, 1",
    "scole, scale, 1",
    "kitten, sitting, 3",
    "ca, abc, 3"
  })
  void editsAreCountedAsTransposedNeighboursAndSingleCharacters(String from, String to, int edits) {
    assertThat(Suggestion.edits(from, to)).isEqualTo(edits);
    assertThat(Suggestion.edits(to, from)).isEqualTo(edits);
  }

  @ParameterizedTest
  @CsvSource({
    "normalisation, normalization",
    "Embeddings, embeddings",
    "num_keys, keys",
    "attention_mask, mask",
    "key-mask, mask",
    "embedings, embeddings",
    "query_indices, queryIndices",
    "queryindices, queryIndices",
    "maks, mask",
    "msk, mask",
    "sum_, sum",
    "FLOAT32, float32",
    "float23, float32",
    "d_type, dtype"
  })
  void aNearWordIsSuggested(String found, String known) {
    assertThat(Suggestion.of(found, KNOWN)).isEqualTo(" Did you mean \"%s\"?".formatted(known));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "s", "temperature", "sparsely", "queries", "ksae", "value"})
  void noOtherWordIs(String found) {
    assertThat(Suggestion.of(found, KNOWN)).isEmpty();
  }

  @Test
  void aTextOfAnyLengthIsComparedInNoTime() {
    assertThat(Suggestion.of("w".repeat(10_000_000), KNOWN)).isEmpty();
    assertThat(Suggestion.of("_keys".repeat(2_000_000), KNOWN)).isEmpty();
  }
}
