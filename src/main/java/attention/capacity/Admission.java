package attention.capacity;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many requests are in progress at once and how much working memory they hold together.
 * A part of both, the small lane, is for small requests only; the rest is for all. A request for
 * which there is no capacity waits in a short queue, first come first served, and holds nothing
 * while it waits; a small one passes others once there is a place in its lane. Thread-safe.
 */
public final class Admission {

  private final Capacity capacity;
  private final LongAdder shed = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private final Lanes lanes;

  /** In the order of arrival; guarded by the lock. */
  private final List<AdmissionWaiter> queue = new ArrayList<>();

  public Admission(Capacity capacity) {
    this.capacity = capacity;
    this.lanes = new Lanes(capacity);
  }

  /** The place and the memory of one request, for one thread; released when it is closed. */
  public final class Reservation implements AutoCloseable {

    private @Nullable Lane lane;
    private long bytes;

    private Reservation(Lane lane, long bytes) {
      this.lane = lane;
      this.bytes = bytes;
    }

    /**
     * Replaces the estimate by what is needed. It never waits, because a request that waits holds
     * no memory.
     *
     * @throws AtCapacityException if more is needed than is reserved, and that is not free
     * @throws TooLargeException if more is needed than one request can ever get
     */
    public void resize(long needed) {
      requirePossible(needed);
      lock.lock();
      try {
        if (!change(needed)) {
          throw atCapacity();
        }
      } finally {
        lock.unlock();
      }
    }

    /**
     * Reserves at least {@code needed} bytes, for a request whose size is not known yet. If that is
     * more than is reserved, it is doubled where so much is free, so that a body that arrives in
     * many parts asks for memory a few times only. It never waits, and never shrinks.
     *
     * @throws AtCapacityException if more is needed than is reserved, and that is not free
     * @throws TooLargeException if more is needed than one request can ever get
     */
    public void grow(long needed) {
      if (needed <= bytes) {
        return;
      }
      requirePossible(needed);
      lock.lock();
      try {
        long doubled = Math.clamp(2 * bytes, needed, capacity.mostBytes());
        if (!change(doubled) && !change(needed)) {
          throw atCapacity();
        }
      } finally {
        lock.unlock();
      }
    }

    /** The memory that is reserved. */
    public long bytes() {
      return bytes;
    }

    private boolean change(long to) {
      if (lane == null) {
        throw new IllegalStateException("Expected an open reservation, found a closed one");
      }
      Lane next = lanes.resize(lane, bytes, to);
      if (next == null) {
        return false;
      }
      boolean frees = next != lane || to < bytes;
      lane = next;
      bytes = to;
      if (frees) {
        admitWaiting();
      }
      return true;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (lane != null) {
          lane.leave(bytes);
          lane = null;
          bytes = 0;
          admitWaiting();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Reserves a place and memory for a request; waits for them if they are not free.
   *
   * @param bytes what the request may hold in memory
   * @param budget ends the wait, as {@link ComputeBudget#check} does, once the request must stop
   * @throws AtCapacityException if the queue is full, the wait took too long, or this thread was
   *     interrupted
   * @throws TooLargeException if the request can never get so much
   */
  public Reservation admit(long bytes, ComputeBudget budget) {
    requirePossible(bytes);
    lock.lock();
    try {
      Lane lane = lanes.enter(bytes, queue.isEmpty());
      return new Reservation(lane == null ? await(bytes, budget) : lane, bytes);
    } finally {
      lock.unlock();
    }
  }

  /** The same for a request that nothing stops. */
  public Reservation admit(long bytes) {
    return admit(bytes, ComputeBudget.unlimited());
  }

  private void requirePossible(long bytes) {
    if (bytes > capacity.mostBytes()) {
      throw new TooLargeException(bytes, capacity.mostBytes());
    }
  }

  private Lane await(long bytes, ComputeBudget budget) {
    if (queue.size() >= capacity.waiting()) {
      throw atCapacity();
    }
    AdmissionWaiter waiter = new AdmissionWaiter(lock, bytes, budget);
    queue.add(waiter);
    try {
      waiter.await(capacity.patience());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      giveUp(waiter);
      throw e;
    }
    Lane lane = waiter.lane();
    if (lane == null) {
      giveUp(waiter);
      if (!Thread.currentThread().isInterrupted()) {
        budget.check();
      }
      throw atCapacity();
    }
    return lane;
  }

  private void giveUp(AdmissionWaiter waiter) {
    Lane lane = waiter.lane();
    if (lane == null) {
      queue.remove(waiter);
    } else {
      lane.leave(waiter.bytes());
    }
    // It may have been the first one, and those behind it need less.
    admitWaiting();
  }

  private void admitWaiting() {
    boolean first = true;
    for (Iterator<AdmissionWaiter> waiters = queue.iterator(); waiters.hasNext(); ) {
      AdmissionWaiter waiter = waiters.next();
      Lane lane = lanes.enter(waiter.bytes(), first);
      if (lane == null) {
        first = false;
      } else {
        waiters.remove();
        waiter.admit(lane);
      }
    }
  }

  private AtCapacityException atCapacity() {
    shed.increment();
    return new AtCapacityException(capacity.patience());
  }

  /** The working memory of all requests together. */
  long capacityBytes() {
    return capacity.bytes();
  }

  /** The working memory reserved for the requests in progress. */
  long admittedBytes() {
    lock.lock();
    try {
      return lanes.usedBytes();
    } finally {
      lock.unlock();
    }
  }

  /** The small requests in the queue, or the others. */
  long waiting(boolean ofSmall) {
    lock.lock();
    try {
      return queue.stream().filter(it -> capacity.isSmall(it.bytes()) == ofSmall).count();
    } finally {
      lock.unlock();
    }
  }

  /** The requests rejected so far. */
  long shed() {
    return shed.sum();
  }
}
