package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Bodies;
import attention.http.Client;
import attention.http.GoldenCase;
import attention.http.Interpreter;
import attention.http.Npy;
import attention.http.Problem;
import attention.http.ServiceTest;
import attention.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Answers as NumPy files: the same numbers as in JSON, without a decimal on the way. */
@ServiceTest
class ArrayAnswerTests {

  /**
   * Finds the numbers of each JSON answer in the array beside it; null stands for no finite one.
   * Both are computed, and compiled code may round otherwise than the same code interpreted.
   */
  private static final String COMPARE =
      """
      import glob, json, numpy as np

      def compare(expected, actual, at):
          if isinstance(expected, dict):
              numbers = {k: v for k, v in expected.items() if k not in ("token", "warnings")}
              assert set(numbers) == set(actual.dtype.names), (at, set(numbers), actual.dtype)
              for name, value in numbers.items():
                  compare(value, actual[name], at + "/" + name)
          elif isinstance(expected, list) and expected and isinstance(expected[0], dict):
              assert len(expected) == len(actual), at
              for i, value in enumerate(expected):
                  compare(value, actual[i], f"{at}/{i}")
          else:
              numbers = np.array(expected, dtype=float).astype(actual.dtype)
              assert numbers.shape == actual.shape, (at, numbers.shape, actual.shape)
              finite = np.isfinite(numbers)
              assert (finite == np.isfinite(actual)).all(), at
              rounding = 16 * np.finfo(actual.dtype).eps if actual.dtype.kind == "f" else 0
              assert np.allclose(numbers[finite], actual[finite], rounding, rounding), at

      for file in glob.glob(FOLDER + "/*.npy"):
          rows = json.load(open(file[:-3] + "json"))["rows"]
          array = np.load(file)
          assert array.shape == (len(rows),), file
          compare(rows, array, file)
          print(file)
      """;

  private final Client client;
  private final int port;

  ArrayAnswerTests(@LocalServerPort int port) {
    this.client = new Client(port);
    this.port = port;
  }

  @Test
  void bfloat16IsRefusedBecauseNumpyHasNone() {
    String body = "{\"embeddings\": [[1, 2]], \"dtype\": \"%s\"}";
    Problem problem =
        client
            .post("/attention/self", body.formatted("bfloat16").getBytes(), Npy.MEDIA_TYPE)
            .problem(422);
    assertThat(problem.faults()).containsExactly("exclusive-member at #/dtype");
    assertThat(problem.detail()).contains(Npy.MEDIA_TYPE, Client.JSON);
    Answer half =
        client.post("/attention/self", body.formatted("float16").getBytes(), Npy.MEDIA_TYPE);
    assertThat(new String(half.body(), StandardCharsets.ISO_8859_1))
        .contains("('weights', '<f2', (1,))");
  }

  @Test
  void anAnswerIsThisFileByteForByte() {
    String body =
        "{\"embeddings\": [[1, 2], [3, 4]], \"normalization\": \"sum\", \"queryIndices\": [1], \"include\": [\"scores\", \"weights\", \"weightSum\"]}";
    Answer answer = client.post("/attention/self", body.getBytes(), Npy.MEDIA_TYPE);
    String header =
        "{'descr': [('queryIndex', '<i4'), ('scores', '<f4', (2,)), ('weights', '<f4', (2,)), ('weightSum', '<f4')], 'fortran_order': False, 'shape': (1,), }";
    byte[] row =
        Npy.littleEndian(24)
            .putInt(1)
            .putFloat(11)
            .putFloat(25)
            .putFloat(11f / 36)
            .putFloat(25f / 36)
            .putFloat(1)
            .array();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).hasValue(Npy.MEDIA_TYPE);
    assertThat(answer.body()).isEqualTo(Npy.file(1, header, row));
  }

  @ParameterizedTest
  @MethodSource("attention.http.GoldenCase#all")
  void theLengthIsToldBefore(GoldenCase golden) {
    Answer answer = client.post(golden.path(), golden.request(), Npy.MEDIA_TYPE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Length")).hasValue(Integer.toString(answer.body().length));
    assertThat(answer.header("Transfer-Encoding")).isEmpty();
  }

  @Test
  void behindAFileOfManyBlocksTheConnectionGoesOn() {
    byte[] body = Bodies.embeddings(700, 2);
    try (Wire wire = Wire.to(port)) {
      for (int time = 0; time < 3; time++) {
        wire.post("/attention/self", body, "Accept: " + Npy.MEDIA_TYPE);
        assertThat(wire.next().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void numpyFindsTheNumbersOfEveryGoldenAnswer(@TempDir Path folder)
      throws IOException, InterruptedException {
    Interpreter.PYTHON.require();
    List<GoldenCase> cases = GoldenCase.all().toList();
    for (GoldenCase golden : cases) {
      for (String form : List.of(Client.JSON, Npy.MEDIA_TYPE)) {
        Answer answer = client.post(golden.path(), golden.request(), form);
        String suffix = form.equals(Client.JSON) ? ".json" : ".npy";
        Files.write(folder.resolve(golden + suffix), answer.body());
      }
    }
    String code = COMPARE.replace("FOLDER", "\"" + folder + "\"");
    assertThat(Interpreter.PYTHON.run(code).lines()).hasSize(cases.size());
  }

  @Test
  void anAnswerInManyBlocksIsWhole() {
    byte[] body = Bodies.embeddings(1000, 2, "\"include\": [\"weights\", \"contributions\"]");
    Answer answer = client.post("/attention/self", body, Npy.MEDIA_TYPE);
    int row = 4 + 1000 * 4 + 1000 * 2 * 4;
    assertThat(answer.body().length % row).isEqualTo(192);
    assertThat(answer.body().length / row).isEqualTo(1000);
  }
}
