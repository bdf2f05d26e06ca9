package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalEndpointTests {

  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final List<Boolean> first = new CopyOnWriteArrayList<>();

  /** In turns: what follows at once on the same connection may be read with the request before. */
  @Test
  void firstIsTheFirstRequestOfEachConnection(@TempDir Path directory)
      throws IOException, LifecycleException {
    CleanHttpProtocol http = new CleanHttpProtocol();
    http.setAddress(InetAddress.getLoopbackAddress());
    http.setExecutor(task -> {
      first.add(ArrivalEndpoint.opensConnection(task));
      task.run();
    });
    Connector connector = new Connector(http);
    connector.setPort(0);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    tomcat.setConnector(connector);
    tomcat.addContext("", null);
    tomcat.start();
    try (Socket one = connect(connector);
        Socket other = connect(connector)) {
      ask(one);
      ask(other);
      ask(one);
      ask(other);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
    assertThat(first.subList(0, 4)).containsExactly(true, true, false, false);
  }

  private static Socket connect(Connector connector) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
  }

  /** There is nothing at the path, so every response is 404. */
  private static void ask(Socket socket) throws IOException {
    socket.getOutputStream().write(REQUEST);
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
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
}
