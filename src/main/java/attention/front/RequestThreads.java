package attention.front;

import attention.front.RequestQueue.Queued;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.apache.tomcat.util.threads.ResizableExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The threads that handle requests, a few at a time. Tomcat's own pool has a thread for each
 * request that arrives, so the requests of eight connections take eight threads, between which two
 * cores switch. Here a thread that is done goes on with the request that has waited longest, and
 * short requests are left to one thread as long as it keeps up: to wake another takes longer than
 * they do.
 *
 * <p>Some are busy without being {@linkplain CountedThreads counted}, so that neither slow clients
 * nor large requests keep others waiting.
 */
final class RequestThreads implements ResizableExecutor, AutoCloseable {

  /** How often late requests are looked for, while there are any. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final int most;
  private final Patience patience;
  private final RequestQueue queue;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Set<RequestThread> threads = new HashSet<>();
  private final CountedThreads counted;
  private final Deque<RequestThread> idle = new ArrayDeque<>();
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
    this.most = most;
    this.patience = patience;
    counted = new CountedThreads(usual, patience);
    queue = new RequestQueue(before);
    Thread.ofPlatform().daemon().name("request-watch").start(this::watch);
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
      queue.add(task);
      serve();
    } finally {
      lock.unlock();
    }
  }

  /** Whether requests wait for a thread. */
  boolean requestsWait() {
    return !queue.isEmpty();
  }

  @Override
  public int getPoolSize() {
    return locked(threads::size);
  }

  @Override
  public int getActiveCount() {
    return locked(() -> threads.size() - idle.size());
  }

  private int locked(IntSupplier count) {
    lock.lock();
    try {
      return count.getAsInt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int getMaxThreads() {
    return most;
  }

  /** Does nothing: it is fixed. */
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
      idle.forEach(RequestThread::wake);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Gives requests to threads, and has those watched that are left. */
  private void serve() {
    Queued next = queue.next();
    while (next != null && counted.leaveRoom(next.since()) && begin(next)) {
      next = queue.next();
    }
    if (next != null && !watching) {
      arrived.signal();
    }
  }

  /** Notes that the request of a thread takes long, so that others do not wait for it. */
  void takesLong(RequestThread thread) {
    lock.lock();
    try {
      thread.setLong();
      serve();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is a thread for a request. */
  private boolean begin(Queued request) {
    RequestThread thread = idle.isEmpty() ? create() : idle.pop();
    if (thread == null) {
      return false;
    }
    counted.add(thread);
    thread.give(request.task());
    queue.remove(request);
    return true;
  }

  /** One more, or null if there are as many as there may be, or as the system allows. */
  private @Nullable RequestThread create() {
    if (threads.size() == most) {
      return null;
    }
    try {
      RequestThread thread = new RequestThread("request-" + ++started, lock.newCondition(), this);
      thread.start();
      threads.add(thread);
      return thread;
    } catch (OutOfMemoryError e) {
      // "Unable to create native thread": the request waits for one of the others.
      return null;
    }
  }

  /** While requests wait, looks for late ones and for threads that compute for long. */
  private void watch() {
    lock.lock();
    try {
      while (!closed) {
        watching = !queue.isEmpty();
        arrived.awaitNanos(watching ? TICK_NANOS : Long.MAX_VALUE);
        counted.removeLong();
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
    Queued late = queue.late(patience.queued());
    if (late != null) {
      begin(late);
    }
  }

  /** The next request of a thread, which waits for it; null if there is none for long. */
  @Nullable Runnable next(RequestThread thread) {
    lock.lock();
    try {
      thread.queueFollowing(queue);
      if (!thread.hasTask()) {
        counted.remove(thread);
        idle.push(thread);
        serve();
      }
      long end = System.nanoTime() + patience.idle().toNanos();
      while (!thread.hasTask() && !closed && end - System.nanoTime() > 0) {
        thread.await(end - System.nanoTime());
      }
      if (!thread.hasTask()) {
        idle.remove(thread);
      }
      return thread.take();
    } finally {
      lock.unlock();
    }
  }

  /** What a thread does last. */
  void end(RequestThread thread) {
    lock.lock();
    try {
      threads.remove(thread);
      counted.remove(thread);
      thread.queueFollowing(queue);
      serve();
    } finally {
      lock.unlock();
    }
  }
}
