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
