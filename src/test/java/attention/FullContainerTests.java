package attention;

import static org.assertj.core.api.Assertions.assertThat;

import attention.Crowd.Fate;
import attention.http.Bodies;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

/** A container of 512 MB whose heap, threads and connections are all taken. */
@NeedsEngine
class FullContainerTests {

  private static final int ROWS = 2048;
  private static final int WIDTH = 64;
  private static final byte[] LARGE = Bodies.embeddings(ROWS, WIDTH);
  private static final byte[] SHORT =
      Bodies.embeddings(ROWS, WIDTH, "\"include\": [\"context\", \"weightSum\"]");

  /** Together with the clients that send, more than the service connects at once. */
  private static final int IDLE = 850;

  private static final Set<Fate.Kind> EXPECTED = Set.of(Fate.Kind.WHOLE, Fate.Kind.TURNED_AWAY);

  /** What the health check of the image and a probe of a cluster may take. */
  private static final Duration PROBE = Duration.ofSeconds(5);

  @Test
  void itAnswersOrTurnsAwayAndIsThenAsFastAsBefore() throws Exception {
    try (GenericContainer<?> service = Image.started()) {
      Crowd crowd = new Crowd(service);
      crowd.small();
      Duration before = crowd.small();
      List<Fate> fates;
      try (Watch liveness = new Watch(service, Image.MANAGEMENT, "/livez")) {
        fates = fates(service, crowd);
        assertThat(liveness.seen()).isNotEmpty().containsOnly(200);
        assertThat(liveness.longest()).isLessThan(PROBE);
      }
      assertThat(fates).hasSize(200).extracting(Fate::kind).contains(Fate.Kind.WHOLE);
      assertThat(fates)
          .filteredOn(fate -> !EXPECTED.contains(fate.kind()))
          .as(() -> "what the service logs:\n" + details(service))
          .isEmpty();
      Duration after = crowd.small();
      assertThat(after).isLessThan(before.multipliedBy(3).plusMillis(10));
      assertHeld(service);
    }
  }

  /** What it logs beyond the lines for its operator, the last 40 of them. */
  private static String details(GenericContainer<?> service) {
    List<String> lines =
        service.getLogs().lines().filter(line -> !line.contains("\"level\":\"INFO\"")).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  /** Ten of the clients want everything, 90 MB each. */
  private static List<Fate> fates(GenericContainer<?> service, Crowd crowd) throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < IDLE; i++) {
        idle.add(new Socket(service.getHost(), service.getMappedPort(Image.REQUESTS)));
      }
      List<CompletableFuture<Fate>> sent = new ArrayList<>();
      sent.addAll(crowd.send(10, "/attention/self", LARGE, ROWS));
      sent.addAll(crowd.send(190, "/attention/self", SHORT, ROWS));
      List<Fate> fates = new ArrayList<>();
      for (CompletableFuture<Fate> fate : sent) {
        fates.add(fate.get(10, TimeUnit.MINUTES));
      }
      return fates;
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private static void assertHeld(GenericContainer<?> service) throws Exception {
    assertThat(overflows(service)).as("connections that the system dropped").isZero();
    assertThat(service.isRunning()).isTrue();
    assertThat(service.getLogs()).doesNotContain("java.lang.OutOfMemoryError", "\"ERROR\"");
    var state = service.getDockerClient().inspectContainerCmd(service.getContainerId()).exec();
    assertThat(state.getRestartCount()).isZero();
    assertThat(state.getState().getOOMKilled()).isFalse();
  }

  /** How often the queue of connections to accept was full (proc_net(5)). */
  private static long overflows(GenericContainer<?> service) throws Exception {
    String[] lines = service.execInContainer("cat", "/proc/net/netstat").getStdout().split("\n");
    List<String> names = List.of(lines[0].split(" "));
    return Long.parseLong(lines[1].split(" ")[names.indexOf("ListenOverflows")]);
  }
}
