package attention.web;

import attention.capacity.Cores.Permit;
import attention.capacity.Tracing;
import attention.capacity.Tracing.Section;
import attention.capacity.Tracing.Step;
import attention.front.WriteSize;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.server.ServletServerHttpResponse;

/**
 * Sends bytes to the client. Pauses the permit of its thread while the client reads; a write that
 * fails leaves it paused, because its request is over.
 */
final class ClientOutputStream extends OutputStream {

  /** The size of Tomcat's own buffer. */
  private static final int SMALL = 8 * 1024;

  /** The longest time without a write: only a write shows that the client has left. */
  private static final long SILENCE_NANOS = 40_000_000;

  private final HttpOutputMessage message;
  private final Tracing tracing;
  private @Nullable Section writing;
  private Permit permit = Permit.NONE;
  private long lastFlush = System.nanoTime();

  /**
   * @param message whose headers are sent with the first byte
   */
  ClientOutputStream(HttpOutputMessage message, Tracing tracing) {
    this.message = message;
    this.tracing = tracing;
  }

  /** Sets the size of Tomcat's writes for a response of the given length. */
  void expect(int bytes) {
    if (bytes > SMALL && message instanceof ServletServerHttpResponse response) {
      response.getServletResponse().setBufferSize(WriteSize.BYTES);
    }
  }

  /** Sets the permit that its thread holds from now on. */
  void during(Permit permit) {
    this.permit = permit;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (writing == null) {
      writing = tracing.begin(Step.WRITE);
    }
    permit.pause();
    message.getBody().write(bytes, offset, length);
    permit.resume();
  }

  /** Whether the last write is long enough ago. */
  boolean isSilent() {
    return System.nanoTime() - lastFlush > SILENCE_NANOS;
  }

  /** Flushes the client's stream down to the socket. */
  @Override
  public void flush() throws IOException {
    // Flushing the stream alone has no effect: Spring ignores it in converters.
    Flushable flushable = message instanceof Flushable response ? response : message.getBody();
    permit.pause();
    flushable.flush();
    permit.resume();
    lastFlush = System.nanoTime();
  }

  /** Notes the end of the writes; the client's stream stays open. */
  @Override
  public void close() {
    if (writing != null) {
      writing.close();
    }
  }
}
