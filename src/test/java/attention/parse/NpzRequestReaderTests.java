package attention.parse;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Npy;
import attention.http.Npz;
import attention.matrix.Dtype;
import attention.problem.Fault;
import attention.problem.Problem;
import attention.problem.ProblemType;
import attention.request.AttentionRequest;
import attention.request.HeadProjections;
import attention.request.InputMatrix;
import attention.request.InputMatrix.Values;
import attention.request.InputVector;
import attention.request.MaskRequest;
import attention.request.MultiHeadRequest;
import attention.request.Received;
import attention.request.RotaryRequest;
import attention.request.ScaledRequest;
import attention.request.SelfRequest;
import attention.request.WeightsRequest;
import attention.stage.Pairing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose matrices are the entries of an archive. */
class NpzRequestReaderTests {

  private static final byte[] FOUR = Npy.floats(2, 2, 1, 2, 3, 4);

  private static Npz four() {
    return new Npz().with("embeddings", FOUR);
  }

  private static Received<SelfRequest> self(byte[] archive) throws IOException {
    return Reading.archive(SelfRequest.class, archive);
  }

  private static List<String> refused(Npz archive) {
    return Reading.faults(problem(SelfRequest.class, archive));
  }

  private static Problem problem(Class<? extends AttentionRequest> type, Npz archive) {
    return Reading.refusal(() -> Reading.archive(type, archive.deflated()).faults().throwIfAny());
  }

  private static double[] positions(@Nullable RotaryRequest rotary) {
    return Reading.numbers(requireNonNull(requireNonNull(rotary).positions()).row());
  }

  private static float[] floats(InputMatrix matrix) {
    ByteBuffer bytes = ((Values.Raw) matrix.numbers()).bytes();
    float[] numbers = new float[bytes.remaining() / Float.BYTES];
    bytes.asReadOnlyBuffer().order(bytes.order()).asFloatBuffer().get(numbers);
    return numbers;
  }

  static Stream<byte[]> waysToPack() {
    Npz archive = new Npz().withRequest("{\"scale\": 0.5}").with("embeddings", FOUR);
    return Stream.of(archive.stored(), archive.deflated(), archive.streamed());
  }

  @ParameterizedTest
  @MethodSource("waysToPack")
  void anArrayIsTheMemberOfItsName(byte[] archive) throws IOException {
    Received<SelfRequest> received = self(archive);
    received.faults().throwIfAny();
    SelfRequest request = received.request();
    assertThat(request.embeddings().at()).hasToString("#/embeddings");
    assertThat(request.embeddings().rows()).isEqualTo(2);
    assertThat(request.embeddings().columns()).isEqualTo(2);
    assertThat(floats(request.embeddings())).containsExactly(1, 2, 3, 4);
    assertThat(request.shaping().scale()).isEqualTo(0.5);
    assertThat(request.options().dtype()).isEqualTo(Dtype.FLOAT32);
  }

  @Test
  void theJsonMayBeAnywhereOrMissing() throws IOException {
    SelfRequest last = self(four().withRequest("{\"sink\": 1}").deflated()).request();
    assertThat(last.sink()).isEqualTo(1);
    assertThat(self(four().deflated()).request().sink()).isNull();
    assertThat(self(four().withRequest(" { } ").stored()).request().sink()).isNull();
  }

  @Test
  void theJsonIsAStringOrBytes() throws IOException {
    String json = "{\"tokens\": [\"Ä𝄞\", \"€\"]}";
    assertThat(self(four().withRequest(json).deflated()).request().tokens())
        .containsExactly("Ä𝄞", "€");
    byte[] bytes = (json + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] array = Npy.array("|S" + bytes.length, "()", bytes);
    assertThat(self(four().with("request", array).stored()).request().tokens())
        .containsExactly("Ä𝄞", "€");
  }

  @Test
  void everyMemberMayBeInTheJsonInstead() throws IOException {
    SelfRequest request =
        self(new Npz().withRequest("{\"embeddings\": [[1]], \"dtype\": \"float64\"}").stored())
            .request();
    assertThat(Reading.numbers(request.embeddings())).containsExactly(1);
    assertThat(request.options().dtype()).isEqualTo(Dtype.FLOAT64);
  }

