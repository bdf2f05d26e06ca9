package attention.front;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.RequestInfo;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP whose connections take turns and remember nothing of each other. Tomcat 11.0.27 parses the
 * requests of many connections with one object, which keeps that a request had no version
 * (HTTP/0.9): the response to the next malformed request of anybody would have no status line and
 * no headers. Such an object is replaced.
 *
 * <p>Public with a public constructor because Tomcat creates it by name.
 */
public final class CleanHttpProtocol extends Http11NioProtocol {

  /** Where a request notes that it is the last one that its object parses; beyond Tomcat's own. */
  private static final int LAST = 31;

  /** Created by Tomcat. */
  public CleanHttpProtocol() {
    super(new ArrivalEndpoint());
  }

  /** Has the object that parsed a request replaced if the request has no version. */
  static void inspect(Request request) {
    if (request.protocol().equals("")) {
      request.setNote(LAST, true);
    }
  }

  /** Tells all clients that no more answers follow, but those whose answer is being written. */
  void endAnswers() {
    open().forEach(CleanHttpProtocol::endAnswers);
  }

  private static void endAnswers(SocketWrapperBase<NioChannel> connection) {
    // Held while a connection is served, at the end of which the port is known to close.
    if (connection.getLock().tryLock()) {
      try {
        if (connection.getSocket() instanceof TurnChannel channel) {
          channel.endAnswers();
        }
      } finally {
        connection.getLock().unlock();
      }
    }
  }

  /** Whether a client has still to close its connection. */
  boolean hasConnections() {
    return open().findAny().isPresent();
  }

  private Stream<SocketWrapperBase<NioChannel>> open() {
    return getEndpoint().getConnections().stream()
        .filter(connection -> connection.getSocket() instanceof TurnChannel);
  }

  @Override
  protected Processor createProcessor() {
    return new CleanProcessor();
  }

  private Processor create() {
    return super.createProcessor();
  }

  /** Tomcat registers and unregisters what it pools, of which it does not see the inside. */
  private static void replace(RequestInfo counted, RequestInfo fresh) {
    fresh.setGlobalProcessor(counted.getGlobalProcessor());
    counted.setGlobalProcessor(null);
    ObjectName name = counted.getRpName();
    if (name != null) {
      register(fresh, name);
    }
  }

  private static void register(RequestInfo fresh, ObjectName name) {
    try {
      Registry.getRegistry(null).registerComponent(fresh, name, null);
      fresh.setRpName(name);
    } catch (Exception e) {
      throw new IllegalStateException("Expected to replace the MBean of a request", e);
    }
  }

  private final class CleanProcessor implements Processor {

    private Processor processor = create();

    @Override
    public void recycle() {
      boolean last = processor.getRequest().getNote(LAST) != null;
      processor.recycle();
      if (last) {
        RequestInfo counted = processor.getRequest().getRequestProcessor();
        processor = create();
        replace(counted, processor.getRequest().getRequestProcessor());
      }
    }

    @Override
    public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
      SocketState state = processor.process(socket, event);
      if (socket.getSocket() instanceof TurnChannel channel) {
        return state == SocketState.CLOSED && isPaused() ? channel.last() : channel.inTurn(state);
      }
      return state;
    }

    @Override
    public UpgradeToken getUpgradeToken() {
      return processor.getUpgradeToken();
    }

    @Override
    public boolean isUpgrade() {
      return processor.isUpgrade();
    }

    @Override
    public boolean isAsync() {
      return processor.isAsync();
    }

    @Override
    public void timeoutAsync(long now) {
      processor.timeoutAsync(now);
    }

    @Override
    public Request getRequest() {
      return processor.getRequest();
    }

    @Override
    public void setSslSupport(SSLSupport ssl) {
      processor.setSslSupport(ssl);
    }

    @Override
    public ByteBuffer getLeftoverInput() {
      return processor.getLeftoverInput();
    }

    @Override
    public void pause() {
      processor.pause();
    }

    @Override
    public boolean checkAsyncTimeoutGeneration() {
      return processor.checkAsyncTimeoutGeneration();
    }
  }
}
