package attention.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Npy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One entry of an archive: its header, its bytes, and what follows them. */
class ArchiveEntryTests {

  private static final byte[] DATA = "four".getBytes(UTF_8);
  private static final int IN_LARGE_SIZES = -1;
  private static final int BEHIND = 1 << 3;

  /** A stored entry from behind its signature on, and what follows its bytes. */
  private static byte[] entry(int flags, int size, String name, byte[] extra, byte[] behind) {
    byte[] text = name.getBytes(UTF_8);
    return Npy.littleEndian(26 + text.length + extra.length + DATA.length + behind.length)
        .putShort((short) 45)
        .putShort((short) flags)
        .putShort((short) 0)
        .putInt(0)
        .putInt(flags == BEHIND ? 0 : crc())
        .putInt(size)
        .putInt(size)
        .putShort((short) text.length)
        .putShort((short) extra.length)
        .put(text)
        .put(extra)
        .put(DATA)
        .put(behind)
        .array();
  }

  private static int crc() {
    CRC32 crc = new CRC32();
    crc.update(DATA);
    return (int) crc.getValue();
  }

  /** The unpacked and the packed size as a ZIP64 field has them. */
  private static byte[] largeSizes(long size) {
    return Npy.littleEndian(20)
        .putShort((short) 1)
        .putShort((short) 16)
        .putLong(size)
        .putLong(size)
        .array();
  }

  private static byte[] after(byte[] field, byte[] next) {
    return ByteBuffer.allocate(field.length + next.length).put(field).put(next).array();
  }

  private static ArchiveEntry open(byte[] archive, long most) throws IOException {
    ArchiveInput input =
        new ArchiveInput(new ByteArrayInputStream(archive), new UnpackedLimit(most));
    return new ArchiveEntry(input, new Inflater(true));
  }

  private static void assertWhole(byte[] archive) throws IOException {
    ArchiveEntry entry = open(archive, DATA.length);
    entry.announce(DATA.length);
    assertThat(entry.readNBytes(DATA.length)).isEqualTo(DATA);
    entry.end();
    assertThat(entry.count()).isEqualTo(DATA.length);
  }

  private static String refusal(byte[] archive) {
    return refusal(() -> assertWhole(archive));
  }

  private static String refusal(ThrowingCallable reading) {
    return Reading.refusal(reading).detail();
  }

  /** As numpy.savez writes it, which reserves room for sizes of eight bytes. */
  @ParameterizedTest
  @ValueSource(strings = {"", "0102 0000", "0102 0200 abcd", "fe ca 04 00 01 00 10 00"})
  void sizesOfEightBytesStandInAFieldOfTheirOwn(String before) throws IOException {
    byte[] other = HexFormat.of().parseHex(before.replace(" ", ""));
    byte[] extra = after(other, largeSizes(DATA.length));
    assertWhole(entry(0, IN_LARGE_SIZES, "a.npy", extra, new byte[0]));
    byte[] shorter = after(other, largeSizes(DATA.length - 1));
    assertThat(refusal(entry(0, IN_LARGE_SIZES, "a.npy", shorter, new byte[0])))
        .contains("4 bytes of elements", "found 3");
  }

  @Test
  void sizesOfEightBytesAreUsedIfTheOthersSaySo() throws IOException {
    assertWhole(entry(0, DATA.length, "a.npy", largeSizes(99), new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "010010", "01001000", "0100080001", "0100070001020304050607"})
  void aFieldThatIsCutHasNoSizes(String extra) {
    byte[] cut = HexFormat.of().parseHex(extra);
    assertThat(refusal(entry(0, IN_LARGE_SIZES, "a.npy", cut, new byte[0])))
        .contains("4 bytes of elements", "found 4294967295");
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void lengthsMayFollow(boolean signature, boolean large) throws IOException {
    byte[] extra = large ? largeSizes(0) : new byte[0];
    for (int excess = 0; excess < 2; excess++) {
      ByteBuffer behind = Npy.littleEndian(24);
      if (signature) {
        behind.putInt(0x08074B50);
      }
      behind.putInt(crc());
      for (int i = 0; i < 2; i++) {
        long size = DATA.length + excess;
        var unused = large ? behind.putLong(size) : behind.putInt((int) size);
      }
      byte[] archive = entry(BEHIND, 0, "a.npy", extra, behind.array());
      if (excess == 0) {
        assertWhole(archive);
      } else {
        assertThat(refusal(archive)).contains("damaged");
      }
    }
  }

  @Test
  void aNameHasAtMostTwoHundredBytes() throws IOException {
    assertThat(open(entry(0, 4, "n".repeat(200), new byte[0], new byte[0]), 4).name()).hasSize(200);
    assertThat(refusal(entry(0, 4, "n".repeat(201), new byte[0], new byte[0])))
        .contains("names of at most 200 bytes");
  }

  @Test
  void whatIsReadIsCounted() throws IOException {
    byte[] archive = entry(0, DATA.length, "a.npy", new byte[0], new byte[0]);
    ArchiveEntry entry = open(archive, DATA.length - 1);
    assertThat(refusal(entry::readAllBytes)).contains("at most 3 bytes when unpacked");
  }

  @Test
  void aByteAndNoneAreRead() throws IOException {
    ArchiveEntry entry = open(entry(0, DATA.length, "a.npy", new byte[0], new byte[0]), 4);
    assertThat(entry.read(new byte[1], 0, 0)).isZero();
    assertThat(entry.read()).isEqualTo('f');
    assertThat(entry.count()).isEqualTo(1);
    entry.pass(3);
    assertThat(entry.read()).isEqualTo(-1);
    entry.pass(0);
    entry.end();
  }

  @Test
  void asManyBytesArePassedAsThereAre() throws IOException {
    byte[] archive = entry(BEHIND, 0, "a.npy", new byte[0], new byte[0]);
    ArchiveEntry entry = open(archive, 100);
    assertThat(refusal(() -> entry.pass(5)))
        .contains("1 bytes more, as the shape says", "found the end");
    ArchiveEntry known = open(entry(0, 4, "a.npy", new byte[0], new byte[0]), 100);
    assertThat(refusal(() -> known.pass(3)))
        .contains("3 bytes of elements, as the shape says, found 4");
  }

  @Test
  void anEntryEndsWhereItsSizeSays() throws IOException {
    ArchiveEntry entry = open(entry(0, DATA.length, "a.npy", new byte[0], new byte[] {1, 2}), 100);
    assertThat(entry.readNBytes(3)).hasSize(3);
    assertThat(refusal(entry::end)).contains("as many elements as the shape says, found more");
  }
}
