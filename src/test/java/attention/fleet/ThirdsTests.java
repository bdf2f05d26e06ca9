package attention.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import attention.fleet.Load.Seen;
import attention.http.Missing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three replicas, each with a third of a core, carry almost three times as much as one. */
@Tag("chaos")
class ThirdsTests {

  private static final double THIRD = 1 / 3.0;
  private static final int CLIENTS = 6;
  private static final Duration TIME = Duration.ofSeconds(8);

  /** Some 10 ms of computing for a few bytes, so that neither clients nor balancer count. */
  private static final String BODY =
      """
      {"embeddings": [[1], [2], [3], [4], [5], [6], [7], [8]], "include": ["context"],
       "parameters": {"random": {"seed": 1, "dimension": 4096}}, "dtype": "float64"}\
      """;

  @Test
  void threeThirdsCarryAtLeastTwoAndAHalfTimesAsMuchAsOne() throws Exception {
    Command.require("haproxy", "-v");
    List<Replica> replicas = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    try {
      for (String name : List.of("third-a", "third-b", "third-c")) {
        replicas.add(new Replica(name, new Host.Here()));
      }
      for (Replica replica : replicas) {
        replica.awaitReady();
      }
      long warm = answered(replicas, Duration.ofSeconds(4));
      for (Replica replica : replicas) {
        shares.add(third(replica));
      }
      long one = answered(replicas.subList(0, 1), TIME);
      long three = answered(replicas, TIME);
      System.out.printf(
          "%d requests without limits in 4 s; in 8 s one third of a core: %d, three: %d, %.2f times%n",
          warm, one, three, (double) three / one);
      assertThat(one).isGreaterThan(40);
      assertThat(three).isGreaterThanOrEqualTo(Math.round(2.5 * one));
    } finally {
      for (Replica replica : replicas) {
        replica.end();
      }
      for (Share share : shares) {
        share.close();
      }
    }
  }

  private static Share third(Replica replica) {
    try {
      return Share.of(THIRD, replica.pid());
    } catch (IOException e) {
      Missing.skip("This needs control groups of the kernel: " + e);
      throw new IllegalStateException(e);
    }
  }

  private static long answered(List<Replica> replicas, Duration time) throws Exception {
    try (Balancer balancer = new Balancer(replicas)) {
      balancer.awaitOpen();
      Seen seen =
          new Load(balancer.address("/attention/additive"), BODY, CLIENTS)
              .during(() -> Thread.sleep(time));
      assertThat(seen.failures()).isEmpty();
      return seen.fates().size();
    }
  }
}