  @Test
  void membersOfObjectsHaveASlashInTheirName() throws IOException {
    byte[] archive =
        four()
            .withRequest(
                "{\"projections\": {\"layout\": \"out-in\"}, \"mask\": {\"causal\": true}}")
            .with("projections/query", Npy.floats(2, 1, 5, 6))
            .with("projections/biases/query", Npy.array("<f4", "(1,)", new byte[] {0, 0, 0, 64}))
            .with("mask/keys", Npy.flags(true, false))
            .with("mask/allowed", Npy.array("|b1", "(2, 2)", new byte[] {1, 0, 0, 2}))
            .deflated();
    ScaledRequest request = Reading.archive(ScaledRequest.class, archive).request();
    HeadProjections projections = requireNonNull(request.projections());
    assertThat(floats(requireNonNull(projections.query()))).containsExactly(5, 6);
    assertThat(projections.layout()).hasToString("out-in");
    InputVector bias = requireNonNull(requireNonNull(projections.biases()).query());
    assertThat(Reading.numbers(bias.row())).containsExactly(2);
    MaskRequest mask = requireNonNull(request.shaping().mask());
    assertThat(mask.causal()).isTrue();
    assertThat(mask.keys()).containsExactly(true, false);
    assertThat(mask.allowed()).isDeepEqualTo(new boolean[][] {{true, false}, {false, true}});
  }

  @Test
  void anObjectIsThereIfAnArrayInItIs() throws IOException {
    byte[] archive =
        four()
            .with("rotary/positions", Npy.integers(7, -1))
            .withRequest("{\"rotary\": null}")
            .stored();
    RotaryRequest rotary = Reading.archive(ScaledRequest.class, archive).request().rotary();
    assertThat(requireNonNull(rotary).pairing()).isEqualTo(Pairing.HALVES);
    assertThat(positions(rotary)).containsExactly(7, -1);
  }

  @Test
  void threeAxesAreAListOfMatrices() throws IOException {
    byte[] numbers = Npy.littleEndian(16).putFloat(1).putFloat(2).putFloat(3).putFloat(4).array();
    byte[] archive =
        four()
            .with("headBias", Npy.array("<f4", "(2, 1, 2)", numbers))
            .withRequest("{\"heads\": 2}")
            .stored();
    List<InputMatrix> bias =
        requireNonNull(Reading.archive(MultiHeadRequest.class, archive).request().headBias());
    assertThat(bias).hasSize(2);
    assertThat(bias.get(1).at()).hasToString("#/headBias/1");
    assertThat(bias.get(1).rows()).isEqualTo(1);
    assertThat(bias.get(1).columns()).isEqualTo(2);
    assertThat(floats(bias.get(0))).containsExactly(1, 2);
    assertThat(floats(bias.get(1))).containsExactly(3, 4);
  }

