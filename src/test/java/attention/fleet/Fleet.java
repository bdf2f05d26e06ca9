package attention.fleet;

import java.io.IOException;
import java.util.List;

/** Three replicas behind a balancer; the last one is on a host of its own. */
final class Fleet implements AutoCloseable {

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
    } catch (Throwable e) {
      // A failed assertion too, so that a second try finds nothing of the first.
      fleet.close();
      throw e;
    }
  }

  private void awaitReady() throws InterruptedException {
    for (Replica replica : replicas) {
      replica.awaitReady();
    }
    balancer.awaitOpen();
    balancer.awaitUp(replicas.toArray(Replica[]::new));
  }

  Balancer balancer() {
    return balancer;
  }

  List<Replica> replicas() {
    return replicas;
  }

  Replica first() {
    return replicas.getFirst();
  }

  /** The one on a host of its own. */
  Replica last() {
    return replicas.getLast();
  }

  /** The host of the last replica. */
  Host.Namespace far() {
    return far;
  }

  @Override
  public void close() throws InterruptedException {
    balancer.close();
    replicas.forEach(Replica::close);
    far.close();
  }
}
