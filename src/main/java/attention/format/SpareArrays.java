package attention.format;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Arrays in which answers were gathered or bodies read, kept for those to come: a new one would
 * first be filled with zeros, all of it, in memory that no cache knows.
 */
public final class SpareArrays {

  /** A smaller one is made as quickly as found. */
  private static final int SMALLEST = 32 * 1024;

  /** A larger one is not kept. */
  private static final int LARGEST = 2 * 1024 * 1024;

  private final BlockingQueue<byte[]> spares;

  /**
   * @param most how many are kept
   */
  public SpareArrays(int most) {
    spares = new ArrayBlockingQueue<>(most);
  }

  /** An array of at least so many bytes; there may be anything in it. */
  public byte[] take(int bytes) {
    byte[] spare = bytes < SMALLEST || bytes > LARGEST ? null : spares.poll();
    return spare == null || spare.length < bytes ? new byte[bytes] : spare;
  }

  /** Takes an array back that nobody uses any more. */
  public void giveBack(byte[] array) {
    if (array.length >= SMALLEST && array.length <= LARGEST) {
      // Where there are enough, it is forgotten.
      boolean kept = spares.offer(array);
    }
  }
}
