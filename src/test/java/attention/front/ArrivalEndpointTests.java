package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.front.RequestThreads.Patience;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalEndpointTests {

  @TempDir private Path directory;
  private final CleanHttpProtocol http = new CleanHttpProtocol();
  private final Connector connector = new Connector(http);
  private final Tomcat tomcat = new Tomcat();

  @AfterEach
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  /** In turns: what follows at once on the same connection may be read with the request before. */
  @Test
  void firstIsTheFirstRequestOfEachConnection() throws IOException, LifecycleException {
    List<Boolean> first = new CopyOnWriteArrayList<>();
    start(
        task -> {
          first.add(ArrivalEndpoint.opensConnection(task));
          task.run();
        },
        request -> {});
    try (Socket one = connect();
        Socket other = connect()) {
      ask(one, "");
      ask(other, "");
      ask(one, "");
      ask(other, "");
    }
    assertThat(first).startsWith(true, true, false, false);
  }

  @Test
  void theNextRequestOfAConnectionComesAfterThoseThatWait() throws Exception {
    List<String> begun = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> released = new CompletableFuture<>();
    Patience never = new Patience(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));
    try (RequestThreads threads = new RequestThreads(1, 1, never, task -> false)) {
      start(
          threads,
          path -> {
            begun.add(path);
            released.join();
          });
      try (Socket fast = connect();
          Socket other = connect()) {
        send(fast, "fast-1");
        await().until(() -> begun.size() == 1);
        send(other, "other");
        await().until(threads::requestsWait);
        send(fast, "fast-2");
        released.complete(null);
        receive(fast);
        receive(other);
        receive(fast);
      }
    }
    assertThat(begun).containsExactly("/fast-1", "/other", "/fast-2");
  }

  private void start(Executor executor, Consumer<String> seen) throws LifecycleException {
    http.setAddress(InetAddress.getLoopbackAddress());
    http.setExecutor(executor);
    connector.setPort(0);
    tomcat.setBaseDir(directory.toString());
    tomcat.setConnector(connector);
    tomcat
        .getEngine()
        .getPipeline()
        .addValve(
            new ValveBase() {
              @Override
              public void invoke(Request request, Response response)
                  throws IOException, ServletException {
                seen.accept(request.getRequestURI());
                getNext().invoke(request, response);
              }
            });
    tomcat.addContext("", null);
    tomcat.start();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
  }

  private static void ask(Socket socket, String path) throws IOException {
    send(socket, path);
    receive(socket);
  }

  private static void send(Socket socket, String path) throws IOException {
    String request = "GET /" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /** There is nothing at any path, so every response is 404. */
  private static void receive(Socket socket) throws IOException {
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
