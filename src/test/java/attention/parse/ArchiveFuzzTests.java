package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import attention.http.Npy;
import attention.http.Npz;
import attention.problem.ProblemException;
import attention.request.MultiHeadRequest;
import attention.trace.Member;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent as an archive is read or refused, at once. */
class ArchiveFuzzTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRIES = 3_000;

  private static final int ROOM = JsonRequestReader.roomFor(64);

  private static final NpzRequestReader<MultiHeadRequest> READER =
      new NpzRequestReader<>(
          MultiHeadRequest.class,
          EnumSet.allOf(Member.class),
          Reading.SMALL,
          Reading.MOST_UNPACKED);

  private static final Npz ARCHIVE =
      new Npz()
          .withRequest("{\"heads\": 2, \"mask\": {\"causal\": true}, \"tokens\": [\"ä\", \"b\"]}")
          .with("embeddings", Npy.floats(2, 2, 1, 2, 3, 4))
          .with("headBias", Npy.array("<f4", "(2, 2, 2)", new byte[32]))
          .with("mask/keys", Npy.flags(true, false))
          .with("queryIndices", Npy.integers(1, 0));

  static Stream<byte[]> archives() {
    return Stream.of(ARCHIVE.stored(), ARCHIVE.deflated(), ARCHIVE.streamed());
  }

  /** Whether an archive is read; an exception other than a refusal fails the test. */
  private static boolean isRead(byte[] archive) {
    try {
      READER
          .read(new ByteArrayInputStream(archive), new byte[ROOM], held -> {})
          .faults()
          .throwIfAny();
      return true;
    } catch (ProblemException e) {
      return false;
    } catch (IOException e) {
      return fail("No client has left", e);
    }
  }

  @ParameterizedTest
  @MethodSource("archives")
  void anArchiveThatIsCutAnywhereIsRefused(byte[] archive) {
    assertThat(isRead(archive)).isTrue();
    Assertions.assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int length = 0; length < archive.length; length++) {
            assertThat(isRead(Arrays.copyOf(archive, length))).as("%d bytes", length).isFalse();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("archives")
  void everyFlippedBitIsReadOrRefused(byte[] archive) {
    Assertions.assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int bit = 0; bit < Byte.SIZE * archive.length; bit++) {
            byte[] flipped = archive.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            isRead(flipped);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("archives")
  void whateverIsChangedIsReadOrRefused(byte[] archive) {
    Random random = new Random(20_261_126);
    Assertions.assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int i = 0; i < TRIES; i++) {
            byte[] changed = archive.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
              changed = change(random).apply(changed);
            }
            isRead(changed);
          }
        });
  }

  private static UnaryOperator<byte[]> change(Random random) {
    return bytes -> {
      int at = random.nextInt(bytes.length);
      int length = random.nextInt(1 + Math.min(40, bytes.length - at));
      byte[] changed = bytes.clone();
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = (byte) random.nextInt();
        case 1 -> Arrays.fill(changed, at, at + length, (byte) -random.nextInt(2));
        case 2 ->
            System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), changed, at, length);
        default -> changed = Arrays.copyOf(bytes, 1 + at);
      }
      return changed;
    };
  }
}
