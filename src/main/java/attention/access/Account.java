package attention.access;

import attention.access.AccessProperties.Quota;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one name has left of its quota, and what its requests hold now. Thread-safe.
 *
 * @param requests one token each
 * @param work tokens of {@link #UNIT}
 */
record Account(
    Quota quota,
    Bucket requests,
    Bucket work,
    AtomicInteger places,
    AtomicLong bytes,
    int mostPlaces,
    long mostBytes) {

  /** Multiply-adds of one token: buckets are refilled by at most one token a nanosecond. */
  static final long UNIT = 1_000_000;

  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int PERCENT = 100;

  /**
   * A new account, with the whole quota.
   *
   * @param places most requests of all names in progress at once
   * @param bytes memory of all names together
   */
  static Account of(Quota quota, int places, long bytes) {
    return new Account(
        quota,
        bucket(quota.requests()),
        bucket(tokens(quota.work())),
        new AtomicInteger(),
        new AtomicLong(),
        Math.ceilDiv(places * quota.places(), PERCENT),
        bytes / PERCENT * quota.memory());
  }

  /** Takes a place; false if all are taken. */
  boolean enter() {
    return places.getAndUpdate(taken -> Math.min(taken + 1, mostPlaces)) < mostPlaces;
  }

  /** Gives a place back. */
  void leave() {
    places.decrementAndGet();
  }

  /** Holds so many bytes more, or less; false, and nothing is changed, if they are not free. */
  boolean hold(long more) {
    long before = bytes.getAndUpdate(held -> isFree(held, more) ? held + more : held);
    return isFree(before, more);
  }

  private boolean isFree(long held, long more) {
    return more <= 0 || held + more <= mostBytes;
  }

  private static Bucket bucket(long tokens) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(tokens).refillGreedy(tokens, WINDOW))
        .build();
  }

  /** So much work in tokens, at least one. */
  static long tokens(double multiplyAdds) {
    return Math.max(1, (long) Math.ceil(multiplyAdds / UNIT));
  }
}
