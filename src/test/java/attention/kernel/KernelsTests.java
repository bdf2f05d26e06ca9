package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import attention.WithoutVectors;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kernel says of itself. */
class KernelsTests {

  @ParameterizedTest
  @CsvSource({"SCALAR, scalar", "SIMD, simd", "AUTO, simd"})
  void theKernelsThatAreAskedForCoverEveryDtype(Kernels.Choice choice, String name) {
    Kernels kernels = Kernels.of(choice);
    assertThat(kernels.name()).isEqualTo(name);
    assertThat(kernels.float32().dtype()).isEqualTo(Dtype.FLOAT32);
    assertThat(kernels.float64().dtype()).isEqualTo(Dtype.FLOAT64);
    assertThat(kernels.float16().dtype()).isEqualTo(Dtype.FLOAT16);
    assertThat(kernels.bfloat16().dtype()).isEqualTo(Dtype.BFLOAT16);
    assertThat(kernels.float16().wide()).isSameAs(kernels.float32());
    assertThat(kernels.bfloat16().wide()).isSameAs(kernels.float32());
  }

  @Test
  void withoutVectorsTheArithmeticIsPlain() throws Exception {
    assertThat(withoutVectors("AUTO")).isEqualTo("scalar");
    assertThat(withoutVectors("SCALAR")).isEqualTo("scalar");
  }

  @Test
  void askedForVectorsThatAreNotThereItSaysWhatToDo() throws Exception {
    assertThat(withoutVectors("SIMD"))
        .contains("found none", "--add-modules jdk.incubator.vector", "choose auto or scalar");
  }

  /** What becomes of a choice in a Java without the module. */
  private static String withoutVectors(String choice) throws IOException {
    return WithoutVectors.says(Chosen.class, choice);
  }

  /** Says which kernels a choice gives. */
  static final class Chosen {

    private Chosen() {}

    public static void main(String[] choice) {
      System.out.println(Kernels.of(Kernels.Choice.valueOf(choice[0])).name());
    }
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
