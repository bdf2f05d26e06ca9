package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Client;
import attention.http.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many letters the trained decoders copy right, with attention and without: 200 random words of
 * each length. This takes a minute: {@code ./mvnw test -Dgroups=trained -DexcludedGroups=}.
 */
@ServiceTest
@Tag("trained")
class TrainedCopyTests {

  private static final int WORDS = 200;
  private static final String LETTERS = "abcdefgh";
  private static final List<Integer> LENGTHS = List.of(2, 4, 6, 8, 10, 12, 14, 16);

  private final Client client;

  TrainedCopyTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  @ParameterizedTest
  @CsvSource({
    "copy-with-attention, copy-without-attention",
    "copy-luong-with-attention, copy-luong-without-attention"
  })
  void attentionRemembersWhatOneHiddenStateForgets(String with, String without) {
    List<Double> attention = lettersRight(with);
    List<Double> lastAnnotation = lettersRight(without);
    print("length", LENGTHS);
    print(with, attention);
    print(without, lastAnnotation);

    assertThat(attention.subList(0, LENGTHS.indexOf(10) + 1))
        .allSatisfy(right -> assertThat(right).isGreaterThanOrEqualTo(99));
    assertThat(lastAnnotation.getFirst()).isGreaterThanOrEqualTo(99);
    assertThat(List.of(10, 14))
        .map(LENGTHS::indexOf)
        .allSatisfy(index ->
            assertThat(attention.get(index) - lastAnnotation.get(index)).isGreaterThan(30));
  }

  private List<Double> lettersRight(String example) {
    JsonNode network = client.get("/attention/examples/" + example).json().get("request");
    return LENGTHS.stream().map(length -> lettersRight((ObjectNode) network, length)).toList();
  }

  /** In percent; the words depend on the length alone. */
  private double lettersRight(ObjectNode network, int length) {
    Random random = new Random(length);
    long right = 0;
    for (int i = 0; i < WORDS; i++) {
      List<Integer> word = random.ints(length, 0, LETTERS.length()).boxed().toList();
      List<String> written = copy(network, word);
      right +=
          IntStream.range(0, written.size())
              .filter(position -> written.get(position).equals(letter(word.get(position))))
              .count();
    }
    return 100.0 * right / (WORDS * length);
  }

  private List<String> copy(ObjectNode network, List<Integer> word) {
    ObjectNode generate = (ObjectNode) network.get("decoder").get("generate");
    generate.put("steps", word.size());
    ArrayNode inputs = network.putArray("inputs");
    ArrayNode tokens = network.putArray("tokens");
    for (int index : word) {
      inputs.add(generate.get("embeddings").get(index));
      tokens.add(letter(index));
    }
    network.putArray("include").add("predictedToken");
    List<String> written = new ArrayList<>();
    for (JsonNode row :
        client.post("/attention/encoder-decoder", network.toString()).json().get("rows")) {
      written.add(row.get("predictedToken").asString());
    }
    return written;
  }

  private static String letter(int index) {
    return LETTERS.substring(index, index + 1);
  }

  private static void print(String name, List<? extends Number> numbers) {
    StringBuilder line = new StringBuilder("%-30s".formatted(name));
    numbers.forEach(number -> line.append("%7.1f".formatted(number.doubleValue())));
    System.out.println(line);
  }
}
