package attention.openapi;

import attention.check.AnswerCheck;
import attention.decimal.NumberText;
import attention.format.OutputBuffer;
import attention.format.Representation;
import attention.format.RowWriter;
import attention.parse.JsonRequestReader;
import attention.problem.ProblemException;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.Limits;
import attention.request.Received;
import attention.service.AttentionService;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Trace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Computes responses without HTTP, as examples for the OpenAPI document. */
final class DryRun {

  private final Limits limits;
  private final AttentionService attentionService;

  DryRun(Limits limits, AttentionService attentionService) {
    this.limits = limits;
    this.attentionService = attentionService;
  }

  /**
   * The answer to a request.
   *
   * @throws ProblemException if there is none
   */
  String answer(Endpoint endpoint, String request, Representation representation) {
    JsonRequestReader<?> reader =
        new JsonRequestReader<>(endpoint.request(), endpoint.mechanism().members(), limits);
    Trace trace = attentionService.attend(read(request, reader), bytes -> {});
    return text(trace, representation.writer(NumberText.SCALAR));
  }

  /**
   * The report of a check, as JSON.
   *
   * @throws ProblemException if there is none
   */
  Map<String, Object> report(Endpoint endpoint, String request) {
    Received<CheckRequest> received =
        read(
            request,
            JsonRequestReader.ofCheck(
                endpoint.request(), AnswerCheck.postable(endpoint.mechanism()), limits));
    CheckRequest check = received.request();
    Trace trace =
        attentionService.attend(received.wanting(AnswerCheck.compared(check)), bytes -> {});
    return new AnswerCheck(check, trace, () -> false).run().members();
  }

  private static <T extends AttentionRequest> Received<T> read(
      String request, JsonRequestReader<T> reader) {
    byte[] body = request.getBytes(StandardCharsets.UTF_8);
    byte[] room = new byte[JsonRequestReader.roomFor(body.length + 1)];
    try {
      return reader.read(new ByteArrayInputStream(body), room, bytes -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Trace trace, RowWriter writer) {
    OutputBuffer out = OutputBuffer.growing(new byte[0]);
    Preamble preamble = trace.preamble();
    for (int block = 0; block < trace.blockCount(); block++) {
      try (Rows rows = trace.block(block)) {
        if (block == 0) {
          writer.head(preamble, rows, out);
        }
        writer.rows(rows, block * trace.footprint().blockRows(), out);
      }
    }
    writer.tail(out);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    out.writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
