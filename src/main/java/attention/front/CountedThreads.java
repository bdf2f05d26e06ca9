package attention.front;

import java.util.ArrayList;
import java.util.List;

/**
 * The busy ones of {@link RequestThreads} that keep others from beginning: each that neither waits,
 * for its client, for memory or for a core, nor has computed for long.
 */
final class CountedThreads {

  private final int usual;
  private final Patience patience;
  private final List<RequestThread> threads = new ArrayList<>();

  /**
   * None yet.
   *
   * @param usual how many there are at once
   */
  CountedThreads(int usual, Patience patience) {
    this.usual = usual;
    this.patience = patience;
  }

  void add(RequestThread thread) {
    threads.add(thread);
  }

  void remove(RequestThread thread) {
    threads.remove(thread);
  }

  /** Leaves out those that have computed for long. */
  void removeLong() {
    threads.removeIf(thread -> thread.hasComputed(patience.computed()));
  }

  /**
   * Whether one more may begin with a request: fewer than usual are busy, and none of them comes to
   * the request soon.
   *
   * @param since when the request arrived
   */
  boolean leaveRoom(long since) {
    if (threads.size() >= usual) {
      threads.removeIf(RequestThread::waits);
    }
    long now = System.nanoTime();
    return threads.size() < usual
        && (now - since >= patience.brief().toNanos() || !oneEndsSoon(now));
  }

  private boolean oneEndsSoon(long now) {
    for (RequestThread thread : threads) {
      if (thread.endsSoon(now, patience.brief())) {
        return true;
      }
    }
    return false;
  }
}
