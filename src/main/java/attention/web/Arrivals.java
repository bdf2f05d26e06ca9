package attention.web;

import attention.front.BoundedBody;
import attention.problem.Problem;
import attention.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many bodies are waited for at once, so that slow clients do not take every thread.
 * When there is no place, a body that arrives needs none.
 */
final class Arrivals {

  /** Many clients send the body right behind the head, in a packet of its own. */
  private static final Duration SOON = Duration.ofMillis(50);

  private static final Duration STEP = Duration.ofMillis(5);

  private final Semaphore places;
  private final Semaphore queue;
  private final Duration patience;

  /** What came first. */
  private enum First {
    PLACE,
    BODY,
    NEITHER
  }

  /**
   * @param most how many bodies are waited for at once
   * @param waiting how many requests wait for one of these places, or for their body
   * @param patience how long they do
   */
  Arrivals(int most, int waiting, Duration patience) {
    this.places = new Semaphore(most, true);
    this.queue = new Semaphore(waiting);
    this.patience = patience;
  }

  /**
   * Reads the beginning of a body.
   *
   * @param hasLength whether its head told its length
   * @return how many bytes there are, at most {@code most}
   * @throws ProblemException if the body does not arrive, and too many others do not either
   */
  int read(BoundedBody body, boolean hasLength, byte[] into, int most) throws IOException {
    Beginning beginning = new Beginning(body, hasLength, into, most);
    if (first(beginning) == First.BODY) {
      return beginning.length;
    }
    try {
      beginning.readRest();
      return beginning.length;
    } finally {
      places.release();
    }
  }

  private First first(Beginning body) throws IOException {
    try {
      First first = await(body, Duration.ZERO);
      if (first == First.NEITHER) {
        first = await(body, SOON.compareTo(patience) < 0 ? SOON : patience);
      }
      if (first == First.NEITHER && queue.tryAcquire()) {
        try {
          first = await(body, patience);
        } finally {
          queue.release();
        }
      }
      if (first != First.NEITHER) {
        return first;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(Problem.atCapacity(patience));
  }

  private First await(Beginning body, Duration most) throws IOException, InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    long step = Math.min(STEP.toNanos(), most.toNanos());
    do {
      if (places.tryAcquire(step, TimeUnit.NANOSECONDS)) {
        return First.PLACE;
      }
      if (body.hasArrived()) {
        return First.BODY;
      }
    } while (System.nanoTime() < end);
    return First.NEITHER;
  }

  /** The beginning of a body, and how much of it there is. */
  private static final class Beginning {

    private final BoundedBody body;
    private final boolean hasLength;
    private final byte[] into;
    private final int most;
    private int length;

    Beginning(BoundedBody body, boolean hasLength, byte[] into, int most) {
      this.body = body;
      this.hasLength = hasLength;
      this.into = into;
      this.most = most;
    }

    /** Whether all of it was there to be read. */
    boolean hasArrived() throws IOException {
      if (hasLength) {
        length += body.readArrived(into, length, most - length);
      }
      return length == most || body.isFinished();
    }

    void readRest() throws IOException {
      length += Math.max(0, body.read(into, length, most - length));
    }
  }
}
