package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Mechanism;
import attention.trace.Shape;
import org.junit.jupiter.api.Test;

/** What a check holds. */
class CheckMemoryTests {

  @Test
  void scoresAreKeptUpToAMillionOfThem() {
    assertThat(new CheckMemory(new Shape(1024, 1024, null, null)).scoresKept()).isEqualTo(2 << 20);
    assertThat(new CheckMemory(new Shape(1, 1025, null, null)).scoresKept()).isZero();
    Shape.Heads heads = new Shape.Heads(4, 2);
    assertThat(new CheckMemory(new Shape(512, 512, null, heads)).scoresKept()).isEqualTo(2 << 20);
    assertThat(new CheckMemory(new Shape(512, 513, null, heads)).scoresKept()).isZero();
  }

  @Test
  void eachOfThreeDefinitionsKeepsScoresVectorsAndSums() {
    Shape shape = new Shape(3, 2, new Shape.Widths(4, 5, 6), new Shape.Heads(2, 1));
    long perHead = 3 * (2 * (4 + 5 + 6) + 8) + 24 * (2 + 4);
    long span = (2 * 6) * (2 * 6);
    CheckMemory memory = new CheckMemory(shape);
    assertThat(memory.scoresKept()).isEqualTo(2L * 2 * 3 * 2);
    assertThat(memory.bytesKept()).isEqualTo(8 * (3 * (2 * 2 * 3 * 2 + 2 * perHead) + span));
  }

  /** 8 · 65,534 bytes and 16 of a header are half a region of G1. */
  @Test
  void arraysWithRegionsOfTheirOwnTakeTwiceAsMuch() {
    long each = 3 * 8 * (2 + 8 + 24);
    long rest = 3 * 8 * 24 * 4;
    assertThat(new CheckMemory(new Shape(1, 65_534, null, null)).bytesKept())
        .isEqualTo(65_534 * each + rest);
    assertThat(new CheckMemory(new Shape(1, 65_535, null, null)).bytesKept())
        .isEqualTo(2 * (65_535 * each + rest));
  }

  @Test
  void oneHeadWithoutVectorsKeepsTheLeast() {
    assertThat(new CheckMemory(new Shape(1, 1, null, null)).bytesKept())
        .isEqualTo(3 * 8 * (2 + 2 + 8 + 24 * (1 + 4)));
  }

  @Test
  void drawnNumbersAreHeldAsTheyAreAndInAnotherArithmetic() {
    assertThat(CheckMemory.ofDrawn(10)).isEqualTo(2 * 10 * 8);
  }

  /** Of the encoder 4·3 × (1 + 3) numbers, of the decoder 1 × (1 + 3 + 1); and one step. */
  @Test
  void matricesOfCellsThatAreDrawnAreCharged() {
    AnswerCheck check =
        Checked.check(
            Mechanism.ENCODER_DECODER,
            """
            {"inputs": [[1]],
             "encoder": {"forward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 3}}},
             "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 1}},
                         "inputs": [[1]], "initialState": [0]},
             "attention": {"score": "none"}, "answer": {"state": [[5]]}}
            """,
            () -> false);
    assertThat(check.bytesOfMistakes())
        .isEqualTo(2 * 8 * (12 * (1 + 3) + (1 + 3 + 1)) + 3 * 8 * (2 + 3 + 5 * 4));
    long drawnWithBiases = 2 * 8 * (12 * (1 + 3 + 2) + (1 + 3 + 1 + 1));
    Shape shape = new Shape(1, 1, new Shape.Widths(1, 3, 3), null);
    assertThat(check.bytesKept()).isEqualTo(new CheckMemory(shape).bytesKept() + drawnWithBiases);
  }

  /** Of the score 2 × (1 × 5) numbers; in each of three definitions four keys of five numbers. */
  @Test
  void keysInTheLayerOfAScoreAreCharged() {
    AnswerCheck check =
        Checked.check(
            Mechanism.ADDITIVE,
            """
            {"queries": [[1]], "keys": [[1], [2], [3], [4]],
             "parameters": {"query": [[1, 2, 3, 4, 5]], "key": [[1, 2, 3, 4, 5]],
                            "energy": [1, 2, 3, 4, 5]},
             "answer": {"scores": [[1, 2, 3, 4]]}}
            """,
            () -> false);
    assertThat(check.bytesOfMistakes()).isEqualTo(2 * 8 * (2 * 5) + 3 * 8 * 4 * (5 + 4));
  }

  /**
   * Of the two cells 2 numbers each; five steps of an attentional vector of four numbers, a state
   * and a memory of one, a context of one.
   */
  @Test
  void allStepsOfAMistakeAreCharged() {
    AnswerCheck check =
        Checked.check(
            Mechanism.ENCODER_DECODER,
            """
            {"inputs": [[1]],
             "encoder": {"forward": {"type": "tanh", "input": [[1]], "hidden": [[1]]}},
             "decoder": {"cell": {"type": "tanh", "input": [[1]], "hidden": [[1]]},
                         "generate": {"embeddings": [[1]], "start": 0, "steps": 5},
                         "initialState": [0],
                         "readout": {"weights": [[1], [1], [1], [1]]}},
             "attention": {"score": "none", "query": "current",
                           "combine": {"weights": [[1, 1, 1, 1], [1, 1, 1, 1]]}},
             "answer": {"state": [[5], [5], [5], [5], [5]]}}
            """,
            () -> false);
    assertThat(check.bytesOfMistakes())
        .isEqualTo(2 * 8 * (2 + 2) + 3 * 8 * 5 * (4 + 2 + 1 + 5 * 4));
  }

  /** The first prediction is the last one; a mistake may take one step more, not all 1,000. */
  @Test
  void aMistakeTakesOneStepMoreThanTheClient() {
    AnswerCheck check =
        Checked.check(
            Mechanism.ENCODER_DECODER,
            """
            {"inputs": [[1]],
             "encoder": {"forward": {"type": "tanh", "input": [[1]], "hidden": [[1]]}},
             "decoder": {"cell": {"type": "tanh", "input": [[0]], "hidden": [[1]]},
                         "generate": {"embeddings": [[0], [0]], "start": 0, "end": 1, "steps": 1000},
                         "initialState": [1],
                         "readout": {"weights": [[0, 1], [0, 0]], "bias": [0.1, 0]}},
             "attention": {"score": "none", "query": "current"},
             "answer": {"state": [[5]]}}
            """,
            () -> false);
    assertThat(check.bytesOfMistakes()).isEqualTo(2 * 8 * (2 + 2) + 3 * 8 * 2 * (2 + 1 + 5 * 4));
    assertThat(check.run().agrees()).isFalse();
    assertThat(check.work()).isLessThan(100_000);
  }

  /** Four keys of two columns turned by one pair of angles. */
  @Test
  void anglesOfKeysAreCharged() {
    AnswerCheck check =
        Checked.check(
            Mechanism.SCALED_DOT_PRODUCT,
            """
            {"embeddings": [[1, 2], [3, 4], [5, 6], [7, 8]], "rotary": {},
             "queryIndices": [0], "answer": {"scores": [[1, 2, 3, 4]]}}
            """,
            () -> false);
    assertThat(check.bytesOfMistakes()).isEqualTo(3 * 8 * 4 * (2 + 4));
  }

  @Test
  void theResponseIsHeldOnceAndWhatWasReadInFloat64() {
    assertThat(CheckMemory.bytes(10, 7)).isEqualTo(47);
  }
}
