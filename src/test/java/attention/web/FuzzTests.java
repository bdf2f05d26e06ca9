package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.ServiceTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever is posted is answered or refused, and never shows the inside of the service. */
@ServiceTest
class FuzzTests {

  private static final int MUTANTS = 100;

  private static final List<String> SEEDS =
      List.of(
          "{\"embeddings\": [[0.43, 0.15, 0.89], [0.22, 0.58, 0.33], [0.77, 0.25, 0.10]],"
              + " \"tokens\": [\"Your\", \"journey\", \"st\\u00e4rts\"], \"queryIndices\": [1, 0],"
              + " \"normalization\": \"naive-softmax\", \"dtype\": \"float64\", \"scale\": 0.5,"
              + " \"softcap\": 30, \"bias\": [[0, null, 1], [0, 0, 0], [1, 2, 3]],"
              + " \"mask\": {\"causal\": true, \"offset\": -1, \"window\": {\"left\": 2},"
              + " \"keys\": [true, false, true]}, \"include\": [\"scores\", \"contributions\"]}",
          "{\"scores\": [[0.9, 0.3, null], [0.1, 0.5, 0.2]], \"normalization\": \"sum\","
              + " \"dtype\": \"float32\", \"include\": [\"weights\"]}");

  /** What is put in the place of something else, or between. */
  private static final List<String> SPLINTERS =
      List.of(
          "null",
          "true",
          "NaN",
          "1e999",
          "-0",
          "1.0",
          "\"\"",
          "[]",
          "{}",
          "[[",
          "]]",
          "}",
          ":",
          ",",
          "\"",
          "\\",
          "\\ud800",
          "\u0000",
          "\uFEFF",
          "\u00e4",
          "-",
          "1e",
          "99999999999999",
          "0.1e-400",
          "\"scale\":",
          "\"mask\":{",
          "[[1,2],[3]]",
          "\"dtype\":\"float64\"",
          " \n\t");

  private final Client client;

  FuzzTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aMutantIsAnsweredOrRefused(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < MUTANTS; i++) {
      int which = random.nextInt(SEEDS.size());
      byte[] body = SEEDS.get(which).getBytes(StandardCharsets.UTF_8);
      for (int cuts = random.nextInt(1, 4); cuts > 0; cuts--) {
        body = mutated(body, random);
      }
      String path = which == 0 ? "/attention/self" : "/attention/weights";
      assertAnsweredOrRefused(path, body, random.nextBoolean() ? Client.JSON : Client.NDJSON);
    }
  }

  private void assertAnsweredOrRefused(String path, byte[] body, String accept) {
    try {
      Answer answer = client.post(path, body, accept);
      if (answer.status() == 200) {
        assertThat(accept.equals(Client.JSON) ? List.of(answer.json()) : answer.lines())
            .isNotEmpty();
      } else {
        assertThat(answer.status()).isIn(400, 422);
        answer.problem();
      }
    } catch (AssertionError e) {
      String text = new String(body, StandardCharsets.ISO_8859_1);
      throw new AssertionError("On " + path + " with " + text, e);
    }
  }

  private static byte[] mutated(byte[] body, Random random) {
    int from = random.nextInt(body.length + 1);
    int to = Math.min(body.length, from + random.nextInt(12));
    byte[] splinter =
        SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(StandardCharsets.UTF_8);
    byte[] noise = {(byte) random.nextInt(256)};
    byte[] head = part(body, 0, from);
    return switch (random.nextInt(6)) {
      case 0 -> joined(head, noise, part(body, to, body.length));
      case 1 -> joined(head, splinter, part(body, to, body.length));
      case 2 -> joined(head, splinter, part(body, from, body.length));
      case 3 -> joined(head, part(body, to, body.length));
      case 4 -> joined(head, part(body, from, to), part(body, from, body.length));
      default -> random.nextInt(4) == 0 ? head : joined(head, noise, part(body, from, body.length));
    };
  }

  private static byte[] part(byte[] body, int from, int to) {
    return Arrays.copyOfRange(body, from, to);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
