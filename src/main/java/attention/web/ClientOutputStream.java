package attention.web;

import attention.capacity.Cores.Permit;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.server.ServletServerHttpResponse;

/** Sends what is written to the client, and lets others work while the client takes it. */
final class ClientOutputStream extends OutputStream {

  /** How many bytes go to the system at once. */
  static final int PIECE = 32 * 1024;

  /** What fits Tomcat's buffer as it is. */
  private static final int SMALL = 8 * 1024;

  /** How long an answer may go without a word: a client that left is noticed by it. */
  private static final long SILENCE_NANOS = 40_000_000;

  private final HttpOutputMessage message;
  private Permit permit = Permit.NONE;
  private long lastFlush = System.nanoTime();

  /**
   * @param message whose headers leave with the first byte
   */
  ClientOutputStream(HttpOutputMessage message) {
    this.message = message;
  }

  /**
   * Has Tomcat pass an answer of so many bytes on in pieces that are worth a call to the system.
   */
  void expect(int bytes) {
    if (bytes > SMALL && message instanceof ServletServerHttpResponse response) {
      response.getServletResponse().setBufferSize(PIECE);
    }
  }

  /** Takes note of the turn that its thread has from now on. */
  void during(Permit permit) {
    this.permit = permit;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    permit.pause();
    try {
      message.getBody().write(bytes, offset, length);
    } finally {
      permit.resume();
    }
  }

  /** Whether the client has waited long enough for a word. */
  boolean isSilent() {
    return System.nanoTime() - lastFlush > SILENCE_NANOS;
  }

  /** Sends what the client's stream has gathered, as far as the client. */
  @Override
  public void flush() throws IOException {
    // The stream alone would not flush: Spring takes that from converters.
    Flushable flushable = message instanceof Flushable response ? response : message.getBody();
    permit.pause();
    try {
      flushable.flush();
    } finally {
      permit.resume();
    }
    lastFlush = System.nanoTime();
  }
}
