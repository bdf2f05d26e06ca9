package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.apache.catalina.LifecycleException;
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

  static LocalTomcat start(Path directory, Executor executor, Handler handler)
      throws LifecycleException {
    LocalTomcat local = new LocalTomcat();
    local.connector.setPort(0);
    local.connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
    local.connector.getProtocolHandler().setExecutor(executor);
    local.tomcat.setBaseDir(directory.toString());
    local.tomcat.setConnector(local.connector);
    local.tomcat.getEngine().getPipeline().addValve(valve(handler));
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

  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
  }

  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  static String post(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, body.length(), body);
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  static void receive(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as("after " + head).isNotNegative();
      head.append((char) next);
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 404");
    in.skipNBytes(length(head.toString()));
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.startsWith("Content-Length: "))
        .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
