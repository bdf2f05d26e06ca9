package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A list of matrices has no more of them than a row can have heads. */
class MatrixListReaderTests {

  private static final int MOST = Reading.SMALL.dimension();

  private static ReadContext matrices(int count) {
    return Reading.of("[" + "[[0]],".repeat(count - 1) + "[[0]]]");
  }

  private static @Nullable Object read(ReadContext in) {
    return new MatrixListReader(MatrixReader.matrix(true)).read(in, Reading.AT);
  }

  @Test
  void asManyAsFitAreRead() {
    ReadContext in = matrices(MOST);
    assertThat(read(in)).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(MOST);
    assertThat(in.faults().isEmpty()).isTrue();
  }

  @Test
  void moreAreCountedAndNotRead() {
    ReadContext in = Reading.of("[" + "[[0]],".repeat(MOST) + "[[[\"a\", {}]]], 7]");
    assertThat(read(in)).isNull();
    assertThat(Reading.faults(in)).isEqualTo(List.of("limit-exceeded at #/x"));
    assertThat(in.json().nextToken()).isNull();
  }
}
