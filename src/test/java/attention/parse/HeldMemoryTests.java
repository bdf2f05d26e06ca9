package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.http.Npy;
import attention.http.Npz;
import attention.problem.Faults;
import attention.request.AttentionRequest;
import attention.request.MultiHeadRequest;
import attention.request.Received;
import attention.request.ScaledRequest;
import attention.request.SelfRequest;
import attention.trace.Member;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory that is counted for a request is at least what its values hold. */
@Order(1)
class HeldMemoryTests {

  private static final int MOST = 65_536;

  /** The most bytes of memory for each byte of a body that is counted before it is read. */
  private static final long MOST_PER_BYTE = 52;

  /** The records around the values, which the memory for the connection's buffers covers. */
  private static final long RECORDS = 16 * 1024;

  /** Bodies whose values hold much memory for their length. */
  private enum Dense {
    NUMBERS(SelfRequest.class, "{\"embeddings\": [[%s]]}", "0"),
    ROWS(SelfRequest.class, "{\"embeddings\": [%s]}", "[0]"),
    TOKENS(SelfRequest.class, "{\"embeddings\": [[1]], \"tokens\": [%s]}", "\"a\""),
    LONG_TOKENS(
        SelfRequest.class,
        "{\"embeddings\": [[1]], \"tokens\": [%s]}",
        "\"\u4e2d" + "a".repeat(100) + "\""),
    INDICES(SelfRequest.class, "{\"embeddings\": [[1]], \"queryIndices\": [%s]}", "200"),
    FLAGS(SelfRequest.class, "{\"embeddings\": [[1]], \"mask\": {\"keys\": [%s]}}", "true"),
    ROWS_OF_FLAGS(
        SelfRequest.class, "{\"embeddings\": [[1]], \"mask\": {\"allowed\": [%s]}}", "[true]"),
    MATRICES(
        MultiHeadRequest.class,
        "{\"embeddings\": [[1]], \"heads\": 1, \"headBias\": [%s]}",
        "[[0]]");

    private final Class<? extends AttentionRequest> type;
    private final String format;
    private final String value;

    Dense(Class<? extends AttentionRequest> type, String format, String value) {
      this.type = type;
      this.format = format;
      this.value = value;
    }

