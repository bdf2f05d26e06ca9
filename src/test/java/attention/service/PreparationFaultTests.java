package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What norm and rotation of queries and keys may be, with two heads of width 4 and one of keys. */
class PreparationFaultTests {

  private static final String PATH = "/attention/multi-head";

  private static String request(String members) {
    return """
    {"queries": [[1, 2, 3, 4, 5, 6, 7, 8]], "keys": [[1, 2, 3, 4], [5, 6, 7, 8]],
     "heads": 2, "keyValueHeads": 1, %s}
    """
        .formatted(members);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "rotary": {}
          "rotary": {"dimension": 2}
          "rotary": {"dimension": 4}
          "rotary": {"base": 1e-300}
          "rotary": {"frequencies": [1, 0.1]}
          "rotary": {"frequencies": [1], "dimension": 2}
          "rotary": {"positions": [7], "keyPositions": [3, 9]}
          "queryKeyNorm": {"type": "rms"}
          "queryKeyNorm": {"type": "l2", "epsilon": 0}
          "queryKeyNorm": {"type": "rms", "query": [1, 2, 3, 4], "key": [1, 2, 3, 4]}
          "queryKeyNorm": {"type": "rms", "over": "all", "query": [1, 2, 3, 4, 5, 6, 7, 8], "key": [1, 2, 3, 4]}
          "queryKeyNorm": {"type": "layer", "queryBias": [1, 2, 3, 4], "keyBias": [1, 2, 3, 4]}
          "queryKeyNorm": {"type": "rms", "afterRotary": true}, "rotary": {}
          """)
  void isAnswered(String members) {
    assertThat(Planning.DEFAULT.answer(PATH, request(members)).get("rows")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "rotary": {"dimension": 0}                | value-out-of-range | #/rotary/dimension
          "rotary": {"dimension": 3}                | value-out-of-range | #/rotary/dimension
          "rotary": {"dimension": 6}                | value-out-of-range | #/rotary/dimension
          "rotary": {"base": 0}                     | value-out-of-range | #/rotary/base
          "rotary": {"base": -1}                    | value-out-of-range | #/rotary/base
          "rotary": {"base": 2, "frequencies": [1, 2]} | exclusive-member | #/rotary/frequencies
          "rotary": {"frequencies": [1]}            | shape-mismatch | #/rotary/frequencies
          "rotary": {"frequencies": [1, 2], "dimension": 2} | shape-mismatch | #/rotary/frequencies
          "rotary": {"positions": [1, 2]}           | shape-mismatch | #/rotary/positions
          "rotary": {"keyPositions": [1]}           | shape-mismatch | #/rotary/keyPositions
          "queryKeyNorm": {"type": "rms", "epsilon": -1e-9} | value-out-of-range | #/queryKeyNorm/epsilon
          "queryKeyNorm": {"type": "rms", "query": [1, 2]}  | shape-mismatch | #/queryKeyNorm/query
          "queryKeyNorm": {"type": "rms", "key": [1, 2]}    | shape-mismatch | #/queryKeyNorm/key
          "queryKeyNorm": {"type": "rms", "over": "all", "query": [1, 2, 3, 4]} | shape-mismatch | #/queryKeyNorm/query
          "queryKeyNorm": {"type": "rms", "over": "all", "key": [1, 2, 3, 4, 5, 6, 7, 8]} | shape-mismatch | #/queryKeyNorm/key
          "queryKeyNorm": {"type": "layer", "queryBias": [1]} | shape-mismatch | #/queryKeyNorm/queryBias
          "queryKeyNorm": {"type": "layer", "keyBias": [1]} | shape-mismatch | #/queryKeyNorm/keyBias
          "queryKeyNorm": {"type": "rms", "queryBias": [1, 2, 3, 4]} | exclusive-member | #/queryKeyNorm/queryBias
          "queryKeyNorm": {"type": "l2", "keyBias": [1, 2, 3, 4]} | exclusive-member | #/queryKeyNorm/keyBias
          "queryKeyNorm": {"type": "rms", "afterRotary": true} | dependent-member | #/rotary
          """)
  void isRefused(String members, String code, String pointer) {
    assertThat(Planning.DEFAULT.refused(PATH, request(members)))
        .containsExactly(code + " at " + pointer);
  }
}
