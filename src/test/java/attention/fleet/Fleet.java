package attention.fleet;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Three replicas behind a balancer; the last one is on a host of its own. */
final class Fleet implements AutoCloseable {

  /** The time until the balancer has seen a change of a replica, by its checks of one a second. */
  private static final Duration NOTICED = Duration.ofMillis(3_500);

  private final Host.Namespace far;
  private final List<Replica> replicas;
  private final Balancer balancer;

  private Fleet(Host.Namespace far, List<Replica> replicas, Balancer balancer) {
    this.far = far;
    this.replicas = replicas;
    this.balancer = balancer;
  }

  static Fleet start() throws IOException, InterruptedException {
    Command.require("haproxy", "-v");
    Command.require("ip", "netns", "list");
    Host.Namespace far = Host.Namespace.create();
    Host here = new Host.Here();
    List<Replica> replicas =
        List.of(new Replica("a", here), new Replica("b", here), new Replica("c", far));
    Fleet fleet = new Fleet(far, replicas, new Balancer(replicas));
    try {
      fleet.awaitReady();
      return fleet;
    } catch (RuntimeException | InterruptedException e) {
      fleet.close();
      throw e;
    }
  }

  private void awaitReady() throws InterruptedException {
    for (Replica replica : replicas) {
      replica.awaitReady();
    }
    balancer.awaitOpen();
    awaitNoticed();
  }

  static void awaitNoticed() throws InterruptedException {
    Thread.sleep(NOTICED);
  }

  List<Replica> replicas() {
    return replicas;
  }

  Replica first() {
    return replicas.getFirst();
  }

  /** The host of the last replica. */
  Host.Namespace far() {
    return far;
  }

  URI address(String path) {
    return balancer.address(path);
  }

  @Override
  public void close() throws InterruptedException {
    balancer.close();
    replicas.forEach(Replica::close);
    far.close();
  }
}
