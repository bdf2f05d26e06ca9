package attention.format;

import static org.assertj.core.api.Assertions.assertThat;

import attention.decimal.NumberText;
import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Preamble;
import attention.trace.Predictions;
import attention.trace.Rows;
import attention.trace.Shape;
import attention.trace.Stages;
import attention.trace.Warning;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Integers and names that a decoder predicted, in every representation of rows. */
class PredictionTests {

  private static final Predictions ALL =
      new Predictions(new int[] {5, 0}, new int[] {3, -1}, Arrays.asList("d\"", null));

  private static Rows rows(@Nullable Predictions predictions) {
    List<Warning> none = List.of();
    List<Warning> one =
        List.of(new Warning(Warning.Code.OVERFLOW, Member.LOGITS, "logits[0] is too large."));
    Stages stages =
        new Stages(
            Map.of(Member.LOGITS, FloatMatrix.of(2, 1, 0.5f, Float.NaN)), null, List.of(none, one));
    return new Rows("step", new int[] {0, 1}, null, List.of(), stages, predictions, () -> {});
  }

  private static byte[] bytes(Representation representation, Rows rows) {
    RowWriter writer = representation.writer(NumberText.SCALAR);
    OutputBuffer out = OutputBuffer.growing(new byte[0]);
    Preamble preamble =
        new Preamble(
            Mechanism.ENCODER_DECODER,
            Dtype.FLOAT32,
            "softmax",
            new Shape(2, 1, null, null),
            List.of(),
            null,
            Map.of());
    writer.head(preamble, rows, out);
    int head = out.length();
    writer.rows(rows, 0, out);
    long rowBytes = writer.rowBytes(rows);
    if (rowBytes != RowWriter.UNKNOWN) {
      assertThat(out.length() - head).isEqualTo(2 * rowBytes);
    }
    writer.tail(out);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    out.writeTo(all);
    return all.toByteArray();
  }

  private static String text(Representation representation, Predictions predictions) {
    return new String(bytes(representation, rows(predictions)), StandardCharsets.UTF_8);
  }

  @Test
  void jsonHasTheIndexReadTheIndexPredictedAndItsName() {
    assertThat(text(Representation.JSON, ALL))
        .contains(
            "{\"step\":0,\"inputIndex\":5,\"logits\":[0.5],\"prediction\":3,\"predictedToken\":\"d\\\"\"}");
  }

  @Test
  void inJsonNoPredictionIsNullAndStandsBeforeTheWarning() {
    assertThat(text(Representation.JSON, ALL))
        .contains(
            "{\"step\":1,\"inputIndex\":0,\"logits\":[null],\"prediction\":null,\"predictedToken\":null,\"warnings\":[{\"code\":\"overflow\",\"stage\":\"logits\"");
  }

  @Test
  void jsonLinesHaveTheSameRows() {
    assertThat(text(Representation.NDJSON, ALL).lines())
        .element(1)
        .isEqualTo(
            "{\"step\":0,\"inputIndex\":5,\"logits\":[0.5],\"prediction\":3,\"predictedToken\":\"d\\\"\"}");
  }

  @Test
  void whatIsNotAskedForIsNotWritten() {
    assertThat(text(Representation.JSON, new Predictions(null, null, List.of("a", "b"))))
        .contains("{\"step\":0,\"logits\":[0.5],\"predictedToken\":\"a\"}");
    assertThat(text(Representation.JSON, new Predictions(new int[] {1, 2}, null, null)))
        .contains("{\"step\":0,\"inputIndex\":1,\"logits\":[0.5]}");
    assertThat(text(Representation.JSON, new Predictions(null, new int[] {1, 2}, null)))
        .contains("{\"step\":0,\"logits\":[0.5],\"prediction\":1}");
    assertThat(new String(bytes(Representation.JSON, rows(null)), StandardCharsets.UTF_8))
        .contains("{\"step\":0,\"logits\":[0.5]}");
  }

  @Test
  void anArrayHasIntegersAndNoNames() {
    byte[] file = bytes(Representation.NPY, rows(ALL));
    ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = 10 + numbers.getShort(8);
    assertThat(new String(file, 10, header - 10, StandardCharsets.US_ASCII))
        .startsWith(
            "{'descr': [('step', '<i4'), ('inputIndex', '<i4'), ('logits', '<f4', (1,)), ('prediction', '<i4')],");
    numbers.position(header);
    assertThat(numbers.getInt()).isZero();
    assertThat(numbers.getInt()).isEqualTo(5);
    assertThat(numbers.getFloat()).isEqualTo(0.5f);
    assertThat(numbers.getInt()).isEqualTo(3);
    assertThat(numbers.getInt()).isOne();
    assertThat(numbers.getInt()).isZero();
    assertThat(numbers.getFloat()).isNaN();
    assertThat(numbers.getInt()).isEqualTo(-1);
    assertThat(numbers.hasRemaining()).isFalse();
  }

  @Test
  void anArrayWithoutIntegersHasNoFieldsForThem() {
    for (Predictions predictions :
        Arrays.asList(new Predictions(null, null, List.of("a", "b")), null)) {
      assertThat(
              new String(bytes(Representation.NPY, rows(predictions)), StandardCharsets.US_ASCII))
          .contains("{'descr': [('step', '<i4'), ('logits', '<f4', (1,))],");
    }
  }
}
