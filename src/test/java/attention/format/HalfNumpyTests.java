package attention.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import attention.decimal.NumberText;
import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import attention.mechanism.Head;
import attention.mechanism.Pipeline;
import attention.mechanism.Weighing;
import attention.mechanism.WeighingSizes;
import attention.stage.GivenScores;
import attention.stage.Normalization;
import attention.trace.Member;
import attention.trace.Rows;
import attention.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Halves as NumPy has them, as far as it does. */
class HalfNumpyTests {

  /** The weights of two equal scores. */
  private static byte[] file(Kernel<FloatMatrix> kernel) {
    FloatMatrix scores = kernel.zeros(1, 2);
    Pipeline<FloatMatrix> pipeline =
        new Pipeline<>(kernel, List.of(new GivenScores<>(kernel)), Normalization.SOFTMAX);
    Trace trace =
        new Weighing<>(
            scores,
            new Head<>(2, pipeline, null),
            new WeighingSizes(
                kernel.dtype(),
                1,
                2,
                Normalization.SOFTMAX,
                EnumSet.of(Member.SCORES, Member.WEIGHTS, Member.WEIGHT_SUM)));
    RowWriter writer = Representation.NPY.writer(NumberText.SCALAR);
    OutputBuffer out = OutputBuffer.growing(new byte[0]);
    Rows rows = trace.rows(0, 1);
    writer.head(trace.preamble(), rows, out);
    int before = out.length();
    writer.rows(rows, 0, out);
    assertThat(out.length() - before).isEqualTo((int) writer.rowBytes(rows));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    out.writeTo(bytes);
    return bytes.toByteArray();
  }

  /** The sum of weights alone is not rounded to the dtype. */
  @Test
  void aFloat16TakesTwoBytesAndItsSumFour() {
    byte[] file = file(Kernels.scalar().float16());
    assertThat(new String(file, StandardCharsets.ISO_8859_1))
        .contains("('scores', '<f2', (2,)), ('weights', '<f2', (2,)), ('weightSum', '<f4')]");
    ByteBuffer numbers =
        ByteBuffer.wrap(file, file.length - 12, 12).slice().order(ByteOrder.LITTLE_ENDIAN);
    short half = Float.floatToFloat16(0.5f);
    assertThat(numbers.asShortBuffer().slice(0, 4))
        .isEqualTo(ByteBuffer.allocate(8).putShort(4, half).putShort(6, half).asShortBuffer());
    assertThat(numbers.getFloat(8)).isEqualTo(1);
  }

  @Test
  void everyRepresentationCarriesEveryDtypeButOne() {
    for (Dtype dtype : Dtype.values()) {
      assertThat(Representation.JSON.carries(dtype)).isTrue();
      assertThat(Representation.NDJSON.carries(dtype)).isTrue();
      assertThat(Representation.NPY.carries(dtype)).isEqualTo(dtype != Dtype.BFLOAT16);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> file(Kernels.scalar().bfloat16()))
        .withMessageContaining("bfloat16");
  }
}
