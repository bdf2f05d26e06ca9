package attention.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Matrix;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drawn weights against what PyTorch 2.13 draws after the same {@code manual_seed}, with
 * ATEN_CPU_CAPABILITY=default: with a fused multiply-add its last bit may differ.
 */
class InitializationTests {

  static Stream<Kernel<?>> kernels() {
    return Stream.of(Kernels.scalar().float32(), Kernels.scalar().float64());
  }

  /** Row by row. */
  private static double[] elements(Matrix<?> matrix) {
    double[] elements = new double[matrix.rows() * matrix.columns()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = matrix.at(i / matrix.columns(), i % matrix.columns());
    }
    return elements;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void uniformDrawsTheNumbersOfRand(Kernel<?> kernel) {
    Matrix<?> drawn = Initialization.UNIFORM.draw(kernel, new TorchGenerator(123), 2, 3);
    assertThat(drawn.rows()).isEqualTo(2);
    assertThat(elements(drawn))
        .containsExactly(
            0.29611194133758545,
            0.516562283039093,
            0.2516707181930542,
            0.6885567903518677,
            0.07397246360778809,
            0.866521954536438);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void uniformDrawsABiasInTheSameWay(Kernel<?> kernel) {
    TorchGenerator generator = new TorchGenerator(2_147_495_993L);
    Initialization.UNIFORM.draw(kernel, generator, 1, 3);
    assertThat(elements(Initialization.UNIFORM.drawBias(kernel, generator, 1, 3)))
        .containsExactly(0.4814807176589966, 0.9739052653312683, 0.22199398279190063);
  }

  /** {@code Linear(3, 2)}, whose matrix PyTorch keeps out × in. */
  @ParameterizedTest
  @MethodSource("kernels")
  void linearDrawsTheNumbersOfLinear(Kernel<?> kernel) {
    TorchGenerator generator = new TorchGenerator(789);
    assertThat(elements(Initialization.LINEAR.draw(kernel, generator, 3, 2)))
        .containsExactly(
            0.31605905294418335,
            -0.16828539967536926,
            0.45680856704711914,
            -0.3378770351409912,
            0.5118348598480225,
            -0.0917738676071167);
    assertThat(elements(Initialization.LINEAR.drawBias(kernel, generator, 3, 2)))
        .containsExactly(0.4058058261871338, -0.4704205393791199);
  }

  /** {@code GRU(2, 1)}, whose gates PyTorch keeps as the rows of its matrices. */
  @ParameterizedTest
  @MethodSource("kernels")
  void symmetricDrawsTheNumbersOfGru(Kernel<?> kernel) {
    TorchGenerator generator = new TorchGenerator(789);
    assertThat(elements(Initialization.symmetric(kernel, generator, 2, 3, 1)))
        .containsExactly(
            0.5474303960800171,
            0.886523962020874,
            -0.585220217704773,
            0.7912156581878662,
            -0.29147887229919434,
            -0.15895700454711914);
    assertThat(elements(Initialization.symmetric(kernel, generator, 1, 3, 1)))
        .containsExactly(0.7028763294219971, -0.814792275428772, 0.410158634185791);
  }

  @Test
  void everyDrawStaysWithinItsBounds() {
    TorchGenerator generator = new TorchGenerator(1);
    double[] drawn =
        elements(Initialization.LINEAR.draw(Kernels.scalar().float32(), generator, 100, 1000));
    double bound = (float) 0.1;
    assertThat(Arrays.stream(drawn)).allMatch(number -> number >= -bound && number < bound);
    assertThat(Arrays.stream(drawn).average()).hasValueCloseTo(0.0, within(1e-3));
  }
}
