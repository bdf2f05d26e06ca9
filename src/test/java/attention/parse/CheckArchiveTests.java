package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Npy;
import attention.http.Npz;
import attention.problem.Problem;
import attention.request.CheckRequest;
import attention.request.MultiHeadRequest;
import attention.request.PostedStage;
import attention.request.ScaledRequest;
import attention.request.SelfRequest;
import attention.trace.Member;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages of a client that are entries of an archive. */
class CheckArchiveTests {

  private static final byte[] FOUR = Npy.floats(2, 2, 1, 2, 3, 4);

  private static Npz four() {
    return new Npz().with("embeddings", FOUR);
  }

  private static List<PostedStage> read(Npz archive) throws IOException {
    CheckRequest check = Reading.checkArchive(SelfRequest.class, archive.deflated()).request();
    return check.posted().answer().stages();
  }

  private static Problem problem(Npz archive) {
    return Reading.refusal(
        () -> Reading.checkArchive(SelfRequest.class, archive.deflated()).faults().throwIfAny());
  }

  private static List<String> refused(Npz archive) {
    return Reading.faults(problem(archive));
  }

  private static byte[] doubles(String shape, double... numbers) {
    ByteBuffer bytes = Npy.littleEndian(Double.BYTES * numbers.length);
    for (double number : numbers) {
      bytes.putDouble(number);
    }
    return Npy.array("<f8", shape, bytes.array());
  }

  @Test
  void areNamedByTheirStageWithTheShapeThatTheyHave() throws IOException {
    List<PostedStage> stages =
        read(four().with("answer/weights", FOUR).with("answer/context", Npy.floats(1, 2, 5, 6)));
    assertThat(stages.stream().map(PostedStage::stage))
        .containsExactlyInAnyOrder(Member.WEIGHTS, Member.CONTEXT);
    PostedStage context = stages.getLast();
    assertThat(context.shape()).containsExactly(1, 2);
    assertThat(context.numbers()).containsExactly(5, 6);
    assertThat(context.at()).hasToString("#/answer/context");
  }

  @Test
  void areNotTakenForPrintedNumbers() throws IOException {
    assertThat(read(four().with("answer/weights", FOUR)).getFirst().printed()).isFalse();
  }

  @Test
  void keepWhatIsNotFiniteAsNull() throws IOException {
    byte[] scores =
        Npy.floats(2, 2, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f);
    assertThat(read(four().with("answer/scores", scores)).getFirst().numbers())
        .containsExactly(Double.NaN, Double.NaN, Double.NaN, -0.0);
  }

  @Test
  void haveOneToFourAxes() throws IOException {
    byte[] batch = Npy.array("<f4", "(1, 1, 1, 2)", new byte[8]);
    assertThat(read(four().with("answer/weights", batch)).getFirst().shape())
        .containsExactly(1, 1, 1, 2);
    byte[] more = Npy.array("<f4", "(1, 1, 1, 1, 2)", new byte[8]);
    assertThat(refused(four().with("answer/weights", more)))
        .containsExactly("shape-mismatch at #/answer/weights");
    byte[] none = Npy.array("<f4", "()", new byte[4]);
    Problem problem = problem(four().with("answer/weights", none));
    assertThat(problem.detail()).contains("Expected one to four axes", "found the shape ()");
  }

  @Test
  void canBeIntegers() throws IOException {
    byte[] diagonal = Npy.array("|i1", "(2, 2)", new byte[] {1, 0, 0, 1});
    assertThat(read(four().with("answer/weights", diagonal)).getFirst().numbers())
        .containsExactly(1, 0, 0, 1);
  }

  @Test
  void standBesideThoseInTheJson() throws IOException {
    List<PostedStage> stages =
        read(
            four()
                .with("answer/weights", FOUR)
                .withRequest("{\"answer\": {\"entropy\": [0.5, 0.25]}}"));
    assertThat(stages.stream().map(PostedStage::stage))
        .containsExactlyInAnyOrder(Member.WEIGHTS, Member.ENTROPY);
  }

  @Test
  void areRefusedInBothPlaces() {
    assertThat(
            refused(
                four()
                    .with("answer/weights", FOUR)
                    .withRequest("{\"answer\": {\"weights\": [[1]]}}")))
        .containsExactly("duplicate-member at #/answer/weights");
  }

  @ParameterizedTest
  @CsvSource({
    "answer/weigths, unknown-member at #/answer/weigths",
    "answer, wrong-type at #/answer",
    "tolerance/absolute, wrong-type at #/tolerance/absolute",
    "answer/weights/0, unknown-member at #/answer/weights/0"
  })
  void haveNoOtherNames(String name, String fault) {
    assertThat(refused(four().with(name, FOUR))).contains(fault);
  }

  @Test
  void haveAtLeastOneNumber() {
    assertThat(refused(four().with("answer/weights", Npy.array("<f4", "(0, 2)", new byte[0]))))
        .containsExactly("empty-matrix at #/answer/weights");
  }

  @Test
  void haveTheDtypeOfTheRequest() {
    Problem problem = problem(four().with("answer/weights", doubles("(2, 2)", 0.5, 0.5, 0.5, 0.5)));
    assertThat(Reading.faults(problem)).containsExactly("invalid-npy at #/answer/weights");
    assertThat(problem.detail()).contains("array.astype('float32')");
  }

  @Test
  void countAsNumbersOfTheRequest() {
    byte[] many = Npy.array("<f4", "(500, 3)", new byte[4 * 500 * 3]);
    assertThat(refused(four().with("answer/weights", many)))
        .containsExactly("limit-exceeded at #/answer/weights");
  }

  @Test
  void mustBeThere() {
    assertThat(refused(four())).containsExactly("missing-member at #/answer");
  }

  @Test
  void areOfOtherMechanismsToo() throws IOException {
    byte[] heads = Npy.array("<f4", "(2, 1, 1)", new byte[8]);
    CheckRequest heading =
        Reading.checkArchive(
                MultiHeadRequest.class,
                four().withRequest("{\"heads\": 2}").with("answer/weights", heads).stored())
            .request();
    assertThat(heading.posted().answer().stages().getFirst().shape()).containsExactly(2, 1, 1);
    CheckRequest scaled =
        Reading.checkArchive(ScaledRequest.class, four().with("answer/values", FOUR).streamed())
            .request();
    assertThat(scaled.posted().answer().stages().getFirst().stage()).isEqualTo(Member.VALUES);
  }
}
