package attention.fleet;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
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

  /** Relative, since the path of a socket may have 107 characters. */
  private static final Path SOCKET = Path.of("target/fleet-haproxy.sock");

  private static final int STATUS = 17;

  private final int port;
  private final Process process;

  Balancer(List<Replica> replicas) throws IOException {
    this.port = Ports.free();
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

  private String configuration(List<Replica> replicas) throws IOException {
    String servers = replicas.stream().map(Replica::server).collect(Collectors.joining("\n"));
    return Files.readString(SHIPPED)
        .replaceFirst("global\n", "global\n  stats socket unix@" + SOCKET + "\n")
        .replaceFirst("bind :8080", "bind 127.0.0.1:" + Ports.free())
        .replaceFirst("bind :8443 .*", "bind 127.0.0.1:" + port)
        .replaceFirst(" *server-template .*", servers);
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void awaitOpen() {
    Awaitility.await("haproxy").atMost(Duration.ofSeconds(10)).until(this::isOpen);
  }

  /** Waits until it sends requests to these replicas. */
  void awaitUp(Replica... replicas) {
    awaitStatus("UP", replicas);
  }

  /** Waits until it sends requests to others only. */
  void awaitDown(Replica replica) {
    awaitStatus("DOWN", replica);
  }

  private void awaitStatus(String status, Replica... replicas) {
    for (Replica replica : replicas) {
      Awaitility.await(replica.name() + " is " + status)
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> status(replica).startsWith(status));
    }
  }

  /** Its own word, as in {@code UP}, {@code UP 1/2} and {@code DOWN}. */
  private static String status(Replica replica) throws IOException {
    return ask("show stat")
        .lines()
        .filter(line -> line.startsWith("replicas," + replica.name() + ","))
        .map(line -> line.split(",", -1)[STATUS])
        .findFirst()
        .orElseThrow();
  }

  private static String ask(String question) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(SOCKET))) {
      channel.write(ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private boolean isOpen() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
