package attention.web;

import attention.capacity.ComputeBudget;
import attention.capacity.Cores;
import attention.capacity.Cores.Permit;
import attention.capacity.Meters;
import attention.capacity.Tracing;
import attention.capacity.Tracing.Section;
import attention.capacity.Tracing.Step;
import attention.capacity.Workers;
import attention.format.OutputBuffer;
import attention.format.RowWriter;
import attention.front.ClientPresence;
import attention.trace.Checkpoint;
import attention.trace.Footprint;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Trace;
import java.io.IOException;
import org.springframework.http.HttpOutputMessage;

/**
 * Computes and sends one response. The thread of the request computes the first block, and all
 * blocks if they build on one another. Otherwise this thread and idle workers compute and format
 * the other blocks in parallel, and they are sent in order.
 */
final class Delivery {

  /** The bytes that are collected before they are sent. */
  private static final int PIECE = 256 * 1024;

  /** The minimum initial capacity. */
  private static final int FIRST = 4 * 1024;

  /** The maximum initial capacity; a longer text makes its buffer grow. */
  private static final int MOST_TEXT = 8 * 1024 * 1024;

  /** How many bytes a block takes as text and numbers, for each byte of its numbers. */
  private static final int TEXT_AND_NUMBERS = 5;

  private final ByteArrayPool spares;
  private final Answer answer;
  private final Trace trace;
  private final RowWriter writer;
  private final Meters meters;
  private final Tracing tracing;
  private final HttpOutputMessage message;
  private final ClientOutputStream client;
  private final OutputBuffer out;
  private final ComputeBudget budget;
  private final ClientPresence presence;

  /**
   * @param spares the pool of the arrays that the response is collected in
   */
  Delivery(
      Answer answer,
      RowWriter writer,
      Meters meters,
      Tracing tracing,
      ByteArrayPool spares,
      HttpOutputMessage message,
      ClientPresence presence) {
    this.spares = spares;
    this.presence = presence;
    this.budget = presence.budget();
    this.answer = answer;
    this.trace = answer.trace();
    this.writer = writer;
    this.meters = meters;
    this.tracing = tracing;
    this.message = message;
    this.client = new ClientOutputStream(message, tracing);
    int blockText = blockText(trace, writer);
    client.expect(blockText);
    this.out =
        OutputBuffer.flushingTo(client, PIECE, spares.acquire(Math.clamp(blockText, FIRST, PIECE)));
  }

  /** The approximate maximum length of a block as text. */
  private static int blockText(Trace trace, RowWriter writer) {
    return (int) Math.min(trace.footprint().blockBytes() * writer.expansion(), MOST_TEXT);
  }

  /** The bytes of all blocks that are in progress at once. */
  static long bytes(Footprint answer, Workers workers) {
    long block = blockBytes(answer);
    return isSideBySide(answer)
        ? Math.min(answer.blockCount(), workers.atOnce(block)) * block
        : block;
  }

  private static long blockBytes(Footprint answer) {
    return answer.blockBytes() * TEXT_AND_NUMBERS + answer.workingBytes();
  }

  private static boolean isSideBySide(Footprint answer) {
    return answer.blockCount() > 1 && !answer.inSequence();
  }

  /** Computes and writes the response. */
  void run(Cores cores, Workers workers) throws IOException {
    try (client) {
      compute(cores, workers);
      if (out.gathered() == out.length()) {
        message.getHeaders().setContentLength(out.length());
      }
      out.send();
      spares.release(out.array());
    }
  }

  private void compute(Cores cores, Workers workers) throws IOException {
    try (Section section = tracing.begin(Step.COMPUTE)) {
      section.note("rows", trace.rowCount());
      blocks(cores, workers);
      tail(cores);
    }
  }

  private void blocks(Cores cores, Workers workers) throws IOException {
    Preamble preamble;
    try (Permit permit = cores.permit(budget)) {
      client.during(permit);
      preamble = Checkpoint.during(() -> presence.pass(permit), this::first);
    }
    client.during(Permit.NONE);
    if (isSideBySide(trace.footprint())) {
      others(preamble, workers);
    }
  }

  /** What needs all rows takes a core. */
  private void tail(Cores cores) {
    if (!writer.writesAtEnd()) {
      writer.tail(out);
      return;
    }
    try (Permit permit = cores.permit(budget)) {
      presence.pass(permit);
      client.during(permit);
      writer.tail(out);
    }
    client.during(Permit.NONE);
  }

  /** Computes on this thread: the first block, and those that build on it. */
  private Preamble first() throws IOException {
    Preamble preamble = trace.preamble();
    answer.requireCarried(preamble.dtype());
    head(preamble);
    for (int block = 1; block < trace.blockCount() && trace.footprint().inSequence(); block++) {
      sendOn();
      write(preamble, block, out);
    }
    return preamble;
  }

  private void head(Preamble preamble) {
    try (Rows rows = trace.block(0)) {
      answer.requireVisible(preamble, rows);
      meters.computed(preamble.mechanism(), preamble.shape(), rows.count());
      writer.head(preamble, rows, out);
      long rowBytes = writer.rowBytes(rows);
      if (rowBytes != RowWriter.UNKNOWN) {
        message.getHeaders().setContentLength(out.length() + trace.rowCount() * rowBytes);
      }
      writer.rows(rows, 0, out);
    }
  }

  private void others(Preamble preamble, Workers workers) throws IOException {
    // What is left out of the answer was counted before; the first block shows what is not.
    int blockText = (int) Math.min(out.gathered() / 8 * 9, MOST_TEXT);
    out.send();
    sendOn();
    workers.inOrder(
        budget,
        trace.blockCount() - 1,
        workers.atOnce(blockBytes(trace.footprint())),
        before -> {
          OutputBuffer text = OutputBuffer.growing(spares.acquire(blockText));
          write(preamble, before + 1, text);
          return text;
        },
        text -> {
          presence.check();
          budget.check();
          if (client.isSilent() && !writer.writesAtEnd()) {
            client.flush();
          }
          if (text.length() > 0) {
            text.writeTo(client);
          }
          spares.release(text.array());
          if (writer.isLive()) {
            client.flush();
          }
        });
  }

  private void write(Preamble preamble, int block, OutputBuffer into) {
    try (Rows rows = trace.block(block)) {
      meters.computed(preamble.mechanism(), preamble.shape(), rows.count());
      writer.rows(rows, block * trace.footprint().blockRows(), into);
    }
  }

  /** Flushes to the client if it reads rows as they come, or if the last write is long ago. */
  private void sendOn() throws IOException {
    if (writer.isLive() || client.isSilent() && !writer.writesAtEnd()) {
      out.send();
      client.flush();
    }
  }
}
