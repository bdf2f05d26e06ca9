package attention.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Three replicas behind a balancer; the last one is on a host of its own. */
final class Fleet implements AutoCloseable {

  private final Host.Namespace far;
  private final List<Replica> replicas = new ArrayList<>();
  private @Nullable Balancer balancer;

  private Fleet(Host.Namespace far) {
    this.far = far;
  }

  /** Starts all of it; if anything fails, nothing stays behind. */
  static Fleet start() throws IOException, InterruptedException {
    Command.require("haproxy", "-v");
    Command.require("ip", "netns", "list");
    Fleet fleet = new Fleet(Host.Namespace.create());
    try {
      fleet.launch();
      return fleet;
    } catch (Throwable e) {
      fleet.close();
      throw e;
    }
  }

  private void launch() throws IOException, InterruptedException {
    Host here = new Host.Here();
    replicas.add(new Replica("a", here));
    replicas.add(new Replica("b", here));
    replicas.add(new Replica("c", far));
    balancer = new Balancer(replicas);
    awaitReady();
  }

  private void awaitReady() throws InterruptedException {
    for (Replica replica : replicas) {
      replica.awaitReady();
    }
    balancer().awaitOpen();
    balancer().awaitUp(replicas.toArray(Replica[]::new));
  }

  Balancer balancer() {
    return Objects.requireNonNull(balancer);
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
    if (balancer != null) {
      balancer.close();
    }
    replicas.forEach(Replica::close);
    far.close();
  }
}
