package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Interpreter;
import attention.http.Npy;
import attention.http.Problem;
import attention.http.ServiceTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Embeddings as a NumPy file, everything else as query parameters. */
@ServiceTest
class ArrayRequestTests {

  private static final String SELF = "/attention/self";
  private static final String SCALED = "/attention/scaled-dot-product";
  private static final String JSON_OF_NINE =
      "{\"embeddings\": [[1, 2, 3], [4, 5, 6], [7, 8, 9]]%s}";
  private static final byte[] NINE = Npy.floats(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  private final Client client;

  ArrayRequestTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  private Answer post(String path, byte[] body, String accept) {
    return client.send(
        client
            .request(path, accept)
            .setHeader("Content-Type", Npy.MEDIA_TYPE)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private Problem refused(String path, byte[] body, int status) {
    return post(path, body, Client.JSON).problem(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/attention/self | |",
        "/attention/self | ?queryIndices=2,0&normalization=sum | , \"queryIndices\": [2, 0], \"normalization\": \"sum\"",
        "/attention/self | ?queryIndices=1&queryIndices=1&softcap=30 | , \"queryIndices\": [1, 1], \"softcap\": 30",
        "/attention/self | ?include=weights,contributions | , \"include\": [\"weights\", \"contributions\"]",
        "/attention/self | ?include= | , \"include\": []",
        "/attention/scaled-dot-product | ?scale=-2.5e-1 | , \"scale\": -0.25",
        "/attention/scaled-dot-product | ? |"
      })
  void theAnswerIsThatToTheSameRequestAsJson(String path, String query, String members) {
    String body = JSON_OF_NINE.formatted(members == null ? "" : members);
    JsonNode expected = client.post(path, body).json();
    String whole = path + (query == null ? "" : query);
    assertThat(post(whole, NINE, Client.JSON).json()).isEqualTo(expected);
    assertThat(post(whole, NINE, Npy.MEDIA_TYPE).body())
        .isEqualTo(client.post(path, body.getBytes(), Npy.MEDIA_TYPE).body());
    assertThat(post(whole, NINE, Client.NDJSON).lines().size() - 1)
        .isEqualTo(expected.path("rows").size());
  }

  @Test
  void theDtypeIsTheArrays() {
    byte[] doubles = Npy.doubles(2, 1, 1 / 3., 1e300);
    JsonNode answer = post(SELF + "?include=query", doubles, Client.JSON).json();
    assertThat(answer.path("dtype").asString()).isEqualTo("float64");
    assertThat(answer.at("/rows/0/query/0").asDouble()).isEqualTo(1 / 3.);
    assertThat(answer.at("/rows/1/query/0").asDouble()).isEqualTo(1e300);
  }

  @Test
  void aBodyOfUnknownLengthAndFormatTwoAreRead() {
    byte[] numbers = Arrays.copyOfRange(NINE, NINE.length - 36, NINE.length);
    String header = "{'shape': (3, 3), 'fortran_order': False, 'descr': '<f4'}";
    Answer answer =
        client.send(
            client
                .request(SELF, Client.JSON)
                .setHeader("Content-Type", Npy.MEDIA_TYPE)
                .POST(
                    BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArray(Npy.file(2, header, numbers)))));
    assertThat(answer.json()).isEqualTo(post(SELF, NINE, Client.JSON).json());
  }

  @Test
  void whatNumpySavesIsRead(@TempDir Path folder) throws IOException, InterruptedException {
    Interpreter.PYTHON.require();
    Interpreter.PYTHON.run(
        """
        import numpy as np
        nine = np.arange(1, 10).reshape(3, 3)
        np.save(FOLDER + "/f4.npy", nine.astype(np.float32))
        np.save(FOLDER + "/f8.npy", nine.astype(np.float64))
        np.save(FOLDER + "/transposed.npy", nine.astype(np.float32).T)
        np.save(FOLDER + "/integers.npy", nine)
        np.save(FOLDER + "/big.npy", nine.astype(">f4"))
        np.save(FOLDER + "/objects.npy", nine.astype(object))
        np.save(FOLDER + "/records.npy", np.zeros(3, [("a", "<f4")]))
        np.savez(FOLDER + "/archive.npz", nine)
        """
            .replace("FOLDER", "\"" + folder + "\""));
    byte[] saved = Files.readAllBytes(folder.resolve("f4.npy"));
    assertThat(saved).isEqualTo(NINE);
    JsonNode expected = client.post(SCALED, JSON_OF_NINE.formatted("")).json();
    assertThat(post(SCALED, saved, Client.JSON).json()).isEqualTo(expected);
    byte[] doubles = Files.readAllBytes(folder.resolve("f8.npy"));
    assertThat(post(SCALED, doubles, Client.JSON).json())
        .isEqualTo(client.post(SCALED, JSON_OF_NINE.formatted(", \"dtype\": \"float64\"")).json());
    for (String other :
        new String[] {
          "transposed.npy", "integers.npy", "big.npy", "objects.npy", "records.npy", "archive.npz"
        }) {
      Problem problem = refused(SELF, Files.readAllBytes(folder.resolve(other)), 400);
      assertThat(problem.codes()).as(other).containsExactly("invalid-npy");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'descr': '>f4', 'fortran_order': False, 'shape': (1, 1), } ; '>f4'",
        "{'descr': '<f16', 'fortran_order': False, 'shape': (1, 1), } ; another width",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1, 1), } ; a pickle",
        "{'descr': '<i8', 'fortran_order': False, 'shape': (1, 1), } ; integers",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1, 1), } ; complex",
        "{'descr': '<U3', 'fortran_order': False, 'shape': (1, 1), } ; strings",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), } ; records",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), } ; ascontiguousarray",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } ; reshape",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), } ; reshape",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1), } ; one sequence per request",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 1), } ; 'shape'",
        "{'descr': '<f4', 'fortran_order': False} ; 'shape'",
        "['<f4', False, (1, 1)] ; 'descr'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), } ; 8 bytes of elements",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), } ; 8 bytes of elements"
      })
  void anyOtherArrayIsRefusedWithWhatItIs(String header, String told) {
    Problem problem = refused(SELF, Npy.file(1, header, new byte[4]), 400);
    assertThat(problem.type()).isEqualTo("/problems/malformed-npy");
    assertThat(problem.detail()).contains(told);
  }

  @Test
  void aFileThatIsCutOrLongerOrNoneIsRefused() {
    for (int length : new int[] {0, 3, 7, 9, 40, NINE.length - 1}) {
      assertThat(refused(SELF, Arrays.copyOf(NINE, length), 400).codes())
          .containsExactly("invalid-npy");
    }
    assertThat(refused(SELF, Arrays.copyOf(NINE, NINE.length + 1), 400).detail())
        .contains("36 bytes", "more");
    assertThat(refused(SELF, "PK\3\4".getBytes(), 400).detail()).contains(".npz");
    assertThat(refused(SELF, "{\"embeddings\": [[1]]}".getBytes(), 400).detail())
        .contains("application/json");
  }

  @Test
  void aNumberThatIsNotFiniteIsRefusedWithItsPlace() {
    byte[] body = Npy.floats(2, 2, 1, Float.NaN, Float.NEGATIVE_INFINITY, 4);
    Problem problem = refused(SELF, body, 422);
    assertThat(problem.pointers()).containsExactly("#/embeddings/0/1", "#/embeddings/1/0");
    assertThat(problem.codes()).containsOnly("outside-dtype");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(0, 3)", "(3, 0)"})
  void anEmptyArrayIsRefused(String shape) {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    Problem problem = refused(SELF, Npy.file(1, header, new byte[0]), 422);
    assertThat(problem.faults()).containsExactly("empty-matrix at #/embeddings");
  }

  @Test
  void whatIsLargerThanTheLimitsIsRefusedBeforeItIsRead() {
    for (String shape : new String[] {"(5000, 1001)", "(999999999999, 999999999999)"}) {
      String header = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(shape);
      assertThat(refused(SELF, Npy.file(1, header, new byte[4]), 422).faults())
          .containsExactly("limit-exceeded at #/embeddings");
    }
    byte[] wide = Npy.floats(1, 16_385, new float[16_385]);
    assertThat(refused(SELF, wide, 422).faults()).containsExactly("limit-exceeded at #/embeddings");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "normalisation=sum | 400 | unknown-parameter at normalisation",
        "tokens=a | 400 | unknown-parameter at tokens",
        "dtype=float32 | 400 | unknown-parameter at dtype",
        "embeddings=1 | 400 | unknown-parameter at embeddings",
        "scale=much | 400 | wrong-type at scale",
        "scale= | 400 | wrong-type at scale",
        "scale=1&scale=2 | 400 | wrong-type at scale",
        "scale=NaN | 400 | wrong-type at scale",
        "scale=1e999 | 422 | outside-dtype at scale",
        "normalization=\"softmax | 400 | unknown-word at normalization",
        "normalization=5 | 400 | wrong-type at normalization",
        "queryIndices=1,x | 400 | wrong-type at queryIndices",
        "queryIndices=1.0 | 400 | wrong-type at queryIndices",
        "queryIndices=0,3 | 422 | index-out-of-range at queryIndices",
        "queryIndices= | 422 | empty-list at queryIndices",
        "softcap=0 | 422 | value-out-of-range at softcap",
        "include=wieghts | 400 | unknown-word at include"
      })
  void aParameterThatIsWrongIsRefusedByItsName(String query, int status, String fault) {
    String escaped = query.replace("\"", "%22");
    assertThat(refused(SELF + "?" + escaped, NINE, status).faults()).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multi-head | heads=3&mask.causal=true&mask.window.left=1 | \"heads\": 3, \"mask\": {\"causal\": true, \"window\": {\"left\": 1}}",
        "multi-head | heads=1&rotary.base=100&rotary.dimension=2 | \"heads\": 1, \"rotary\": {\"base\": 100, \"dimension\": 2}",
        "additive | parameters.random.seed=1&parameters.random.dimension=2 | \"parameters\": {\"random\": {\"seed\": 1, \"dimension\": 2}}",
        "multiplicative | score=dot&mask.offset=-1 | \"score\": \"dot\", \"mask\": {\"offset\": -1}"
      })
  void everyMechanismOfOneMatrixTakesIt(String mechanism, String query, String members) {
    String path = "/attention/" + mechanism;
    JsonNode expected = client.post(path, JSON_OF_NINE.formatted(", " + members)).json();
    assertThat(post(path + "?" + query, NINE, Client.JSON).json()).isEqualTo(expected);
  }

  @Test
  void scoresAreMaskedByMinusInfinity() {
    byte[] scores = Npy.floats(2, 2, 1, Float.NEGATIVE_INFINITY, 2, 3);
    JsonNode expected =
        client.post("/attention/weights", "{\"scores\": [[1, null], [2, 3]], \"sink\": 0}").json();
    assertThat(post("/attention/weights?sink=0", scores, Client.JSON).json()).isEqualTo(expected);
    byte[] infinite = Npy.floats(2, 2, 1, Float.POSITIVE_INFINITY, Float.NaN, 3);
    assertThat(refused("/attention/weights", infinite, 422).faults())
        .containsExactly("outside-dtype at #/scores/0/1", "outside-dtype at #/scores/1/0");
  }

  @Test
  void whatNeedsSeveralMatricesTakesNoArray() {
    Problem problem = refused("/attention/encoder-decoder", NINE, 415);
    assertThat(problem.detail()).contains(Client.JSON, "application/x-npz");
  }
}
