package attention.web;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A pool of the arrays in which responses are gathered and bodies are read. A new array must be
 * zero-filled first, and its memory is cold.
 */
final class ByteArrayPool {

  /** Smaller arrays are not pooled: a new one is as fast. */
  private static final int SMALLEST = 32 * 1024;

  /** Larger arrays are not pooled: they would hold too much memory between requests. */
  private static final int LARGEST = 2 * 1024 * 1024;

  private final BlockingQueue<byte[]> free;

  /**
   * @param most how many free arrays are kept
   */
  ByteArrayPool(int most) {
    free = new ArrayBlockingQueue<>(most);
  }

  /** Returns an array of at least {@code bytes} bytes, whose content is arbitrary. */
  byte[] acquire(int bytes) {
    byte[] array = bytes < SMALLEST || bytes > LARGEST ? null : free.poll();
    return array == null || array.length < bytes ? new byte[bytes] : array;
  }

  /** Returns an array to the pool; nothing may use it any more. */
  void release(byte[] array) {
    if (array.length >= SMALLEST && array.length <= LARGEST) {
      // A full pool leaves the array to the garbage collector.
      boolean kept = free.offer(array);
    }
  }
}
