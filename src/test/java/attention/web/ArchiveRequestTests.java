package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.ArchivedRequest;
import attention.http.Client;
import attention.http.Interpreter;
import attention.http.Json;
import attention.http.Npy;
import attention.http.Npz;
import attention.http.Problem;
import attention.http.ServiceTest;
import attention.parse.NpzRequestReader;
import attention.request.AdditiveRequest;
import attention.request.AttentionRequest;
import attention.request.EncoderDecoderRequest;
import attention.request.MultiHeadRequest;
import attention.request.MultiplicativeRequest;
import attention.request.ScaledRequest;
import attention.request.SelfRequest;
import attention.request.WeightsRequest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Requests as archives, over HTTP. */
@ServiceTest
class ArchiveRequestTests {

  private static final String SELF = "/attention/self";
  private static final byte[] NINE = Npy.floats(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  private final Client client;

  ArchiveRequestTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  private Answer post(String path, byte[] archive, String accept) {
    return client.send(
        client
            .request(path, accept)
            .setHeader("Content-Type", Npz.MEDIA_TYPE)
            .POST(BodyPublishers.ofByteArray(archive)));
  }

  static Stream<Arguments> mechanisms() {
    return Stream.of(
        Arguments.of("self", SelfRequest.class),
        Arguments.of("scaled-dot-product", ScaledRequest.class),
        Arguments.of("multi-head", MultiHeadRequest.class),
        Arguments.of("additive", AdditiveRequest.class),
        Arguments.of("multiplicative", MultiplicativeRequest.class),
        Arguments.of("encoder-decoder", EncoderDecoderRequest.class),
        Arguments.of("weights", WeightsRequest.class));
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void everyExampleIsAnsweredAlikeAsAnArchive(
      String mechanism, Class<? extends AttentionRequest> type) {
    List<String> names = NpzRequestReader.entries(type);
    List<String> compared = new ArrayList<>();
    for (JsonNode example : client.get("/attention/examples").json()) {
      String path = example.path("path").asString();
      JsonNode request = example.path("request");
      if (path.equals("/attention/" + mechanism) && ArchivedRequest.isPossible(request)) {
        Npz archive = ArchivedRequest.of(request, names);
        JsonNode expected = client.post(path, Json.write(request), Client.JSON).json();
        assertThat(post(path, archive.deflated(), Client.JSON).json()).isEqualTo(expected);
        assertThat(post(path, archive.streamed(), Npy.MEDIA_TYPE).body())
            .isEqualTo(client.post(path, Json.write(request), Npy.MEDIA_TYPE).body());
        compared.add(path);
      }
    }
    assertThat(compared).isNotEmpty();
  }

  /** Files and a stream that real NumPy has written. */
  @Test
  void whatNumpySavesIsRead(@TempDir Path folder) throws IOException, InterruptedException {
    Interpreter.PYTHON.require();
    Interpreter.PYTHON.run(
        """
        import io, json
        import numpy as np

        class Stream(io.RawIOBase):
            def __init__(self, path):
                self.file = open(path, "wb")
            def writable(self):
                return True
            def write(self, data):
                return self.file.write(data)

        arrays = dict(
            request=json.dumps({"heads": 2, "tokens": ["ä", "€", "𝄞"], "rotary": {"base": 100.0}}),
            embeddings=np.arange(12, dtype="<f8").reshape(3, 4) / 7,
            headBias=np.where(np.tri(3, dtype=bool), 0.25, -np.inf) * np.ones((2, 1, 1)),
            sinks=np.array([0.5, -0.5]),
            **{"projections/query": np.ones((4, 4)) / 3,
               "mask/keys": np.array([True, True, False]),
               "mask/allowed": np.tri(3, dtype=bool),
               "rotary/positions": np.array([5, 6, 7]),
               "rotary/keyPositions": np.array([5.5, 6, 7]),
               "queryIndices": np.array([2, 0], dtype=np.uint16)})
        np.savez("FOLDER/stored.npz", **arrays)
        np.savez_compressed("FOLDER/deflated.npz", **arrays)
        with Stream("FOLDER/stream.npz") as stream:
            np.savez(stream, **arrays)
        with Stream("FOLDER/streamed.npz") as stream:
            np.savez_compressed(stream, **arrays)
        """
            .replace("FOLDER", folder.toString()));
    String json =
        """
        {"heads": 2, "tokens": ["ä", "€", "𝄞"], "rotary": {"base": 100.0,
         "positions": [5, 6, 7], "keyPositions": [5.5, 6, 7]}, "dtype": "float64",
         "embeddings": [[0, %s, %s, %s], [%s, %s, %s, 1], [%s, %s, %s, %s]],
         "headBias": [[[0.25, null, null], [0.25, 0.25, null], [0.25, 0.25, 0.25]],
                      [[0.25, null, null], [0.25, 0.25, null], [0.25, 0.25, 0.25]]],
         "sinks": [0.5, -0.5], "queryIndices": [2, 0],
         "projections": {"query": [%5$s, %5$s]},
         "mask": {"keys": [true, true, false],
                  "allowed": [[true, false, false], [true, true, false], [true, true, true]]}}\
        """
            .replace("%5$s, %5$s", String.join(", ", List.of(row(), row(), row(), row())))
            .formatted(
                1 / 7., 2 / 7., 3 / 7., 4 / 7., 5 / 7., 6 / 7., 8 / 7., 9 / 7., 10 / 7., 11 / 7.);
    JsonNode expected = client.post("/attention/multi-head", json).json();
    for (String name : List.of("stored", "deflated", "stream", "streamed")) {
      byte[] archive = Files.readAllBytes(folder.resolve(name + ".npz"));
      assertThat(post("/attention/multi-head", archive, Client.JSON).json())
          .as(name)
          .isEqualTo(expected);
    }
  }

  private static String row() {
    String third = Double.toString(1 / 3.);
    return "[%1$s, %1$s, %1$s, %1$s]".formatted(third);
  }

  @Test
  void aBodyOfUnknownLengthIsRead() {
    byte[] archive = new Npz().with("embeddings", NINE).streamed();
    Answer answer =
        client.send(
            client
                .request(SELF, Client.JSON)
                .setHeader("Content-Type", Npz.MEDIA_TYPE)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(archive))));
    assertThat(answer.json()).isEqualTo(post(SELF, archive, Client.JSON).json());
  }

