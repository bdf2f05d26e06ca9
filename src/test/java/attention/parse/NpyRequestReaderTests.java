package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Npy;
import attention.matrix.Dtype;
import attention.problem.Location;
import attention.problem.Parameter;
import attention.problem.Pointer;
import attention.problem.Problem;
import attention.request.AdditiveRequest;
import attention.request.AttentionRequest;
import attention.request.InputMatrix.Values;
import attention.request.MaskRequest;
import attention.request.MaskRequest.WindowRequest;
import attention.request.MultiHeadRequest;
import attention.request.MultiplicativeRequest;
import attention.request.MultiplicativeRequest.MultiplicativeScore;
import attention.request.RandomParameters;
import attention.request.Received;
import attention.request.SelfRequest;
import attention.request.WeightsRequest;
import attention.stage.Initialization;
import attention.stage.Normalization;
import attention.stage.VectorNorm;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose embeddings are a NumPy file and whose other members are query parameters. */
class NpyRequestReaderTests {

  private static final byte[] FOUR = Npy.floats(2, 2, 1, 2, 3, 4);

  private static final NpyRequestReader<SelfRequest> READER =
      new NpyRequestReader<>(SelfRequest.class, Mechanism.SELF.members(), Reading.SMALL);

  private static Received<SelfRequest> read(byte[] body, long length, @Nullable String query)
      throws IOException {
    return READER.read(new ByteArrayInputStream(body), length, query, held -> {});
  }

  private static SelfRequest read(String query) throws IOException {
    return read(FOUR, FOUR.length, query).request();
  }

  private static List<String> refused(byte[] body, String query) {
    return faults(() -> read(body, body.length, query).faults().throwIfAny());
  }

  private static List<String> faults(ThrowingCallable reading) {
    return Reading.refusal(reading).faults().stream()
        .map(fault -> fault.code() + " at " + place(fault.location()))
        .toList();
  }

  private static String place(Location location) {
    return switch (location) {
      case Pointer pointer -> pointer.toString();
      case Parameter parameter -> parameter.name();
    };
  }

  @Test
  void theEmbeddingsAreTheArrayInItsDtype() throws IOException {
    Received<SelfRequest> received = read(FOUR, -1, null);
    SelfRequest request = received.request();
    assertThat(request.options().dtype()).isEqualTo(Dtype.FLOAT32);
    assertThat(request.embeddings().rows()).isEqualTo(2);
    assertThat(request.embeddings().columns()).isEqualTo(2);
    assertThat(request.embeddings().sound()).isTrue();
    assertThat(request.embeddings().at()).hasToString("#/embeddings");
    assertThat(request.embeddings().numbers())
        .isInstanceOfSatisfying(
            Values.Raw.class,
            raw -> {
              assertThat(raw.bytes().remaining()).isEqualTo(16);
              assertThat(raw.bytes().getFloat(12)).isEqualTo(4);
            });
    assertThat(received.bytes()).isEqualTo(2 * 16);
    received.faults().throwIfAny();
  }

  @Test
  void float64IsKeptAsItIs() throws IOException {
    Received<SelfRequest> received = read(Npy.doubles(1, 1, 1 / 3.), -1, "");
    assertThat(received.request().options().dtype()).isEqualTo(Dtype.FLOAT64);
    assertThat(received.bytes()).isEqualTo(2 * 8);
  }

  @Test
  void float16IsHeldAsItArrivesAndAsFloat32() throws IOException {
    byte[] body =
        Npy.file(1, "{'descr': '<f2', 'fortran_order': False, 'shape': (2, 3)}", new byte[12]);
    assertThat(read(body, -1, "").bytes()).isEqualTo(6 * (2 + 4));
  }

  @Test
  void withoutParametersEveryMemberHasItsDefault() throws IOException {
    SelfRequest request = read("");
    assertThat(request.options().normalization()).isEqualTo(Normalization.SOFTMAX);
    assertThat(request.options().include()).isNull();
    assertThat(request.queryIndices()).isNull();
    assertThat(request.tokens()).isNull();
    assertThat(request.shaping().scale()).isNull();
  }

  @Test
  void numbersWordsAndListsAreParameters() throws IOException {
    SelfRequest request =
        read("scale=-2.5e-1&normalization=sum&queryIndices=1,0&queryIndices=1&include=weights");
    assertThat(request.shaping().scale()).isEqualTo(-0.25);
    assertThat(request.options().normalization()).isEqualTo(Normalization.SUM);
    assertThat(request.queryIndices()).containsExactly(1, 0, 1);
    assertThat(request.options().include()).containsExactly(Member.WEIGHTS);
    assertThat(read("include=").options().include()).isEmpty();
    assertThat(read("queryIndices=").queryIndices()).isEmpty();
  }

  @Test
  void membersOfMembersHaveADotInTheirName() throws IOException {
    MaskRequest mask = read("mask.causal=true&mask.window.left=2&mask.offset=-1").shaping().mask();
    assertThat(mask).isEqualTo(new MaskRequest(true, -1, new WindowRequest(2, null), null, null));
    assertThat(read("mask.causal=false").shaping().mask())
        .isEqualTo(new MaskRequest(false, 0, null, null, null));
  }

