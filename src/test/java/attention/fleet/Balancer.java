package attention.fleet;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** HAProxy with the configuration that is shipped, without TLS and limits by address. */
final class Balancer implements AutoCloseable {

  /** Shorter than what is shipped, so that a test need not wait for 75 s. */
  static final Duration RESPONSE_TIME = Duration.ofSeconds(6);

  private static final Path SHIPPED = Path.of("src/main/kubernetes/overlays/internet/haproxy.cfg");

  private final int port;
  private final Process process;

  Balancer(List<Replica> replicas) throws IOException {
    this.port = freePort();
    Path configuration = Path.of("target/fleet-haproxy.cfg");
    Files.writeString(configuration, configuration(replicas));
    ProcessBuilder builder =
        new ProcessBuilder("haproxy", "-db", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(new File("target/fleet-haproxy.log"));
    builder
        .environment()
        .putAll(
            Map.of(
                "CONNECTIONS_PER_ADDRESS", "10000",
                "REQUESTS_PER_ADDRESS", "10000000",
                "RESPONSE_TIME", RESPONSE_TIME.toSeconds() + "s"));
    this.process = builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String configuration(List<Replica> replicas) throws IOException {
    String servers = replicas.stream().map(Replica::server).collect(Collectors.joining("\n"));
    return Files.readString(SHIPPED)
        .replaceFirst("bind :8080", "bind 127.0.0.1:" + freePort())
        .replaceFirst("bind :8443 .*", "bind 127.0.0.1:" + port)
        .replaceFirst(" *server-template .*", servers);
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void awaitOpen() {
    Awaitility.await("haproxy").atMost(Duration.ofSeconds(10)).until(this::isOpen);
  }

  private boolean isOpen() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
