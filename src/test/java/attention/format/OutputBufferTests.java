package attention.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.decimal.NumberText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is gathered arrives whole and in order, in pieces of bounded size. */
class OutputBufferTests {

  private static final int PIECE = 10_000;

  private static final class Pieces extends OutputStream {

    final List<Integer> lengths = new ArrayList<>();
    final ByteArrayOutputStream all = new ByteArrayOutputStream();

    @Override
    public void write(int value) {
      throw new AssertionError("one byte at a time");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      lengths.add(length);
      all.write(bytes, offset, length);
    }
  }

  private static byte[] fill(OutputBuffer out, int rounds) {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    JsonText text = new JsonText(NumberText.SCALAR, out);
    for (int i = 0; i < rounds; i++) {
      text.integer(i);
      text.string("an \"é\" \\ \n");
      out.put(',');
      expected.writeBytes((i + "\"an \\\"é\\\" \\\\ \\u000a\",").getBytes());
    }
    return expected.toByteArray();
  }

  @Test
  void aBufferThatKeepsGrows() {
    OutputBuffer out = OutputBuffer.growing(new byte[0]);
    byte[] expected = fill(out, 5_000);
    Pieces pieces = new Pieces();
    out.writeTo(pieces);
    assertThat(pieces.all.toByteArray()).isEqualTo(expected);
    assertThat(out.gathered()).isEqualTo(expected.length);
  }

  @Test
  void longArraysAreNotCopied() {
    OutputBuffer out = OutputBuffer.growing(new byte[100_000]);
    byte[] first = out.array();
    out.position(99_999);
    out.put("ab".getBytes(StandardCharsets.US_ASCII));
    assertThat(out.array()).isNotSameAs(first).hasSizeLessThan(100_000);
    Pieces pieces = new Pieces();
    out.writeTo(pieces);
    assertThat(pieces.lengths).containsExactly(99_999, 2);
  }

  @Test
  void aBufferThatSendsNeverHoldsMoreThanAPiece() {
    Pieces pieces = new Pieces();
    OutputBuffer out = OutputBuffer.flushingTo(pieces, PIECE, new byte[0]);
    byte[] expected = fill(out, 5_000);
    out.send();
    assertThat(pieces.all.toByteArray()).isEqualTo(expected);
    assertThat(pieces.lengths).hasSizeGreaterThan(5).allMatch(length -> length <= PIECE);
    assertThat(out.length()).isZero();
  }

  @Test
  void aDemandBeyondAPieceIsMet() {
    Pieces pieces = new Pieces();
    OutputBuffer out = OutputBuffer.flushingTo(pieces, PIECE, new byte[0]);
    out.put('a');
    assertThat(out.ensureRoom(3 * PIECE)).hasSizeGreaterThanOrEqualTo(3 * PIECE);
    assertThat(pieces.lengths).containsExactly(1);
  }

  @Test
  void aStreamThatFailsEndsTheWriting() {
    OutputBuffer out =
        OutputBuffer.flushingTo(
            new OutputStream() {
              @Override
              public void write(int value) throws IOException {
                throw new IOException("gone");
              }
            },
            PIECE,
            new byte[0]);
    out.put('a');
    assertThatThrownBy(out::send).isInstanceOf(UncheckedIOException.class);
  }
}
