package attention.capacity;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Admits requests while there is room: at most so many at once, and together at most so many bytes
 * of working memory. One that finds no room waits in a short queue, first come first served; while
 * it waits it holds no memory.
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
   * What is admitted at once.
   *
   * @param bytes of working memory, all requests together
   * @param requests at once
   * @param waiting requests in the queue at once
   * @param patience how long one waits before it is turned away
   */
  public record Capacity(long bytes, int requests, int waiting, Duration patience) {}

  /** The room one request takes, given back when it is closed. */
  public final class Place implements AutoCloseable {

    private int units;

    private Place(int units) {
      this.units = units;
    }

    /**
     * Replaces what was estimated by what is needed. It does not wait: whoever waits holds nothing.
     *
     * @throws AtCapacityException if more is needed than was estimated, and there is no more now
     */
    public void settle(long bytes) {
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
   * Takes room for a request, waiting for it if there is none now.
   *
   * @param bytes what it may hold in memory; no more than the capacity
   * @throws AtCapacityException if the queue is full or the wait was in vain
   */
  public Place admit(long bytes) {
    int units = units(bytes);
    if (!enter(units, Duration.ZERO)) {
      queue(units);
    }
    return new Place(units);
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

  /** The working memory set aside for the requests in progress. */
  long admittedBytes() {
    return (long) (units(capacity.bytes()) - memory.availablePermits()) * UNIT;
  }

  /** The requests in the queue. */
  int waiting() {
    return Math.min(waiting.get(), capacity.waiting());
  }

  /** The requests turned away so far. */
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
