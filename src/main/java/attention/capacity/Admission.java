package attention.capacity;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Limits how many requests are in progress at once and how much working memory they hold together.
 * A request beyond either limit waits in a short queue, first come first served, and holds no
 * memory while it waits.
 */
public final class Admission {

  /** Memory is counted in units of this many bytes, so that a count fits an {@code int}. */
  private static final int UNIT = 1024;

  private final Capacity capacity;
  private final Semaphore places;
  private final Semaphore memory;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder shed = new LongAdder();

  /**
   * The limits.
   *
   * @param bytes working memory of all requests together
   * @param requests most requests in progress at once
   * @param waiting most requests in the queue at once
   * @param patience how long a request waits before it is rejected
   */
  public record Capacity(long bytes, int requests, int waiting, Duration patience) {}

  /** The place and the memory of one request, released when it is closed. */
  public final class Reservation implements AutoCloseable {

    private int units;

    private Reservation(int units) {
      this.units = units;
    }

    /**
     * Replaces the estimate by what is needed. It never waits, because a request that waits holds
     * no memory.
     *
     * @throws AtCapacityException if more is needed than was estimated, and that is not free
     */
    public void resize(long bytes) {
      int needed = units(bytes);
      if (needed > units && !memory.tryAcquire(needed - units)) {
        throw full();
      }
      if (needed < units) {
        memory.release(units - needed);
      }
      units = needed;
    }

    @Override
    public void close() {
      leave(units);
      units = 0;
    }
  }

  public Admission(Capacity capacity) {
    this.capacity = capacity;
    this.places = new Semaphore(capacity.requests(), true);
    this.memory = new Semaphore(units(capacity.bytes()), true);
  }

  /**
   * Reserves a place and memory for a request; waits for them if they are not free.
   *
   * @param bytes what the request may hold in memory; no more than the capacity
   * @throws AtCapacityException if the queue is full or the wait took too long
   */
  public Reservation admit(long bytes) {
    int units = units(bytes);
    if (!enter(units, Duration.ZERO)) {
      queue(units);
    }
    return new Reservation(units);
  }

  private void queue(int units) {
    try {
      if (waiting.incrementAndGet() > capacity.waiting() || !enter(units, capacity.patience())) {
        throw full();
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  private boolean enter(int units, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      if (memory.tryAcquire(units, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return true;
      }
      places.release();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw full();
    }
  }

  private AtCapacityException full() {
    shed.increment();
    return new AtCapacityException(capacity.patience());
  }

  /** The working memory of all requests together. */
  long capacityBytes() {
    return capacity.bytes();
  }

  /** The working memory reserved for the requests in progress. */
  long admittedBytes() {
    return (long) (units(capacity.bytes()) - memory.availablePermits()) * UNIT;
  }

  /** The requests in the queue. */
  int waiting() {
    return Math.min(waiting.get(), capacity.waiting());
  }

  /** The requests rejected so far. */
  long shed() {
    return shed.sum();
  }

  private void leave(int units) {
    memory.release(units);
    places.release();
  }

  private static int units(long bytes) {
    return Math.toIntExact(Math.ceilDiv(bytes, UNIT));
  }
}
