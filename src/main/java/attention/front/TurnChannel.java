package attention.front;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
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

  /** The most bytes that are discarded before others have their turn. */
  private static final int DISCARDED = 16 * 1024;

  private boolean answered;
  private boolean over;
  private boolean queued;

  TurnChannel(SocketBufferHandler buffers) {
    super(buffers);
  }

  @Override
  public void reset(SocketChannel socket, NioSocketWrapper connection) throws IOException {
    answered = false;
    over = false;
    queued = false;
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
   * What becomes of a connection that was served while the port closes. It gets no more answers,
   * and stays until its client closes it, who may still read the last one. What still arrives is
   * discarded: with something unread, the system would reset the connection.
   */
  SocketState last() {
    boolean reads = !answered;
    answered = false;
    try {
      if (reads && sc.read(ByteBuffer.allocate(DISCARDED)) < 0) {
        return SocketState.CLOSED;
      }
    } catch (IOException e) {
      return SocketState.CLOSED;
    }
    return endAnswers() ? SocketState.OPEN : SocketState.CLOSED;
  }

  /** Tells the client that nothing follows what was written; false if it has gone. */
  boolean endAnswers() {
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
