package attention.front;

import attention.front.Arrivals.Arrival;
import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.tomcat.util.threads.ResizableExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The threads that handle requests, a few at a time. Tomcat's own pool has a thread for each
 * request that arrives, so the requests of eight connections take eight threads, between which two
 * cores switch. Here a thread that is done goes on with the request that has waited longest.
 *
 * <p>Some are busy without being counted: a thread that waits, for its client, for memory or for a
 * core, and one that has computed for long. So neither slow clients nor large requests keep others
 * waiting.
 *
 * <p>They have the lowest priority, so that the JIT compiles first what they run again and again,
 * where Java heeds priorities: on Linux with {@code -XX:ThreadPriorityPolicy=1}.
 */
final class RequestThreads implements ResizableExecutor, AutoCloseable {

  /** How often late requests are looked for, while there are any. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int usual;
  private final int most;
  private final Patience patience;
  private final Arrivals arrivals;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Set<Handler> handlers = new HashSet<>();
  private final List<Handler> counted = new ArrayList<>();
  private final Deque<Handler> idle = new ArrayDeque<>();
  private boolean watching = true;
  private boolean closed;
  private int started;

  /**
   * Threads that start when they are needed.
   *
   * @param usual how many are busy at once, while none waits or computes for long
   * @param most how many there are at most
   * @param before the requests that need not wait for others
   */
  RequestThreads(int usual, int most, Patience patience, Predicate<Runnable> before) {
    this.usual = usual;
    this.most = most;
    this.patience = patience;
    arrivals = new Arrivals(before);
    thread(this::watch, "request-watch").start();
  }

  /**
   * Handles a request, at once or in its turn.
   *
   * @throws RejectedExecutionException after {@link #close}
   */
  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("the threads for requests have ended");
      }
      arrivals.add(task, System.nanoTime());
      serve();
      if (!watching && !arrivals.isEmpty()) {
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether requests wait for a thread. */
  boolean requestsWait() {
    return !arrivals.isEmpty();
  }

  @Override
  public int getPoolSize() {
    lock.lock();
    try {
      return handlers.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int getActiveCount() {
    lock.lock();
    try {
      return handlers.size() - idle.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int getMaxThreads() {
    return most;
  }

  /** Does nothing: the size is fixed. */
  @Override
  public boolean resizePool(int core, int max) {
    return false;
  }

  /** Does nothing: the number of connections limits the queue. */
  @Override
  public boolean resizeQueue(int capacity) {
    return false;
  }

  /** Ends the threads, each after its request. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      idle.forEach(handler -> handler.given.signal());
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Gives requests to threads while fewer than usual are counted. */
  private void serve() {
    for (Arrival next = arrivals.next(); next != null; next = arrivals.next()) {
      if (counted.size() >= usual) {
        counted.removeIf(Handler::waits);
      }
      if (counted.size() >= usual || !begin(next)) {
        return;
      }
    }
  }

  /** Whether there is a thread for a request. */
  private boolean begin(Arrival arrival) {
    Handler handler = idle.isEmpty() ? create() : idle.pop();
    if (handler == null) {
      return false;
    }
    handler.give(arrival.task());
    arrivals.remove(arrival);
    return true;
  }

  /** One more, or null if there are as many as there may be, or as the system allows. */
  private @Nullable Handler create() {
    if (handlers.size() == most) {
      return null;
    }
    try {
      Handler handler = new Handler("request-" + (started + 1));
      started++;
      handlers.add(handler);
      return handler;
    } catch (OutOfMemoryError e) {
      // "Unable to create native thread": the request waits for one of the others.
      return null;
    }
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(RequestThreads.class.getClassLoader());
    return thread;
  }

  /** While requests wait, looks for late ones and for threads that compute for long. */
  private void watch() {
    lock.lock();
    try {
      while (!closed) {
        watching = !arrivals.isEmpty();
        if (watching) {
          arrived.awaitNanos(TICK_NANOS);
        } else {
          arrived.await();
        }
        counted.removeIf(Handler::computes);
        serve();
        serveLate();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } finally {
      lock.unlock();
    }
  }

  /** One at a time: many at once would only share the cores. */
  private void serveLate() {
    Arrival longest = arrivals.passed();
    if (longest != null && System.nanoTime() - longest.since() > patience.queued().toNanos()) {
      begin(longest);
    }
  }

  /**
   * When a thread more may be busy.
   *
   * @param computed the time on a core after which a thread is not counted
   * @param queued after which a request gets a thread, however many are busy
   * @param idle after which a thread without a request ends
   */
  record Patience(Duration computed, Duration queued, Duration idle) {}

  private final class Handler implements Runnable {

    private static final long UNKNOWN = -1;

    private final Condition given = lock.newCondition();
    private final Thread thread;
    private @Nullable Runnable task;
    private volatile boolean handling;
    private long computed = UNKNOWN;

    Handler(String name) {
      thread = thread(this, name);
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }

    void give(Runnable next) {
      task = next;
      computed = UNKNOWN;
      counted.add(this);
      given.signal();
    }

    /**
     * Whether its request waits, and not the thread itself, for a request or for the lock. The
     * state is read first: if a request is still handled then, it was handled when the state was
     * read.
     */
    boolean waits() {
      State state = thread.getState();
      return handling && (state == State.WAITING || state == State.TIMED_WAITING);
    }

    /** Whether it has computed for long since this was asked first. */
    boolean computes() {
      long time = THREADS.getThreadCpuTime(thread.threadId());
      if (computed == UNKNOWN) {
        computed = time;
      }
      return time - computed > patience.computed().toNanos();
    }

    @Override
    public void run() {
      try {
        for (Runnable next = next(); next != null; next = next()) {
          handling = true;
          next.run();
          handling = false;
          Thread.interrupted();
        }
      } finally {
        end();
      }
    }

    /** Waits for a request: null if there is none for long. */
    private @Nullable Runnable next() {
      lock.lock();
      try {
        if (task == null) {
          counted.remove(this);
          idle.push(this);
          serve();
        }
        long end = System.nanoTime() + patience.idle().toNanos();
        while (task == null && !closed && end - System.nanoTime() > 0) {
          await(end - System.nanoTime());
        }
        if (task == null) {
          idle.remove(this);
        }
        Runnable next = task;
        task = null;
        return next;
      } finally {
        lock.unlock();
      }
    }

    private void await(long nanos) {
      try {
        given.awaitNanos(nanos);
      } catch (InterruptedException e) {
        // Meant for the request before, and late.
      }
    }

    private void end() {
      lock.lock();
      try {
        handlers.remove(this);
        counted.remove(this);
        serve();
      } finally {
        lock.unlock();
      }
    }
  }
}
