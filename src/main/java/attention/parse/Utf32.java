package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import java.nio.ByteBuffer;

/** Text as NumPy stores it, four bytes for each character. */
final class Utf32 {

  private static final int SIX_BITS = 6;
  private static final int LOW_SIX = 0x3F;
  private static final int CONTINUATION = 0x80;

  /** The first byte of a sequence, 11…0, once shifted by the number of bytes that follow. */
  private static final int LEADS = 0x7F80;

  private Utf32() {}

  /**
   * Writes the same text in UTF-8, in place, where it is never longer.
   *
   * @param text little-endian
   * @return how many bytes it has then
   */
  static int toUtf8(ByteBuffer text, Pointer at) {
    int length = 0;
    for (int i = 0; i < text.limit(); i += Integer.BYTES) {
      int character = text.getInt(i);
      if (!Character.isValidCodePoint(character)
          || Character.getType(character) == Character.SURROGATE) {
        throw Faults.single(
            FaultCode.INVALID_TEXT,
            at,
            "Expected Unicode characters, found the number %d. Save a Python str."
                .formatted(character));
      }
      length = put(character, text, length);
    }
    return length;
  }

  private static int put(int character, ByteBuffer text, int at) {
    if (character < 0x80) {
      text.put(at, (byte) character);
      return at + 1;
    }
    int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    int lead = LEADS >> more & 0xFF;
    text.put(at, (byte) (lead | character >> more * SIX_BITS));
    for (int i = 1; i <= more; i++) {
      int bits = character >> (more - i) * SIX_BITS & LOW_SIX;
      text.put(at + i, (byte) (CONTINUATION | bits));
    }
    return at + 1 + more;
  }
}
