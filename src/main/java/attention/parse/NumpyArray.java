package attention.parse;

import attention.problem.Pointer;
import attention.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/**
 * A NumPy array whose header was read; its elements follow.
 *
 * @param rest the file from the end of its header
 * @param announced is given the length of all elements before memory is reserved for them, and
 *     refuses a length that the file cannot have
 * @param file where the file is in the request
 */
record NumpyArray(NumpyHeader header, InputStream rest, LongConsumer announced, Pointer file) {

  /**
   * Reads a file up to its elements.
   *
   * @throws ProblemException if it is not a NumPy file
   * @throws IOException if the client breaks off
   */
  static NumpyArray of(InputStream file, LongConsumer announced, Pointer at) throws IOException {
    return new NumpyArray(NumpyHeader.read(file, at), file, announced, at);
  }

  /** The length of an axis, of an array of not too many elements. */
  int axis(int i) {
    return Math.toIntExact(header.axes().get(i));
  }

  /**
   * Reads the elements, after memory is reserved for them.
   *
   * @throws ProblemException if there are fewer
   * @throws IOException if the client breaks off
   */
  NumpyElements elements(Tally tally) throws IOException {
    long expected = header.bytes();
    announced.accept(expected);
    tally.hold(expected);
    byte[] bytes = new byte[Math.toIntExact(expected)];
    int read = rest.readNBytes(bytes, 0, bytes.length);
    if (read < bytes.length) {
      throw misfit(file, expected, Integer.toString(read));
    }
    return new NumpyElements(header.type(), ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** The refusal of a file that is longer or shorter than its header says. */
  static ProblemException misfit(Pointer file, long expected, String found) {
    return NumpyHeader.refusal(
        file, "%d bytes of elements, as the shape says".formatted(expected), found);
  }
}
