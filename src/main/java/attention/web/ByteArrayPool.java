package attention.web;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A pool of the arrays in which responses are gathered and bodies are read. A new array must be
 * zero-filled first, and its memory is cold. Short arrays have one length and do not take the place
 * of long ones.
 */
final class ByteArrayPool {

  /** Smaller arrays are not pooled: a new one is as fast. */
  private static final int SMALLEST = 4 * 1024;

  /** The length of the short arrays. */
  private static final int SHORT = 32 * 1024;

  /** Larger arrays are not pooled: they would hold too much memory between requests. */
  private static final int LARGEST = 2 * 1024 * 1024;

  private final BlockingQueue<byte[]> shortOnes;
  private final BlockingQueue<byte[]> longOnes;

  /**
   * @param most how many free arrays of each kind are kept
   */
  ByteArrayPool(int most) {
    shortOnes = new ArrayBlockingQueue<>(most);
    longOnes = new ArrayBlockingQueue<>(most);
  }

  /** Returns an array of at least {@code bytes} bytes, whose content is arbitrary. */
  byte[] acquire(int bytes) {
    if (bytes < SMALLEST || bytes > LARGEST) {
      return new byte[bytes];
    }
    int length = Math.max(bytes, SHORT);
    byte[] array = free(length).poll();
    return array == null || array.length < length ? new byte[length] : array;
  }

  /** Returns an array to the pool; nothing may use it any more. */
  void release(byte[] array) {
    if (array.length >= SHORT && array.length <= LARGEST) {
      // A full pool leaves the array to the garbage collector.
      boolean kept = free(array.length).offer(array);
    }
  }

  private BlockingQueue<byte[]> free(int length) {
    return length == SHORT ? shortOnes : longOnes;
  }
}
