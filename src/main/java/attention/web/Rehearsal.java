package attention.web;

import attention.capacity.Admission;
import attention.capacity.Cost;
import attention.decimal.NumberText;
import attention.format.OutputBuffer;
import attention.format.Representation;
import attention.format.RowWriter;
import attention.format.SpareArrays;
import attention.mechanism.Preamble;
import attention.mechanism.Rows;
import attention.mechanism.Trace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/** What the service answers to a request, found out by asking: for the OpenAPI document. */
final class Rehearsal {

  private final Limits limits;
  private final Admission admission;
  private final Cost cost;

  Rehearsal(Limits limits, Admission admission, Cost cost) {
    this.limits = limits;
    this.admission = admission;
    this.cost = cost;
  }

  /**
   * The answer to a request.
   *
   * @throws Refusal if there is none
   */
  String answer(Endpoint endpoint, String request, Representation representation) {
    byte[] body = request.getBytes(StandardCharsets.UTF_8);
    RequestReader<?> reader =
        new RequestReader<>(
            endpoint.request(),
            ReceivedResolver.includable(endpoint.mechanism()),
            limits,
            new SpareArrays(1));
    try (Admission.Place place = admission.admit(cost.of(body.length))) {
      Received<?> received = reader.read(new ByteArrayInputStream(body), body.length + 1, place);
      return text(plan(endpoint, received), representation.writer(NumberText.SCALAR));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Trace plan(Endpoint endpoint, Received<?> received) {
    try {
      Object controller = endpoint.handler().createWithResolvedBean().getBean();
      return (Trace) endpoint.handler().getMethod().invoke(controller, received);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Trace trace, RowWriter writer) {
    OutputBuffer out = OutputBuffer.keeping(new byte[0]);
    Preamble preamble = trace.preamble();
    for (int row = 0; row < trace.rowCount(); row += trace.blockRows()) {
      int end = Math.min(trace.rowCount(), row + trace.blockRows());
      try (Rows rows = trace.rows(row, end)) {
        if (row == 0) {
          writer.head(preamble, rows, out);
        }
        writer.rows(rows, row, out);
      }
    }
    writer.tail(out);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    out.writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
