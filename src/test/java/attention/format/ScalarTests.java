package attention.format;

import static org.assertj.core.api.Assertions.assertThat;

import attention.decimal.NumberText;
import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import attention.matrix.Matrix;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Shape;
import attention.trace.Stages;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Members that are one number a row, and those of all heads together, in every representation. */
class ScalarTests {

  private static final float NONE = Float.NEGATIVE_INFINITY;

  /** One row in two heads, the second of which is fully masked. */
  private static Rows rows() {
    Map<Member, Matrix<?>> shared = new EnumMap<>(Member.class);
    shared.put(Member.AVERAGE_WEIGHTS, FloatMatrix.of(1, 2, 0.125f, 0.25f));
    List<Stages> heads = List.of(head(2, 3, 0.25f, 0.5f, 0.75f, 1.5f), head(NONE, 4, 0, 0, 1, 0));
    return new Rows("queryIndex", new int[] {7}, null, heads, stages(shared));
  }

  private static Stages head(
      float maximum, float logSumExp, float first, float second, float sinkWeight, float entropy) {
    Map<Member, Matrix<?>> values = new EnumMap<>(Member.class);
    values.put(Member.ENTROPY, FloatMatrix.of(1, 1, entropy));
    values.put(Member.MAXIMUM, FloatMatrix.of(1, 1, maximum));
    values.put(Member.LOG_SUM_EXP, FloatMatrix.of(1, 1, logSumExp));
    values.put(Member.WEIGHTS, FloatMatrix.of(1, 2, first, second));
    values.put(Member.SINK_WEIGHT, FloatMatrix.of(1, 1, sinkWeight));
    return stages(values);
  }

  private static Stages stages(Map<Member, Matrix<?>> values) {
    return new Stages(values, null, List.of(List.of()));
  }

  private static byte[] bytes(Representation representation) {
    Rows rows = rows();
    RowWriter writer = representation.writer(NumberText.SCALAR);
    OutputBuffer out = OutputBuffer.growing(new byte[0]);
    Preamble preamble =
        new Preamble(
            Mechanism.MULTI_HEAD,
            Dtype.FLOAT32,
            "softmax",
            new Shape(1, 2, null, new Shape.Heads(2, 2)),
            List.of(),
            null,
            Map.of());
    writer.head(preamble, rows, out);
    writer.rows(rows, 0, out);
    writer.tail(out);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    out.writeTo(all);
    return all.toByteArray();
  }

  @Test
  void jsonHasNumbersThatAreNoArraysAndNullForMinusInfinity() {
    String row =
        "{\"queryIndex\":7,\"heads\":["
            + "{\"head\":0,\"maximum\":2,\"logSumExp\":3,\"weights\":[0.25,0.5],\"sinkWeight\":0.75,\"entropy\":1.5},"
            + "{\"head\":1,\"maximum\":null,\"logSumExp\":4,\"weights\":[0,0],\"sinkWeight\":1,\"entropy\":0}],"
            + "\"averageWeights\":[0.125,0.25]}";
    assertThat(new String(bytes(Representation.JSON), StandardCharsets.UTF_8).replace(".0", ""))
        .endsWith("\"rows\":[" + row + "]}");
    assertThat(new String(bytes(Representation.NDJSON), StandardCharsets.UTF_8).replace(".0", ""))
        .endsWith("\n" + row + "\n");
  }

  @Test
  void anArrayHasFieldsWithoutAShapeForThem() {
    byte[] file = bytes(Representation.NPY);
    ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = 10 + numbers.getShort(8);
    assertThat(new String(file, 10, header - 10, StandardCharsets.US_ASCII))
        .startsWith(
            "{'descr': [('queryIndex', '<i4'), ('heads', [('head', '<i4'), ('maximum', '<f4'), ('logSumExp', '<f4'), ('weights', '<f4', (2,)), ('sinkWeight', '<f4'), ('entropy', '<f4')], (2,)), ('averageWeights', '<f4', (2,))],");
    numbers.position(header);
    assertThat(numbers.getInt()).isEqualTo(7);
    assertThat(numbers.getInt()).isZero();
    for (float number : new float[] {2, 3, 0.25f, 0.5f, 0.75f, 1.5f}) {
      assertThat(numbers.getFloat()).isEqualTo(number);
    }
    assertThat(numbers.getInt()).isOne();
    for (float number : new float[] {NONE, 4, 0, 0, 1, 0, 0.125f, 0.25f}) {
      assertThat(numbers.getFloat()).isEqualTo(number);
    }
    assertThat(numbers.hasRemaining()).isFalse();
  }
}