  @Test
  void everyMechanismOfOneMatrixIsReadFromAnArray() throws IOException {
    MultiHeadRequest heads =
        array(MultiHeadRequest.class, "heads=2&rotary.base=500&queryKeyNorm.type=rms");
    assertThat(heads.heads()).isEqualTo(2);
    assertThat(Objects.requireNonNull(heads.rotary()).base()).isEqualTo(500);
    assertThat(Objects.requireNonNull(heads.queryKeyNorm()).type()).isEqualTo(VectorNorm.RMS);
    AdditiveRequest additive =
        array(AdditiveRequest.class, "parameters.random.seed=7&parameters.random.dimension=3");
    assertThat(additive.parameters().random())
        .isEqualTo(new RandomParameters(7, 3, Initialization.LINEAR));
    assertThat(array(MultiplicativeRequest.class, "score=dot").score())
        .isEqualTo(MultiplicativeScore.DOT);
    WeightsRequest weights = array(WeightsRequest.class, "sink=0");
    assertThat(weights.scores().at()).hasToString("#/scores");
    assertThat(weights.sink()).isZero();
  }

  private static <T extends AttentionRequest> T array(Class<T> type, String query)
      throws IOException {
    return new NpyRequestReader<>(type, EnumSet.allOf(Member.class), Reading.SMALL)
        .read(new ByteArrayInputStream(FOUR), FOUR.length, query, held -> {})
        .request();
  }

  @Test
  void aMissingMemberIsAMissingParameter() {
    assertThat(faults(() -> array(MultiHeadRequest.class, "")))
        .containsExactly("missing-member at heads");
    assertThat(faults(() -> array(AdditiveRequest.class, "")))
        .containsExactly("missing-member at parameters");
    assertThat(faults(() -> array(AdditiveRequest.class, "parameters.random.dimension=3")))
        .containsExactly("missing-member at parameters.random.seed");
    assertThat(faults(() -> array(MultiHeadRequest.class, "heads=x")))
        .containsExactly("wrong-type at heads");
  }

  @Test
  void theParametersAreTheMembersThatFitIntoAQuery() {
    assertThat(NpyRequestReader.parameters(SelfRequest.class))
        .containsExactly(
            "queryIndices",
            "scale",
            "softcap",
            "mask.causal",
            "mask.offset",
            "mask.window.left",
            "mask.window.right",
            "sink",
            "normalization",
            "include");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "normalisation=sum           | unknown-parameter at normalisation",
        "tokens=a                    | unknown-parameter at tokens",
        "dtype=float32               | unknown-parameter at dtype",
        "embeddings=1                | unknown-parameter at embeddings",
        "scale=much                  | wrong-type at scale",
        "scale=                      | wrong-type at scale",
        "scale=01                    | wrong-type at scale",
        "scale=+1                    | wrong-type at scale",
        "scale=1&scale=1             | wrong-type at scale",
        "scale=NaN                   | wrong-type at scale",
        "scale=1e999                 | outside-dtype at scale",
        "normalization=%22softmax    | unknown-word at normalization",
        "normalization=5             | wrong-type at normalization",
        "queryIndices=1,x            | wrong-type at queryIndices",
        "queryIndices=1.0            | wrong-type at queryIndices",
        "queryIndices=0,1,0,1,0,1,0,1,0 | limit-exceeded at queryIndices",
        "include=wieghts             | unknown-word at include",
        "mask.causal=yes             | wrong-type at mask.causal",
        "mask.window.left=1.5        | wrong-type at mask.window.left",
        "mask.offset=9999999999      | value-out-of-range at mask.offset",
        "mask.cuasal=true            | unknown-parameter at mask.cuasal",
        "mask=true                   | unknown-parameter at mask",
        "mask.keys=true              | unknown-parameter at mask.keys"
      })
  void aParameterThatIsWrongIsRefusedByItsName(String query, String fault) {
    assertThat(refused(FOUR, query)).containsExactly(fault);
  }

  @Test
  void everyWrongParameterIsRefusedAtOnce() {
    assertThat(refused(FOUR, "scale=x&a=1&include=y&tokens=b"))
        .containsExactlyInAnyOrder(
            "wrong-type at scale",
            "unknown-parameter at a",
            "unknown-word at include",
            "unknown-parameter at tokens");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, -4, -16, 1, 100})
  void aBodyThatIsNotAsLongAsItsShapeSaysIsRefused(int more) {
    byte[] body = Arrays.copyOf(FOUR, FOUR.length + more);
    assertThat(refused(body, "")).containsExactly("invalid-npy at #");
    Problem unknownLength = Reading.refusal(() -> read(body, -1, ""));
    assertThat(Reading.faults(unknownLength)).containsExactly("invalid-npy at #");
  }

  @Test
  void aBodyThatIsDeclaredTooShortIsNotRead() {
    Problem problem = Reading.refusal(() -> read(FOUR, 15, ""));
    assertThat(Reading.faults(problem)).containsExactly("invalid-npy at #");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(0, 3) | empty-matrix at #/embeddings",
        "(3, 0) | empty-matrix at #/embeddings",
        "(101, 10) | limit-exceeded at #/embeddings",
        "(1001, 1) | limit-exceeded at #/embeddings",
        "(999999999999999999, 999999999999999999) | limit-exceeded at #/embeddings"
      })
  void anArrayThatIsEmptyOrTooLargeIsNotRead(String shape, String fault) throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    byte[] body = Npy.file(1, header, new byte[0]);
    assertThat(refused(body, "")).containsExactly(fault);
    Received<SelfRequest> received = read(body, body.length, "");
    assertThat(received.request().embeddings().sound()).isFalse();
    assertThat(received.bytes()).isZero();
  }

  @Test
  void asManyNumbersAsAllowedAreRead() throws IOException {
    byte[] body = Npy.floats(10, 100, new float[1_000]);
    assertThat(read(body, body.length, "").request().embeddings().sound()).isTrue();
  }
}
