package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import attention.problem.Problem;
import attention.request.InputMatrix.Values;
import attention.request.Received;
import attention.request.SelfRequest;
import attention.trace.Member;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as numpy.load reads them. */
class NumpyHeaderTests {

  private static final String PLAIN = "{'descr': '%s', 'fortran_order': False, 'shape': (1, 2), }";

  /** A file with this header, and the numbers 1 and 2 in so many bytes each. */
  private static byte[] file(int version, String header, int width) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(12 + text.length + 2 * width).order(ByteOrder.LITTLE_ENDIAN);
    file.put("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1)).put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    file.put(text);
    for (int number = 1; number <= 2; number++) {
      switch (width) {
        case Short.BYTES -> file.putShort(Float.floatToFloat16(number));
        case Float.BYTES -> file.putFloat(number);
        default -> file.putDouble(number);
      }
    }
    return Arrays.copyOf(file.array(), file.position());
  }

  private static Received<SelfRequest> read(byte[] file, @Nullable String query)
      throws IOException {
    return new NpyRequestReader<>(SelfRequest.class, EnumSet.allOf(Member.class), Reading.LIMITS)
        .read(new ByteArrayInputStream(file), file.length, query, held -> {});
  }

  private static Problem refusal(byte[] file, @Nullable String query) {
    return Reading.refusal(() -> read(file, query).faults().throwIfAny());
  }

  private static void assertRead(byte[] file, Dtype dtype) throws IOException {
    SelfRequest request = read(file, null).request();
    assertThat(request.options().dtype()).isEqualTo(dtype);
    assertThat(request.embeddings().rows()).isEqualTo(1);
    assertThat(request.embeddings().columns()).isEqualTo(2);
    assertThat(((Values.Raw) request.embeddings().numbers()).bytes().remaining())
        .isEqualTo(2 * dtype.bytes());
  }

  @ParameterizedTest
  @CsvSource({
    "<f4, FLOAT32",
    "f4, FLOAT32",
    "=f4, FLOAT32",
    "|f4, FLOAT32",
    "f, FLOAT32",
    "float32, FLOAT32",
    "single, FLOAT32",
    "<f8, FLOAT64",
    "f8, FLOAT64",
    "=f8, FLOAT64",
    "d, FLOAT64",
    "float64, FLOAT64",
    "double, FLOAT64",
    "<f2, FLOAT16",
    "f2, FLOAT16",
    "=f2, FLOAT16",
    "e, FLOAT16",
    "float16, FLOAT16",
    "half, FLOAT16"
  })
  void aDtypeHasTheNamesThatNumpyGivesIt(String name, Dtype dtype) throws IOException {
    assertRead(file(1, PLAIN.formatted(name), dtype.bytes()), dtype);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (1, 2)}",
        "{'shape': (1, 2), 'descr': \"<f4\", 'fortran_order': False}   \n",
        "{'shape':(1,2),'fortran_order':False,'descr':'<f4'}",
        "  { 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 1 , 2 , ) , }\n\n",
        "{'descr': '<f4',\n 'fortran_order': False,\n 'shape': (1,\n  2)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1L, 2L), }"
      })
  void quotesOrderAndSpaceAreFree(String header) throws IOException {
    for (int version = 1; version <= 3; version++) {
      assertRead(file(version, header, Float.BYTES), Dtype.FLOAT32);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ">f4 ; floating-point numbers of another width or byte order",
        "<f16 ; floating-point numbers of another width or byte order",
        "<i8 ; integers",
        "int64 ; integers",
        "bool ; booleans",
        "|O ; a pickle",
        "<c8 ; complex",
        "<U3 ; strings",
        "'' ; not numbers"
      })
  void anyOtherDtypeIsNamed(String name, String kind) {
    Problem problem = refusal(file(1, PLAIN.formatted(name), Float.BYTES), null);
    assertThat(Reading.faults(problem)).containsExactly("invalid-npy at #");
    assertThat(problem.detail()).contains(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(2, 3, 4) | one sequence per request: array[0], array[1]",
        "(1, 2, 3, 4) | one sequence per request",
        "(2,) | array.reshape(n, d)",
        "() | array.reshape(n, d)"
      })
  void aBatchIsToBeSentOneByOne(String shape, String advice) {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    assertThat(refusal(file(1, header, Float.BYTES), null).detail()).contains(advice);
  }

  @Test
  void aLaterFormatIsNamed() {
    assertThat(refusal(file(4, PLAIN.formatted("<f4"), Float.BYTES), null).detail())
        .contains("1.0, 2.0 or 3.0, found format 4.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dtype=float64 | unknown-parameter | that of the NumPy file",
        "normalisation=sum | unknown-parameter | Did you mean \"normalization\"?",
        "queryIndices=0,,0 | wrong-type | an integer",
        "queryIndices=0, | wrong-type | an integer",
        "queryIndices=,0 | wrong-type | an integer",
        "queryIndices=0&queryIndices=, | wrong-type | an integer",
        "include=weights, | unknown-word | one of",
        "normalization=sofmax | unknown-word | Did you mean \"softmax\"?"
      })
  void aParameterThatIsWrongIsRefusedWithAdvice(String query, String code, String advice) {
    Problem problem = refusal(file(1, PLAIN.formatted("<f4"), Float.BYTES), query);
    assertThat(problem.codes()).containsExactly(code);
    assertThat(problem.detail()).contains(advice);
  }

  @Test
  void minusZeroIsZeroInAQuery() throws IOException {
    SelfRequest request =
        read(file(1, PLAIN.formatted("<f4"), Float.BYTES), "queryIndices=-0&scale=-0").request();
    assertThat(request.queryIndices()).containsExactly(0);
    assertThat(request.shaping().scale()).isEqualTo(-0.0);
  }
}