  @ParameterizedTest
  @CsvSource({"|i1, 1", "<i2, 2", "<i4, 4", "<i8, 8", "|u1, 1", "<u2, 2", "<u4, 4", "<u8, 8"})
  void integersOfEveryWidthAreIndices(String type, int width) throws IOException {
    byte[] numbers = new byte[3 * width];
    numbers[0] = 5;
    numbers[width] = 1;
    byte[] archive = four().with("queryIndices", Npy.array(type, "(3,)", numbers)).stored();
    assertThat(self(archive).request().queryIndices()).containsExactly(5, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "|i1, -1",
    "|u1, 255",
    "<i2, -1",
    "<u2, 65535",
    "<i4, -1",
    "<u4, 4294967295",
    "<i8, -1",
    "<u8, 18446744073709551615"
  })
  void aVectorOfIntegersIsOneOfNumbers(String type, double allOnes) throws IOException {
    int width = type.charAt(2) - '0';
    byte[] numbers = new byte[width];
    Arrays.fill(numbers, (byte) -1);
    byte[] archive = four().with("rotary/positions", Npy.array(type, "(1,)", numbers)).stored();
    ScaledRequest request = Reading.archive(ScaledRequest.class, archive).request();
    assertThat(positions(request.rotary())).containsExactly(allOnes);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 31, -(1L << 31) - 1, Long.MAX_VALUE, Long.MIN_VALUE})
  void anIndexBeyondAnIntIsOutOfRange(long index) {
    assertThat(refused(four().with("queryIndices", Npy.integers(0, index))))
        .containsExactly("value-out-of-range at #/queryIndices/1");
  }

  @Test
  void anIndexBeyondALongIsToldAsItWasSent() {
    byte[] allOnes = new byte[Long.BYTES];
    Arrays.fill(allOnes, (byte) -1);
    byte[] indices = Npy.array("<u8", "(1,)", allOnes);
    assertThat(problem(SelfRequest.class, four().with("queryIndices", indices)).faults())
        .extracting(Fault::detail)
        .containsExactly(
            "Expected an integer from -2147483648 to 2147483647, found 18446744073709551615.");
  }

  @Test
  void float16AndFloat64AreDtypes() throws IOException {
    byte[] halves = Npy.array("<f2", "(1, 1)", new byte[] {0, 0x3C});
    Received<SelfRequest> half = self(new Npz().with("embeddings", halves).deflated());
    assertThat(half.request().options().dtype()).isEqualTo(Dtype.FLOAT16);
    assertThat(half.bytes()).isEqualTo(2 + 4);
    byte[] doubles = Npy.doubles(1, 1, 1 / 3.);
    assertThat(self(new Npz().with("embeddings", doubles).stored()).request().options().dtype())
        .isEqualTo(Dtype.FLOAT64);
  }

  @Test
  void theJsonMayRepeatTheDtypeOfTheArrays() throws IOException {
    byte[] archive = four().withRequest("{\"dtype\": \"float32\"}").stored();
    assertThat(self(archive).request().options().dtype()).isEqualTo(Dtype.FLOAT32);
    assertThat(refused(four().withRequest("{\"dtype\": \"bfloat16\"}")))
        .containsExactly("duplicate-member at #/dtype");
  }

  @Test
  void maskedScoresAreMinusInfinity() throws IOException {
    byte[] scores = Npy.floats(1, 2, 0, Float.NEGATIVE_INFINITY);
    WeightsRequest request =
        Reading.archive(WeightsRequest.class, new Npz().with("scores", scores).stored()).request();
    assertThat(floats(request.scores())).containsExactly(0, Float.NEGATIVE_INFINITY);
  }

  @Test
  void aVectorIsFinite() {
    byte[] sinks =
        Npy.array("<f8", "(2,)", Npy.littleEndian(16).putDouble(1).putDouble(Double.NaN).array());
    Npz archive =
        new Npz()
            .with("embeddings", Npy.doubles(1, 2, 1, 2))
            .with("sinks", sinks)
            .withRequest("{\"heads\": 2}");
    assertThat(Reading.faults(problem(MultiHeadRequest.class, archive)))
        .containsExactly("outside-dtype at #/sinks/1");
  }

  @Test
  void everyMissingMemberIsReported() {
    assertThat(refused(new Npz().with("mask/keys", Npy.flags(true))))
        .containsExactly("missing-member at #/embeddings");
    assertThat(refused(new Npz())).containsExactly("missing-member at #/embeddings");
  }

  @Test
  void aFaultInTheJsonHasItsPlace() {
    assertThat(refused(four().withRequest("{\"normalisation\": \"sum\", \"scale\": \"x\"}")))
        .containsExactly("unknown-member at #/normalisation", "wrong-type at #/scale");
    assertThat(refused(four().withRequest("{\"scale\": .5}"))).containsExactly("invalid-json at #");
    assertThat(refused(four().withRequest(""))).containsExactly("invalid-json at #");
  }

  @Test
  void theEntriesOfAKindOfRequestAreItsArrays() {
    assertThat(NpzRequestReader.entries(SelfRequest.class))
        .containsExactly("embeddings", "queryIndices", "bias", "mask/keys", "mask/allowed");
    assertThat(NpzRequestReader.entries(WeightsRequest.class)).containsExactly("scores");
  }

  @Test
  void aBodyOfAnotherKindIsNamed() {
    Problem problem = Reading.refusal(() -> self(FOUR));
    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_NPZ);
    assertThat(problem.detail()).contains("application/x-npy");
  }
}
