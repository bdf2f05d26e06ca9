package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import attention.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kernel says of itself. */
class KernelsTests {

  @Test
  void theScalarKernelsCoverBothDtypes() {
    Kernels scalar = Kernels.scalar();
    assertThat(scalar.name()).isEqualTo("scalar");
    assertThat(scalar.float32().dtype()).isEqualTo(Dtype.FLOAT32);
    assertThat(scalar.float64().dtype()).isEqualTo(Dtype.FLOAT64);
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#kernels")
  void aNewMatrixHasTheDtypeOfItsKernel(Kernel<?> kernel) {
    Matrix<?> zeros = kernel.zeros(2, 3);
    assertThat(zeros.dtype()).isEqualTo(kernel.dtype());
    assertThat(zeros.rows()).isEqualTo(2);
    assertThat(zeros.columns()).isEqualTo(3);
    assertThat(zeros.at(1, 2)).isZero();
  }
}