  @Test
  void aFaultHasThePlaceThatItHasInJson() {
    byte[] nan = Npy.floats(2, 2, 1, 2, Float.NaN, 4);
    Npz archive =
        new Npz()
            .with("embeddings", nan)
            .with("bias", Npy.floats(2, 1, 0, Float.NEGATIVE_INFINITY))
            .with("queryIndices", Npy.integers(0, 2))
            .withRequest("{\"softcap\": 0}");
    assertThat(post(SELF, archive.stored(), Client.JSON).problem(422).faults())
        .containsExactlyInAnyOrder(
            "outside-dtype at #/embeddings/1/0",
            "shape-mismatch at #/bias",
            "index-out-of-range at #/queryIndices/1",
            "value-out-of-range at #/softcap");
  }

  @Test
  void parametersAreRefusedBesideAnArchive() {
    Problem problem =
        post(SELF + "?scale=1", new Npz().with("embeddings", NINE).stored(), Client.JSON)
            .problem(400);
    assertThat(problem.codes()).containsExactly("unknown-parameter");
  }

  @Test
  void whatUnpacksToMoreThanABodyMayHaveIsTooLarge() {
    byte[] bomb = Npz.deflate(Npy.array("<U20000000", "()", new byte[0]), 80_000_000);
    assertThat(bomb.length).isLessThan(100_000);
    Problem problem =
        post(SELF, Npz.single("request.npy", 1 << 3, 8, bomb), Client.JSON).problem(413);
    assertThat(problem.detail()).contains("when unpacked");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 29, 60, 200})
  void anArchiveThatIsCutIsRefused(int length) {
    byte[] archive = new Npz().with("embeddings", NINE).deflated();
    byte[] cut = java.util.Arrays.copyOf(archive, length);
    assertThat(post(SELF, cut, Client.JSON).problem(400).codes())
        .isSubsetOf("invalid-npz", "invalid-npy");
  }
}