    byte[] body() {
      return format
          .formatted((value + ",").repeat(MOST - 1) + value)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static Received<?> read(
      Class<? extends AttentionRequest> type, byte[] body, LongConsumer memory) throws IOException {
    return new JsonRequestReader<>(type, EnumSet.allOf(Member.class), Reading.LIMITS)
        .read(new ByteArrayInputStream(body), new byte[JsonRequestReader.roomFor(4096)], memory);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** The growth of the heap by a request; the least of several, as other threads allocate too. */
  private static long growth(Dense dense, byte[] body) throws IOException {
    LongStream.Builder growths = LongStream.builder();
    for (int i = 0; i < 4; i++) {
      long before = used();
      Received<?> received = read(dense.type, body, bytes -> {});
      growths.add(used() - before);
      Reference.reachabilityFence(received);
    }
    return growths.build().min().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCountedCoversWhatIsHeld(Dense dense) throws IOException {
    byte[] body = dense.body();
    List<Long> reserved = new ArrayList<>();
    long counted = read(dense.type, body, reserved::add).bytes();
    assertThat(counted + RECORDS).isGreaterThan(growth(dense, body));
    assertThat(counted).isLessThan(MOST_PER_BYTE * body.length);
    assertThat(reserved).isSorted().hasSizeBetween(1, 400);
    assertThat(reserved.getLast()).isGreaterThanOrEqualTo(counted);
  }

  @Test
  void aRequestThatGetsNoMoreMemoryIsReadNoFurther() {
    List<Long> reserved = new ArrayList<>();
    assertThatThrownBy(() ->
            read(
                SelfRequest.class,
                Dense.NUMBERS.body(),
                bytes -> {
                  reserved.add(bytes);
                  if (bytes > 500_000) {
                    throw new IllegalStateException("no more");
                  }
                }))
        .hasMessage("no more");
    assertThat(reserved.getLast()).isLessThan(1_000_000);
  }

  @Test
  void memoryForAnArrayIsReservedBeforeItArrives() {
    byte[] header =
        "{'descr': '<f2', 'fortran_order': False, 'shape': (1000, 1000), }\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] file =
        ByteBuffer.allocate(10 + header.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
            .putShort((short) header.length)
            .put(header)
            .array();
    NpyRequestReader<ScaledRequest> reader =
        new NpyRequestReader<>(ScaledRequest.class, EnumSet.allOf(Member.class), Reading.LIMITS);
    List<Long> reserved = new ArrayList<>();
    assertThatThrownBy(() ->
            reader.read(
                new ByteArrayInputStream(file),
                -1,
                null,
                bytes -> {
                  reserved.add(bytes);
                  throw new IllegalStateException("no more");
                }))
        .hasMessage("no more");
    assertThat(reserved).hasSize(1);
    assertThat(reserved.getFirst()).isGreaterThanOrEqualTo(1_000_000L * 4);
  }

  /** Archives whose entries hold much memory for their length. */
  private enum Packed {
    MATRIX("embeddings", "<f2", "(1000, 1000)", 2),
    MATRICES("headBias", "<f2", "(16000, 1, 40)", 2),
    VECTOR("sinks", "|i1", "(4000000,)", 1),
    INDICES("queryIndices", "|u1", "(65536,)", 1),
    FLAGS("mask/keys", "|b1", "(65536,)", 1),
    ROWS_OF_FLAGS("mask/allowed", "|b1", "(60000, 3)", 1),
    TEXT("request", "<U2096000", "()", 8_384_000);

    private final String name;
    private final String type;
    private final String shape;
    private final int width;

    Packed(String name, String type, String shape, int width) {
      this.name = name;
      this.type = type;
      this.shape = shape;
      this.width = width;
    }

    byte[] archive() {
      long elements =
          Pattern.compile("[0-9]+")
              .matcher(shape)
              .results()
              .mapToLong(axis -> Long.parseLong(axis.group()))
              .reduce(1, (a, b) -> a * b);
      byte[] array = Npy.array(type, shape, new byte[(int) (width * elements)]);
      Npz archive = new Npz().with(name, array);
      return this == TEXT
          ? new Npz().withRequest("{\"heads\": 1}" + " ".repeat(2_095_988)).deflated()
          : archive.withRequest("{\"heads\": 1}").deflated();
    }
  }

  private static EntryReader unpacked(byte[] archive, Tally tally) throws IOException {
    EntryReader entries = new EntryReader(EntryNames.of(MultiHeadRequest.class), tally);
    try (Archive packed =
        new Archive(new ByteArrayInputStream(archive), new UnpackedLimit(64_000_000))) {
      for (ArchiveEntry entry = packed.next(); entry != null; entry = packed.next()) {
        entries.read(entry);
      }
    }
    return entries;
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCountedCoversWhatAnArchiveHolds(Packed packed) throws IOException {
    byte[] archive = packed.archive();
    LongStream.Builder growths = LongStream.builder();
    long counted = 0;
    for (int i = 0; i < 4; i++) {
      Tally tally = new Tally(new Faults(), Reading.LIMITS, bytes -> {});
      long before = used();
      EntryReader held = unpacked(archive, tally);
      growths.add(used() - before);
      Reference.reachabilityFence(held);
      counted = tally.held();
    }
    assertThat(counted + RECORDS).isGreaterThan(growths.build().min().orElseThrow());
  }

  /** The first time loads classes, which takes more than the archive. */
  @ParameterizedTest
  @EnumSource
  void anArchiveIsNotUnpackedWithoutMemory(Packed packed) {
    byte[] archive = packed.archive();
    refuseForMemory(archive);
    long before = allocated();
    refuseForMemory(archive);
    assertThat(allocated() - before).isLessThan(1_000_000);
  }

  private static void refuseForMemory(byte[] archive) {
    assertThatThrownBy(() ->
            Reading.archive(
                MultiHeadRequest.class,
                archive,
                Reading.LIMITS,
                bytes -> {
                  if (bytes > 100_000) {
                    throw new IllegalStateException("no more");
                  }
                }))
        .hasMessage("no more");
  }
}
