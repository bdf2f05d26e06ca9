package attention.front;

import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's endpoint, which also knows what is the first request of its connection and which
 * connection a thread serves, and whose connections take turns. Probes open a connection for each
 * request; clients that ask for much keep theirs.
 */
final class ArrivalEndpoint extends NioEndpoint {

  private static final ScopedValue<SocketWrapperBase<NioChannel>> SERVED =
      ScopedValue.newInstance();

  /** Connections without a request so far; weak, since some never have one. */
  private final Set<SocketChannel> opened =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Whether what Tomcat has a thread do is the first request of a connection. */
  static boolean opensConnection(Runnable task) {
    return task instanceof Arrival arrival && arrival.first;
  }

  /** The connection whose request this thread handles; null if it handles none. */
  static @Nullable SocketWrapperBase<NioChannel> served() {
    return SERVED.isBound() ? SERVED.get() : null;
  }

  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    opened.add(socket);
    return super.setSocketOptions(socket);
  }

  /** Not for TLS, which holds what it has read and not decrypted where the poller does not look. */
  @Override
  protected NioChannel createChannel(SocketBufferHandler buffers) {
    return isSSLEnabled() ? super.createChannel(buffers) : new TurnChannel(buffers);
  }

  @Override
  protected SocketProcessorBase<NioChannel> createSocketProcessor(
      SocketWrapperBase<NioChannel> connection, SocketEvent event) {
    return new Arrival(connection, event);
  }

  private final class Arrival extends SocketProcessor {

    private final boolean first;

    Arrival(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
      super(connection, event);
      first = opened.remove(connection.getSocket().getIOChannel());
    }

    @Override
    protected void doRun() {
      SocketWrapperBase<NioChannel> connection = socketWrapper;
      ScopedValue.where(SERVED, connection).run(super::doRun);
      if (connection.getSocket() instanceof TurnChannel channel && channel.isQueued()) {
        queue(connection);
      }
    }

    /**
     * Has a connection looked at after those that wait. Its next request has mostly arrived by
     * then, and neither the poller nor another thread needs to wake up for it. What parses it is
     * free for others meanwhile.
     */
    private void queue(SocketWrapperBase<NioChannel> connection) {
      getHandler().release(connection);
      RequestThread.follow(new Arrival(connection, SocketEvent.OPEN_READ));
    }
  }
}
