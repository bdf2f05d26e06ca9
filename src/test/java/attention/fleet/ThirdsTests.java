package attention.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import attention.fleet.Load.Seen;
import attention.http.Client;
import attention.http.Missing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three replicas, each with a third of a core, carry almost three times as much as one. */
@Tag("chaos")
class ThirdsTests {

  private static final String PATH = "/attention/additive";
  private static final double THIRD = 1 / 3.0;
  private static final int CLIENTS = 6;

  /**
   * Requests to each replica before its share, so that its compiler has little left to do in it.
   */
  private static final int WARM = 60;

  /** Each of three rounds measures another replica alone, and then all of them. */
  private static final Duration TIME = Duration.ofSeconds(4);

  /** Some 10 ms of computing for a few bytes, so that neither clients nor balancer count. */
  private static final String BODY =
      """
      {"embeddings": [[1], [2], [3], [4], [5], [6], [7], [8]], "include": ["context"],
       "parameters": {"random": {"seed": 1, "dimension": 512}}, "dtype": "float64"}\
      """;

  private final List<Replica> replicas = new ArrayList<>();
  private final List<Share> shares = new ArrayList<>();

  @AfterEach
  void stop() throws IOException, InterruptedException {
    for (Replica replica : replicas) {
      replica.end();
    }
    for (Share share : shares) {
      share.close();
    }
  }

  @Test
  void threeThirdsCarryAtLeastTwoAndAHalfTimesAsMuchAsOne() throws Exception {
    Command.require("haproxy", "-v");
    start();
    long one = 0;
    long three = 0;
    for (Replica replica : replicas) {
      one += answered(List.of(replica));
      three += answered(replicas);
    }
    System.out.printf(
        "In three times 4 s one third of a core: %d requests, three: %d, %.2f times%n",
        one, three, (double) three / one);
    assertThat(one).isGreaterThan(40);
    assertThat(three).isGreaterThanOrEqualTo(Math.round(2.5 * one));
  }

  /** All are warm, and only then have a third of a core each. */
  private void start() throws IOException, InterruptedException {
    for (String name : List.of("third-a", "third-b", "third-c")) {
      Replica replica = new Replica(name, new Host.Here());
      replicas.add(replica);
      replica.awaitReady();
      try (HttpClient client = HttpClient.newHttpClient()) {
        for (int i = 0; i < WARM; i++) {
          client.send(request(URI.create(replica.address() + PATH)), BodyHandlers.discarding());
        }
      }
    }
    for (Replica replica : replicas) {
      shares.add(third(replica));
    }
  }

  private static HttpRequest request(URI address) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", Client.JSON)
        .POST(BodyPublishers.ofString(BODY))
        .build();
  }

  private static Share third(Replica replica) {
    try {
      return Share.of(THIRD, replica.pid());
    } catch (IOException e) {
      Missing.skip("This needs control groups of the kernel: " + e);
      throw new IllegalStateException(e);
    }
  }

  private static long answered(List<Replica> replicas) throws IOException, InterruptedException {
    try (Balancer balancer = new Balancer(replicas)) {
      balancer.awaitOpen();
      balancer.awaitUp(replicas.toArray(Replica[]::new));
      Seen seen =
          new Load(balancer.address(PATH), Collections.nCopies(CLIENTS, BODY), Duration.ZERO)
              .during(() -> Thread.sleep(TIME));
      assertThat(seen.failures()).isEmpty();
      return seen.fates().size();
    }
  }
}
