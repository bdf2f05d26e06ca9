package attention.front;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Requests that wait for a thread: some before the others, and otherwise in their order. */
final class RequestQueue {

  private final Predicate<Runnable> before;
  private final Deque<Queued> firsts = new ArrayDeque<>();
  private final Deque<Queued> others = new ArrayDeque<>();
  private volatile int waiting;

  /**
   * None yet.
   *
   * @param before what comes before the others
   */
  RequestQueue(Predicate<Runnable> before) {
    this.before = before;
  }

  /** Whether none wait; without the lock, what was true a moment ago. */
  boolean isEmpty() {
    return waiting == 0;
  }

  void add(Runnable task) {
    (before.test(task) ? firsts : others).add(new Queued(task, System.nanoTime()));
    waiting = firsts.size() + others.size();
  }

  /** The next one, which stays; null if there is none. */
  @Nullable Queued next() {
    return firsts.isEmpty() ? others.peek() : firsts.peek();
  }

  /**
   * The next one of those that wait behind others, which stays; null if it has not waited for so
   * long.
   */
  @Nullable Queued late(Duration most) {
    Queued longest = others.isEmpty() ? firsts.peek() : others.peek();
    return longest != null && System.nanoTime() - longest.since() > most.toNanos() ? longest : null;
  }

  void remove(Queued request) {
    (firsts.peek() == request ? firsts : others).remove();
    waiting = firsts.size() + others.size();
  }

  record Queued(Runnable task, long since) {}
}
