package attention.front;

import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A thread of {@link RequestThreads}: what it is given, and whether it computes or waits. Its
 * methods are called under the lock of its condition.
 *
 * <p>It has the lowest priority, so that the JIT compiles first what it runs again and again, where
 * Java heeds priorities: on Linux with {@code -XX:ThreadPriorityPolicy=1}.
 */
final class RequestThread {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long UNKNOWN = -1;

  private final Thread thread;
  private final Condition given;
  private @Nullable Runnable task;
  private volatile boolean handling;
  private long computed = UNKNOWN;

  /**
   * A thread that is not started yet.
   *
   * @param given signalled when it is given a request
   * @param source its next request, which it waits for; null ends it
   * @param end what it does last
   */
  RequestThread(
      String name,
      Condition given,
      Function<RequestThread, @Nullable Runnable> source,
      Consumer<RequestThread> end) {
    this.given = given;
    thread = daemon(() -> run(source, end), name);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(RequestThread.class.getClassLoader());
    return thread;
  }

  /**
   * Starts it.
   *
   * @throws OutOfMemoryError if the system has no thread more
   */
  void start() {
    thread.start();
  }

  private void run(
      Function<RequestThread, @Nullable Runnable> source, Consumer<RequestThread> end) {
    try {
      for (Runnable next = source.apply(this); next != null; next = source.apply(this)) {
        handling = true;
        next.run();
        handling = false;
        Thread.interrupted();
      }
    } finally {
      end.accept(this);
    }
  }

  void give(Runnable next) {
    task = next;
    computed = UNKNOWN;
    given.signal();
  }

  boolean hasTask() {
    return task != null;
  }

  @Nullable Runnable take() {
    Runnable taken = task;
    task = null;
    return taken;
  }

  /** Waits until it is given something or is woken, for so long at most. */
  void await(long nanos) {
    try {
      given.awaitNanos(nanos);
    } catch (InterruptedException e) {
      // Meant for the request before, and late.
    }
  }

  void wake() {
    given.signal();
  }

  /**
   * Whether its request waits, and not the thread itself, for a request or for the lock. The state
   * is read first: if a request is still handled then, it was handled when the state was read.
   */
  boolean waits() {
    State state = thread.getState();
    return handling && (state == State.WAITING || state == State.TIMED_WAITING);
  }

  /** Whether it has computed for so long since this was asked first. */
  boolean hasComputed(Duration most) {
    long time = THREADS.getThreadCpuTime(thread.threadId());
    if (computed == UNKNOWN) {
      computed = time;
    }
    return time - computed > most.toNanos();
  }
}
