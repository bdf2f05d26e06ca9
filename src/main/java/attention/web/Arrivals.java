package attention.web;

import attention.front.BoundedBody;
import attention.problem.Problem;
import attention.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits how many bodies arrive at once, so that slow clients do not take every thread. */
final class Arrivals {

  private final Semaphore places;
  private final Duration patience;

  /**
   * @param most how many bodies arrive at once
   * @param patience how long a request waits to be read
   */
  Arrivals(int most, Duration patience) {
    this.places = new Semaphore(most, true);
    this.patience = patience;
  }

  /**
   * Reads the beginning of a body.
   *
   * @return how many bytes there are, at most {@code most}; −1 if the body is empty
   * @throws ProblemException if too many other bodies are arriving
   */
  int read(BoundedBody body, byte[] into, int most) throws IOException {
    enter();
    try {
      return body.read(into, 0, most);
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(Problem.atCapacity(patience));
  }
}
