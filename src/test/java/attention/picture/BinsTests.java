package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinsTests {

  private static final Grid ONE_BIN = new Grid(2, 2);

  private static double mean(double... numbers) {
    Bins bins = new Bins(new Grid(1, 1), ONE_BIN, 1, true);
    BlockFold block = bins.block(0, 1);
    block.add(0, 0, numbers);
    bins.add(block);
    return bins.means().at(0, 0);
  }

  @Test
  void aMeanIsOverWhatIsNotMasked() {
    assertThat(mean(3, 5)).isEqualTo(4);
    assertThat(mean(3, Cells.MASKED)).isEqualTo(3);
    assertThat(mean(Cells.MASKED, Cells.MASKED)).isEqualTo(Cells.MASKED);
  }

  /** It is not masked, which an infinite sum would look like. */
  @Test
  void aSumBeyondADoubleIsOverflow() {
    assertThat(mean(-1.7e308, -1.7e308)).isNaN();
    assertThat(mean(1.7e308, 1.7e308)).isNaN();
  }
}
