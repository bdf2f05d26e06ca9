package attention.front;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Requests that wait for a thread: some before the others, and otherwise in their order. */
final class Arrivals {

  private final Predicate<Runnable> before;
  private final Deque<Arrival> firsts = new ArrayDeque<>();
  private final Deque<Arrival> others = new ArrayDeque<>();
  private volatile int waiting;

  /**
   * None yet.
   *
   * @param before what comes before the others
   */
  Arrivals(Predicate<Runnable> before) {
    this.before = before;
  }

  /** Whether none wait; without the lock, what was true a moment ago. */
  boolean isEmpty() {
    return waiting == 0;
  }

  void add(Runnable task, long now) {
    (before.test(task) ? firsts : others).add(new Arrival(task, now));
    waiting = firsts.size() + others.size();
  }

  /** The next one, which stays; null if there is none. */
  @Nullable Arrival next() {
    return firsts.isEmpty() ? others.peek() : firsts.peek();
  }

  /** The next one of those that wait behind others, which stays; null if there is none. */
  @Nullable Arrival passed() {
    return others.isEmpty() ? firsts.peek() : others.peek();
  }

  void remove(Arrival arrival) {
    (firsts.peek() == arrival ? firsts : others).remove();
    waiting = firsts.size() + others.size();
  }

  record Arrival(Runnable task, long since) {}
}
