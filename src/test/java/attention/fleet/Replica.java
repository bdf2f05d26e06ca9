package attention.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import attention.http.Missing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The packaged service as a process of its own, with a small heap, as often as it is started. */
final class Replica implements AutoCloseable {

  private static final int TERMINATED = 128 + 15;

  private final String name;
  private final Host host;
  private final Path log;
  private final int port = Ports.free();
  private final int managementPort = Ports.free();
  private Process process;

  Replica(String name, Host host) throws IOException, InterruptedException {
    this.name = name;
    this.host = host;
    this.log = Path.of("target", "fleet-" + name + ".log");
    this.process = launch();
  }

  private Process launch() throws IOException {
    List<String> java =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "--add-modules=jdk.incubator.vector",
            "-XX:+UseSerialGC",
            "-XX:ActiveProcessorCount=1",
            // Half the processor time of a start, which on two cores is what the others lack.
            "-XX:TieredStopAtLevel=1",
            "-Xmx160m",
            "-jar",
            jar().toString(),
            "--server.address=" + host.address(),
            "--server.port=" + port,
            "--management.server.address=" + host.address(),
            "--management.server.port=" + managementPort);
    return new ProcessBuilder(host.command(java))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static Path jar() throws IOException {
    Path target = Path.of("target");
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        List<Path> jars =
            files.filter(file -> file.toString().matches(".*attention-service-.*\\.jar")).toList();
        if (!jars.isEmpty()) {
          return jars.getFirst();
        }
      }
    }
    Missing.skip("This needs the jar: ./mvnw -DskipTests package");
    throw new IllegalStateException("unreachable");
  }

  String name() {
    return name;
  }

  /** Its line in the balancer's configuration. */
  String server() {
    return "  server %s %s:%d check port %d".formatted(name, host.address(), port, managementPort);
  }

  /** Its address for requests. */
  String address() {
    return "http://%s:%d".formatted(host.address(), port);
  }

  long pid() {
    return process.pid();
  }

  void start() throws IOException, InterruptedException {
    process = launch();
    awaitReady();
  }

  void awaitReady() throws InterruptedException {
    Awaitility.await(name).atMost(Duration.ofMinutes(4)).until(this::isReady);
  }

  private boolean isReady() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      fail("%s ended: %s".formatted(name, Files.readString(log)));
    }
    URI ready = URI.create("http://%s:%d/readyz".formatted(host.address(), managementPort));
    HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  void signal(String signal) throws IOException, InterruptedException {
    Command.run("kill", "-" + signal, Long.toString(pid()));
  }

  /** Ends it as an operator does. */
  void terminate() throws IOException, InterruptedException {
    signal("TERM");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
  }

  /** Ends it at once, and waits until it has. */
  void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
