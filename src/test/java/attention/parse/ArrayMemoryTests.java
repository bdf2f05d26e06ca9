package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Npy;
import attention.http.Npz;
import attention.request.MultiHeadRequest;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an array of an archive adds to the memory of its request: the bytes that arrive, and what is
 * made of them. {@link HeldMemoryTests} shows that it is enough.
 */
class ArrayMemoryTests {

  private static byte[] array(String type, String shape) {
    int elements =
        Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).reduce(1, Math::multiplyExact);
    String tuple = "(" + shape.replace("x", ", ") + (shape.contains("x") ? ")" : ",)");
    return Npy.array(type, tuple, new byte[elements * Integer.parseInt(type.substring(2))]);
  }

  private static long bytes(String name, String type, String shape) throws IOException {
    Npz archive = new Npz().withRequest("{\"heads\": 1}").with(name, array(type, shape));
    if (!name.equals("embeddings")) {
      archive.with("embeddings", array("<f4", "2x2"));
    }
    return Reading.archive(MultiHeadRequest.class, archive.deflated()).bytes();
  }

  /** By the bytes that arrive, and by those that are made of them. */
  @ParameterizedTest
  @CsvSource({
    "embeddings, <f2, 1x2, 5x2, 16, 32",
    "embeddings, <f4, 1x2, 5x2, 32, 32",
    "embeddings, <f8, 1x2, 5x2, 64, 64",
    "mask/keys, |b1, 2, 7, 5, 5",
    "mask/allowed, |b1, 2x3, 2x7, 8, 8",
    "mask/allowed, |b1, 2x3, 4x3, 6, 70",
    "queryIndices, <i8, 1, 8, 56, 28",
    "headBias, <f4, 2x1x1, 2x1x5, 32, 32"
  })
  void growsWithItsElements(
      String name, String type, String small, String large, long arriving, long made)
      throws IOException {
    assertThat(bytes(name, type, large) - bytes(name, type, small)).isEqualTo(arriving + made);
  }
}
