package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Npy;
import attention.http.Npz;
import attention.problem.Problem;
import attention.problem.ProblemType;
import attention.request.MultiHeadRequest;
import attention.request.SelfRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are no request, each refused for what it is. */
class ArchiveFaultTests {

  private static final byte[] FOUR = Npy.floats(2, 2, 1, 2, 3, 4);

  private static Npz four() {
    return new Npz().with("embeddings", FOUR);
  }

  private static Problem problem(byte[] archive) {
    return Reading.refusal(() -> Reading.archive(SelfRequest.class, archive).faults().throwIfAny());
  }

  private static void assertRefused(byte[] archive, String fault, String... told) {
    Problem problem = problem(archive);
    assertThat(Reading.faults(problem)).containsExactly(fault);
    assertThat(problem.detail())
        .contains(List.of(told).isEmpty() ? List.of("Expected") : List.of(told));
  }

  private static byte[] header(String type, String order, String shape) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(type, order, shape);
    return Npy.file(1, header, new byte[16]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<f4 ; True ; (2, 2) ; numpy.ascontiguousarray",
        ">f4 ; False ; (2, 2) ; another width or byte order",
        "|O ; False ; (2, 2) ; a pickle",
        "<i4 ; False ; (2, 2) ; integers. Send array.astype",
        "|V2 ; False ; (4, 2) ; bfloat16",
        "<c8 ; False ; (2, 1) ; complex",
        "<f4 ; False ; (4,) ; array.reshape(n, d)",
        "<f4 ; False ; (1, 2, 2) ; array[0]"
      })
  void anArrayThatAMemberCannotBeIsNamed(String type, String order, String shape, String told) {
    byte[] array = header(type, order, shape);
    for (byte[] archive :
        new byte[][] {
          new Npz().with("embeddings", array).stored(),
          new Npz().with("embeddings", array).deflated(),
          new Npz().with("embeddings", array).streamed()
        }) {
      assertRefused(archive, "invalid-npy at #/embeddings", told);
    }
  }

  @Test
  void everyArrayIsLookedAt() {
    byte[] archive =
        new Npz()
            .with("embeddings", header("<f4", "True", "(2, 2)"))
            .with("bias", header("<i8", "False", "(2, 1)"))
            .with("mask/kyes", Npy.flags(true, true))
            .with("queryIndices", header("<f8", "False", "(2,)"))
            .with("mask/allowed", header("|b1", "False", "(16,)"))
            .with("heads", Npy.array("<i8", "()", new byte[8]))
            .withRequest("{\"sacle\": 1}")
            .streamed();
    assertThat(Reading.faults(problem(archive)))
        .containsExactly(
            "invalid-npy at #/embeddings",
            "invalid-npy at #/bias",
            "unknown-member at #/mask/kyes",
            "invalid-npy at #/queryIndices",
            "invalid-npy at #/mask/allowed",
            "unknown-member at #/heads",
            "unknown-member at #/sacle");
  }

  @Test
  void anUnknownEntryIsRefusedWithTheOneMeant() {
    byte[] name = four().with("mask.keys", Npy.flags(true, true)).deflated();
    assertRefused(name, "unknown-member at #/mask.keys", "Did you mean \"mask/keys\"?");
    assertRefused(
        new Npz().with("arr_0", FOUR).withRequest("{\"embeddings\": [[1]]}").stored(),
        "unknown-member at #/arr_0",
        "numpy.savez(file, embeddings=X)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"heads", "scale", "mask", "mask/causal", "include", "tokens", "dtype"})
  void whatOnlyJsonCanBeIsSentThere(String name) {
    byte[] archive = four().with(name, Npy.array("<i8", "()", new byte[8])).stored();
    Problem problem = Reading.refusal(() -> Reading.archive(MultiHeadRequest.class, archive));
    assertThat(Reading.faults(problem))
        .contains("wrong-type at #/" + name)
        .isSubsetOf("wrong-type at #/" + name, "missing-member at #/heads");
    assertThat(problem.detail()).contains("json.dumps");
  }

  @Test
  void aMemberIsJsonOrAnEntry() {
    assertRefused(
        four().withRequest("{\"embeddings\": [[1, 2]]}").stored(),
        "duplicate-member at #/embeddings",
        "in the JSON and as the entry \"embeddings\"");
    assertRefused(
        four()
            .with("mask/keys", Npy.flags(true, true))
            .withRequest("{\"mask\": {\"keys\": null}}")
            .stored(),
        "duplicate-member at #/mask/keys");
  }

  @Test
  void anEntryIsThereOnce() {
    assertRefused(
        new Npz().with("embeddings", FOUR).with("embeddings", FOUR).streamed(),
        "duplicate-member at #/embeddings");
    assertRefused(
        four().withRequest("{}").withRequest("{}").streamed(), "duplicate-member at #/request");
  }

  @Test
  void allArraysHaveOneDtype() {
    assertRefused(
        four().with("bias", Npy.doubles(2, 2, 0, 0, 0, 0)).deflated(),
        "invalid-npy at #/bias",
        "float32, as in the entry \"embeddings\", found float64",
        "array.astype('float32')");
  }

  @Test
  void theJsonIsOneText() {
    assertRefused(four().with("request", FOUR).stored(), "invalid-npy at #/request", "json.dumps");
    byte[] two = Npy.array("<U2", "(2,)", new byte[16]);
    assertRefused(four().with("request", two).stored(), "invalid-npy at #/request", "one string");
    byte[] invalid = Npy.array("<U1", "()", new byte[] {0, (byte) 0xD8, 0, 0});
    assertRefused(four().with("request", invalid).stored(), "invalid-text at #/request");
  }

  @Test
  void anArchiveInAnArchiveIsRefused() {
    assertRefused(
        new Npz().withFile("inner.npz", four().stored()).stored(),
        "invalid-npz at #",
        "\"inner.npz\"");
    assertRefused(
        new Npz().with("embeddings", four().stored()).stored(),
        "invalid-npy at #/embeddings",
        "archive");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, encrypted",
    "64, 8, encrypted",
    "8192, 8, encrypted",
    "0, 12, method 12",
    "0, 14, method 14"
  })
  void anEntryIsStoredOrDeflated(int flags, int method, String told) {
    assertRefused(Npz.single("embeddings.npy", flags, method, FOUR), "invalid-npz at #", told);
  }

  @Test
  void aNameIsNotTooLong() {
    String name = "a/".repeat(200) + "a";
    assertRefused(new Npz().with(name, FOUR).stored(), "invalid-npz at #", "names of at most");
  }

  @Test
  void whatWasDamagedIsFound() {
    byte[] archive = four().stored();
    int last =
        IntStream.range(0, archive.length)
            .filter(i -> archive[i] == 'P' && archive[i + 1] == 'K' && archive[i + 2] == 1)
            .findFirst()
            .orElseThrow();
    archive[last - 1] ^= 1;
    assertRefused(archive, "invalid-npz at #", "damaged");
  }

  @Test
  void theDirectoryBelongsToTheEntries() {
    byte[] archive = four().stored();
    archive[archive.length - 12]++;
    assertRefused(archive, "invalid-npz at #", "directory");
    byte[] longer = Arrays.copyOf(four().stored(), archive.length + 1);
    assertRefused(longer, "invalid-npz at #", "directory");
  }

  @Test
  void anEntryIsAsLongAsItsShapeSays() {
    for (String shape : new String[] {"(2, 1)", "(2, 3)", "(300, 2)"}) {
      byte[] array = Npy.array("<f4", shape, new byte[16]);
      for (byte[] archive :
          new byte[][] {
            new Npz().with("embeddings", array).stored(),
            new Npz().with("embeddings", array).deflated(),
            new Npz().with("embeddings", array).streamed(),
            new Npz().with("unknown", array).stored(),
            new Npz().with("unknown", array).deflated(),
            new Npz().with("unknown", array).streamed()
          }) {
        assertThat(problem(archive).type().status()).isEqualTo(400);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "embeddings ; <f4 ; (0, 2) ; 0 ; empty-matrix at #/embeddings",
        "embeddings ; <f4 ; (2, 0) ; 0 ; empty-matrix at #/embeddings",
        "headBias ; <f4 ; (0, 2, 2) ; 0 ; empty-matrix at #/headBias",
        "embeddings ; <f4 ; (1001, 1) ; 4004 ; limit-exceeded at #/embeddings",
        "headBias ; <f4 ; (101, 1, 1) ; 404 ; limit-exceeded at #/headBias",
        "queryIndices ; <i8 ; (9,) ; 72 ; limit-exceeded at #/queryIndices",
        "mask/keys ; |b1 ; (9,) ; 9 ; limit-exceeded at #/mask/keys",
        "mask/allowed ; |b1 ; (9, 2) ; 18 ; limit-exceeded at #/mask/allowed",
        "mask/allowed ; |b1 ; (2, 9) ; 18 ; limit-exceeded at #/mask/allowed"
      })
  void anArrayThatIsEmptyOrTooLargeIsRefused(
      String name, String type, String shape, int bytes, String fault) {
    Npz archive =
        new Npz()
            .withRequest(
                "{\"heads\": 1" + (name.equals("embeddings") ? "}" : ", \"embeddings\": [[1]]}"))
            .with(name, Npy.array(type, shape, new byte[bytes]));
    for (byte[] body : new byte[][] {archive.stored(), archive.deflated(), archive.streamed()}) {
      Problem problem =
          Reading.refusal(
              () -> Reading.archive(MultiHeadRequest.class, body).faults().throwIfAny());
      assertThat(Reading.faults(problem)).containsExactly(fault);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "embeddings ; <f4 ; (999999999999, 999999999999) ; limit-exceeded at #/embeddings",
        "embeddings ; <f8 ; (999999999999999999, 1) ; limit-exceeded at #/embeddings",
        "mask/allowed ; |b1 ; (999999999999, 2) ; limit-exceeded at #/mask/allowed",
        "unknown ; <f8 ; (999999, 2) ; unknown-member at #/unknown",
        "embeddings ; <i8 ; (999999, 2) ; invalid-npy at #/embeddings"
      })
  void aLargeArrayWithAFaultIsNotUnpacked(String name, String type, String shape, String fault) {
    byte[] array = Npy.array(type, shape, new byte[0]);
    byte[] bomb = Npz.deflate(array, 1_000_000);
    Problem problem = problem(Npz.single(name + ".npy", 1 << 3, 8, bomb));
    assertThat(Reading.faults(problem)).containsExactly(fault);
  }

  @Test
  void textIsCountedBeforeItIsUnpacked() {
    byte[] bomb = Npz.deflate(Npy.array("<U999999999", "()", new byte[0]), 100_000);
    Problem problem = problem(Npz.single("request.npy", 1 << 3, 8, bomb));
    assertThat(problem.type()).isEqualTo(ProblemType.CONTENT_TOO_LARGE);
    assertThat(problem.detail()).contains("when unpacked", "attention.limits.request-bytes");
  }

  @Test
  void aMaskIsCountedBeforeItIsHeld() {
    byte[] bomb = Npz.deflate(Npy.array("|b1", "(65536, 65536)", new byte[0]), 100_000);
    byte[] archive = Npz.single("mask/allowed.npy", 1 << 3, 8, bomb);
    Problem problem =
        Reading.refusal(() ->
            Reading.archive(
                SelfRequest.class,
                archive,
                Reading.LIMITS,
                held -> assertThat(held).isLessThan(1L << 30)));
    assertThat(problem.type()).isEqualTo(ProblemType.CONTENT_TOO_LARGE);
  }

  @Test
  void manyUnknownEntriesEndTheReading() {
    Npz archive = new Npz();
    for (int i = 0; i < 1000; i++) {
      archive.with("entry" + i, FOUR);
    }
    assertThat(problem(archive.deflated()).faults()).hasSize(20);
  }

  @Test
  void aPickleIsNamed() {
    byte[] pickle = "\u0080\4".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(
        new Npz().with("embeddings", pickle).stored(), "invalid-npy at #/embeddings", "a pickle");
  }
}
