package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Wire;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;

/** Tomcat with this service's protocol and nothing behind it: every response is 404. */
final class LocalTomcat implements AutoCloseable {

  private final Connector connector = new Connector(new CleanHttpProtocol());
  private final Tomcat tomcat = new Tomcat();

  private LocalTomcat() {}

  /** What is done for a request before its response. */
  interface Handler {
    void handle(Request request) throws IOException;
  }

  /**
   * @param before what comes before the handler
   */
  static LocalTomcat start(Path directory, Executor executor, Handler handler, Valve... before)
      throws LifecycleException {
    LocalTomcat local = new LocalTomcat();
    local.connector.setPort(0);
    local.connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
    local.connector.getProtocolHandler().setExecutor(executor);
    local.tomcat.setBaseDir(directory.toString());
    local.tomcat.setConnector(local.connector);
    Pipeline pipeline = local.tomcat.getEngine().getPipeline();
    List.of(before).forEach(pipeline::addValve);
    pipeline.addValve(valve(handler));
    local.tomcat.addContext("", null);
    local.tomcat.start();
    return local;
  }

  private static ValveBase valve(Handler handler) {
    return new ValveBase() {
      @Override
      public void invoke(Request request, Response response) throws IOException, ServletException {
        handler.handle(request);
        getNext().invoke(request, response);
      }
    };
  }

  int port() {
    return connector.getLocalPort();
  }

  CleanHttpProtocol protocol() {
    return (CleanHttpProtocol) connector.getProtocolHandler();
  }

  /** Closes its port as a graceful shutdown does, and answers what has arrived. */
  CleanHttpProtocol closePort() {
    connector.pause();
    connector.getProtocolHandler().closeServerSocketGraceful();
    return protocol();
  }

  /** The next response of this Tomcat, whole. */
  static void assertAnswer(Wire wire) {
    assertThat(wire.next().status()).isEqualTo(404);
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
