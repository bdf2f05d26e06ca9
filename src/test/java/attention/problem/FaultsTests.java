package attention.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of the faults found are refused together, and how many of them are listed. */
class FaultsTests {

  private static final Pointer X = Pointer.ROOT.child("x");

  private final Faults faults = new Faults();

  private static Problem thrown(Runnable action) {
    ProblemException refusal = catchThrowableOfType(ProblemException.class, action::run);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.problem();
  }

  private static void add(Faults faults, FaultCode code, int count) {
    IntStream.range(0, count).forEach(i -> faults.add(code, X.child(i), "Fault %d.", i));
  }

  private static List<FaultCode> codes(Problem problem) {
    return problem.faults().stream().map(Fault::code).toList();
  }

  @Test
  void withoutAFaultNothingIsRefused() {
    assertThatCode(faults::throwIfUnreadable).doesNotThrowAnyException();
    assertThatCode(faults::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void aSingleFaultGivesTheProblemItsTypeAndDetail() {
    faults.add(FaultCode.RAGGED_ROW, X.child(1), "Expected %d numbers, found %d.", 2, 1);
    Problem problem = thrown(faults::throwIfAny);
    assertThat(problem.type()).isEqualTo(ProblemType.RAGGED_MATRIX);
    assertThat(problem.detail()).isEqualTo("Expected 2 numbers, found 1.");
    assertThat(problem.faults())
        .containsExactly(new Fault(FaultCode.RAGGED_ROW, X.child(1), problem.detail()));
  }

  @Test
  void faultsOfComputingDoNotPreventReading() {
    faults.add(FaultCode.SHAPE_MISMATCH, X, "A.");
    assertThatCode(faults::throwIfUnreadable).doesNotThrowAnyException();
    assertThat(codes(thrown(faults::throwIfAny))).containsExactly(FaultCode.SHAPE_MISMATCH);
  }

  @Test
  void faultsOfReadingComeWithoutThoseOfComputing() {
    faults.add(FaultCode.RAGGED_ROW, X, "A.");
    faults.add(FaultCode.UNKNOWN_MEMBER, X, "B.");
    faults.add(FaultCode.WRONG_TYPE, X, "C.");
    for (Runnable check : List.<Runnable>of(faults::throwIfUnreadable, faults::throwIfAny)) {
      Problem problem = thrown(check);
      assertThat(codes(problem)).containsExactly(FaultCode.UNKNOWN_MEMBER, FaultCode.WRONG_TYPE);
      assertThat(problem.type().status()).isEqualTo(400);
    }
  }

  @Test
  void theFirstFaultDecidesTheType() {
    faults.add(FaultCode.EMPTY_MATRIX, X, "A.");
    faults.add(FaultCode.RAGGED_ROW, X, "B.");
    assertThat(thrown(faults::throwIfAny).type()).isEqualTo(ProblemType.EMPTY_INPUT);
  }

  @Test
  void readingStopsAtTheTwentiethFault() {
    add(faults, FaultCode.WRONG_TYPE, Faults.LISTED - 1);
    Problem problem = thrown(() -> add(faults, FaultCode.WRONG_TYPE, 1));
    assertThat(problem.faults()).hasSize(20);
    assertThat(problem.detail())
        .contains("20 faults", "the rest was not read")
        .doesNotContain("in all", "all listed")
        .endsWith("Fault 0.");
  }

  @Test
  void nineteenFaultsDoNotStopTheReading() {
    assertThatCode(() -> add(faults, FaultCode.WRONG_TYPE, Faults.LISTED - 1))
        .doesNotThrowAnyException();
    assertThat(thrown(faults::throwIfUnreadable).faults()).hasSize(19);
  }

  @Test
  void ofMoreThanTwentyFaultsOfComputingAllAreCounted() {
    assertThatCode(() -> add(faults, FaultCode.OUTSIDE_DTYPE, 37)).doesNotThrowAnyException();
    Problem problem = thrown(faults::throwIfAny);
    assertThat(problem.faults())
        .extracting(Fault::location)
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(X::child).toList());
    assertThat(problem.detail()).contains("20 faults", "37 in all").endsWith("Fault 0.");
  }

  @Test
  void exactlyTwentyFaultsAreAllListed() {
    add(faults, FaultCode.OUTSIDE_DTYPE, 20);
    assertThat(thrown(faults::throwIfAny).detail()).contains("20 faults, all listed");
  }

  @Test
  void eachKindHasTwentyPlaces() {
    add(faults, FaultCode.OUTSIDE_DTYPE, 30);
    faults.add(FaultCode.UNKNOWN_MEMBER, X, "A.");
    assertThat(codes(thrown(faults::throwIfAny))).containsExactly(FaultCode.UNKNOWN_MEMBER);
  }

  @Test
  void theDetailOfAFaultThatIsNotListedIsNotFormatted() {
    add(faults, FaultCode.OUTSIDE_DTYPE, Faults.LISTED);
    Object unprintable =
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("formatted");
          }
        };
    faults.add(FaultCode.OUTSIDE_DTYPE, X, "%s", unprintable);
    assertThat(thrown(faults::throwIfAny).detail()).contains("21 in all");
  }

  @Test
  void besideABodyOfOneMemberTheOthersAreParameters() {
    Faults ofArray = new Faults("embeddings");
    ofArray.add(FaultCode.EMPTY_MATRIX, Pointer.ROOT.child("embeddings"), "A.");
    ofArray.add(FaultCode.OUTSIDE_DTYPE, Pointer.ROOT.child("embeddings").child(3).child(1), "B.");
    ofArray.add(FaultCode.VALUE_OUT_OF_RANGE, Pointer.ROOT.child("mask").child("offset"), "C.");
    ofArray.add(FaultCode.INDEX_OUT_OF_RANGE, Pointer.ROOT, "D.");
    ofArray.add(FaultCode.VALUE_OUT_OF_RANGE, new Parameter("e"), "E.");
    assertThat(thrown(ofArray::throwIfAny).faults())
        .extracting(fault -> fault.location().toString())
        .containsExactly(
            "#/embeddings",
            "#/embeddings/3/1",
            new Parameter("mask.offset").toString(),
            "#",
            new Parameter("e").toString());
  }

  @Test
  void aFaultThatEndsTheReadingIsRefusedAlone() {
    Problem problem = Faults.single(FaultCode.INVALID_JSON, Pointer.ROOT, "100 % wrong.").problem();
    assertThat(problem.detail()).isEqualTo("100 % wrong.");
    assertThat(codes(problem)).containsExactly(FaultCode.INVALID_JSON);
  }

  @Test
  void whatIsOnlyCountedIsNotListed() {
    add(faults, FaultCode.RAGGED_ROW, 19);
    assertThat(faults.lists(FaultCode.OUTSIDE_DTYPE)).isTrue();
    add(faults, FaultCode.RAGGED_ROW, 1);
    assertThat(faults.lists(FaultCode.OUTSIDE_DTYPE)).isFalse();
    assertThat(faults.lists(FaultCode.WRONG_TYPE)).isTrue();
    faults.count(FaultCode.OUTSIDE_DTYPE, 1_000_000);
    Problem problem = thrown(faults::throwIfAny);
    assertThat(problem.faults()).hasSize(20);
    assertThat(problem.detail()).contains("20 faults", "1000020 in all").endsWith("Fault 0.");
  }

  @Test
  void thereIsNothingWrongUntilSomethingIsAdded() {
    assertThat(faults.isEmpty()).isTrue();
    faults.add(FaultCode.RAGGED_ROW, X, "A.");
    assertThat(faults.isEmpty()).isFalse();
    Faults unreadable = new Faults();
    unreadable.add(FaultCode.WRONG_TYPE, X, "A.");
    assertThat(unreadable.isEmpty()).isFalse();
  }
}
