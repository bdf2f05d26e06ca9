package attention.front;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * A connection whose requests wait for their turn. Tomcat keeps a thread for a connection as long
 * as its next request is there already, so that a fast client is served for seconds while others
 * wait. While others wait, the first read after an answer finds nothing here: Tomcat gives the
 * connection back to the poller, and its next request comes after those that wait.
 */
final class TurnChannel extends NioChannel {

  private final BooleanSupplier othersWait;
  private boolean answered;

  /**
   * A connection, or several one after the other.
   *
   * @param othersWait whether requests of other connections wait for a thread
   */
  TurnChannel(SocketBufferHandler buffers, BooleanSupplier othersWait) {
    super(buffers);
    this.othersWait = othersWait;
  }

  @Override
  public void reset(SocketChannel socket, NioSocketWrapper connection) throws IOException {
    answered = false;
    super.reset(socket, connection);
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    boolean over = answered && othersWait.getAsBoolean();
    answered = false;
    return over ? 0 : super.read(to);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    answered = true;
    return super.write(from);
  }
}
