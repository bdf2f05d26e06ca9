package attention.front;

import attention.problem.Problem;
import attention.problem.ProblemWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * A connection whose requests wait for their turn. Tomcat keeps a thread for a connection as long
 * as its next request is there already, so that a fast client is served for seconds while others
 * wait. While others wait, the first read after an answer finds nothing here, and the connection is
 * {@linkplain #isQueued queued} behind them.
 */
final class TurnChannel extends NioChannel {

  /** The bytes that are discarded before others have their turn. */
  private static final int PIECE = 16 * 1024;

  /** Of what a client still sends, the most that is discarded. */
  private static final int MOST_DISCARDED = 1024 * 1024;

  private static final byte[] REFUSAL = refusal();

  private boolean answered;
  private boolean over;
  private boolean queued;
  private boolean ended;
  private int discarded;

  TurnChannel(SocketBufferHandler buffers) {
    super(buffers);
  }

  @Override
  public void reset(SocketChannel socket, NioSocketWrapper connection) throws IOException {
    answered = false;
    over = false;
    queued = false;
    ended = false;
    discarded = 0;
    super.reset(socket, connection);
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    over = answered && RequestThread.othersWait();
    answered = false;
    return over ? 0 : super.read(to);
  }

  /**
   * What becomes of a connection that was served. Tomcat leaves alone one that is said to send a
   * file, and would give an open one to the poller.
   */
  SocketState inTurn(SocketState state) {
    queued = over && state == SocketState.OPEN;
    return queued ? SocketState.SENDFILE : state;
  }

  /**
   * What becomes of a connection that was served while the port closes. A request that came too
   * late is refused. Then nothing is answered, and the connection stays until its client closes it,
   * who may still read. What still arrives is discarded: with something unread, the system would
   * reset the connection.
   */
  SocketState last() {
    boolean asks = !answered;
    answered = false;
    try {
      int read = asks ? sc.read(ByteBuffer.allocate(PIECE)) : 0;
      discarded += read;
      if (read < 0 || discarded > MOST_DISCARDED) {
        return SocketState.CLOSED;
      }
      if (read > 0 && !ended) {
        sc.write(ByteBuffer.wrap(REFUSAL));
      }
    } catch (IOException e) {
      return SocketState.CLOSED;
    }
    return endAnswers() ? SocketState.OPEN : SocketState.CLOSED;
  }

  /** Short enough to be written at once. */
  private static byte[] refusal() {
    Problem problem = Problem.atCapacity(Duration.ofSeconds(1));
    String document = new String(ProblemWriter.bytes(problem, "", ""), StandardCharsets.ISO_8859_1);
    return ("HTTP/1.1 503 \r\nRetry-After: 1\r\nConnection: close\r\nCache-Control: no-store\r\n"
            + "Content-Type: application/problem+json\r\nContent-Length: "
            + document.length()
            + "\r\n\r\n"
            + document)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Tells the client that nothing follows what was written; false if it has gone. */
  boolean endAnswers() {
    ended = true;
    try {
      sc.shutdownOutput();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it waits behind others, and not for the poller. */
  boolean isQueued() {
    return queued;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    answered = true;
    return super.write(from);
  }
}
