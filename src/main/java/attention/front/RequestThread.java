package attention.front;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A thread of {@link RequestThreads}: what it is given, and whether it computes or waits. The
 * methods of an instance are called under the lock of its condition.
 *
 * <p>It has the lowest priority, so that the JIT compiles first what it runs again and again, where
 * Java heeds priorities: on Linux with {@code -XX:ThreadPriorityPolicy=1}.
 */
final class RequestThread extends Thread {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long UNKNOWN = -1;

  private final Condition given;
  private final RequestThreads pool;
  private @Nullable Runnable task;
  private @Nullable Runnable following;
  private volatile boolean handling;
  private boolean brief;
  private long began;
  private long computed = UNKNOWN;

  /**
   * A thread that is not started yet.
   *
   * @param given signalled when it is given a request
   * @param pool asked for each of its requests, and told of its end
   */
  RequestThread(String name, Condition given, RequestThreads pool) {
    super(name);
    this.given = given;
    this.pool = pool;
    setPriority(MIN_PRIORITY);
    setDaemon(true);
    setContextClassLoader(RequestThread.class.getClassLoader());
  }

  /** Whether requests wait for this thread, if it is one of these. */
  static boolean othersWait() {
    return currentThread() instanceof RequestThread thread && thread.pool.requestsWait();
  }

  /**
   * Has something handled when this thread is done and those that wait have had their turn.
   *
   * @throws ClassCastException if this is another kind of thread
   */
  static void follow(Runnable next) {
    ((RequestThread) currentThread()).following = next;
  }

  /** Says that the request that this thread handles takes long: none should wait for its end. */
  static void takesLong() {
    if (currentThread() instanceof RequestThread thread) {
      thread.handling = false; // It is the thread that waits now, if the lock is taken.
      thread.pool.takesLong(thread);
      thread.handling = true;
    }
  }

  @Override
  public void run() {
    try {
      for (Runnable next = pool.next(this); next != null; next = pool.next(this)) {
        handling = true;
        next.run();
        handling = false;
        Thread.interrupted();
      }
    } finally {
      pool.end(this);
    }
  }

  void give(Runnable next) {
    task = next;
    brief = true;
    began = System.nanoTime();
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

  /** Puts what follows its last request, if anything does, behind those that wait. */
  void queueFollowing(RequestQueue queue) {
    if (following != null) {
      queue.add(following);
      following = null;
    }
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
    State state = getState();
    return handling && (state == State.WAITING || state == State.TIMED_WAITING);
  }

  void setLong() {
    brief = false;
  }

  /** Whether its request seems to be over soon: it began a short time ago, and does not wait. */
  boolean endsSoon(long now, Duration most) {
    return brief && now - began < most.toNanos() && !waits();
  }

  /** Whether it has computed for so long since this was asked first. */
  boolean hasComputed(Duration most) {
    long time = THREADS.getThreadCpuTime(threadId());
    if (computed == UNKNOWN) {
      computed = time;
    }
    return time - computed > most.toNanos();
  }
}
