package attention.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTests {

  private final Faults faults = new Faults();

  private Problem refused() {
    return catchThrowableOfType(ProblemException.class, faults::throwIfAny).problem();
  }

  private void addRagged(int rows) {
    IntStream.range(0, rows)
        .forEach(row ->
            faults.add(FaultCode.RAGGED_ROW, Pointer.ROOT.child(row), "Row %d is short.", row));
  }

  @Test
  void oneFaultIsTheDetail() {
    addRagged(1);
    assertThat(refused().detail()).isEqualTo("Row 0 is short.");
  }

  @Test
  void twentyAreAllListed() {
    addRagged(20);
    assertThat(faults.lists(FaultCode.RAGGED_ROW)).isFalse();
    assertThat(refused().faults()).hasSize(20);
    assertThat(refused().detail())
        .startsWith("20 faults, all listed under errors; the first: Row 0");
  }

  @Test
  void moreThanTwentyAreCounted() {
    addRagged(25);
    faults.count(FaultCode.OUTSIDE_DTYPE, 1_000_000);
    assertThat(refused().faults()).hasSize(20);
    assertThat(refused().detail())
        .startsWith("20 faults listed under errors, 1000025 in all; the first: Row 0 is short.");
  }

  @Test
  void whatPreventsReadingIsRefusedAlone() {
    addRagged(30);
    assertThat(faults.lists(FaultCode.WRONG_TYPE)).isTrue();
    faults.add(FaultCode.WRONG_TYPE, Pointer.ROOT, "Expected an object.");
    assertThat(refused().detail()).isEqualTo("Expected an object.");
  }
}
