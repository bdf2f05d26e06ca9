package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Npy;
import attention.matrix.Dtype;
import attention.problem.Pointer;
import attention.problem.Problem;
import attention.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of NumPy files (NEP 1). */
class NumpyHeaderFaultTests {

  private static final String HEADER =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

  private static NumpyHeader read(byte[] file) throws IOException {
    return NumpyHeader.read(new ByteArrayInputStream(file), Pointer.ROOT);
  }

  private static Problem refusal(byte[] file) {
    Problem problem = Reading.refusal(() -> read(file));
    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_NPY);
    assertThat(Reading.faults(problem)).containsExactly("invalid-npy at #");
    return problem;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } ; FLOAT32 ; 24",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), } ; FLOAT64 ; 48",
        "{'shape':(2,3),'descr':'<f4','fortran_order':False}         ; FLOAT32 ; 24",
        "{ 'shape' : ( 2 , 3 , ) , 'fortran_order' : False , 'descr' : '<f8' } ; FLOAT64 ; 48"
      })
  void aMatrixHasADtypeAndAShape(String header, Dtype dtype, int bytes) throws IOException {
    for (int version : new int[] {1, 2}) {
      NumpyHeader read = read(Npy.file(version, header, new byte[0]));
      assertThat(read.type().dtype()).isEqualTo(dtype);
      assertThat(read.axes()).containsExactly(2L, 3L);
      assertThat(read.bytes()).isEqualTo(bytes);
    }
  }

  @Test
  void theNumbersBeginBehindTheHeader() throws IOException {
    ByteArrayInputStream file = new ByteArrayInputStream(Npy.file(1, HEADER, new byte[] {42, 43}));
    NumpyHeader.read(file, Pointer.ROOT);
    assertThat(file.readAllBytes()).containsExactly(42, 43);
  }

  @Test
  void aShapeMayBeLargerThanAnyMatrix() throws IOException {
    String shape = "(999999999999999999, 0)";
    NumpyHeader header = read(Npy.file(1, HEADER.replace("(2, 3)", shape), new byte[0]));
    assertThat(header.axes()).containsExactly(999_999_999_999_999_999L, 0L);
    assertThat(header.elements()).isZero();
    NumpyHeader large =
        read(Npy.file(1, HEADER.replace("(2, 3)", "(999999999999, 999999999999)"), new byte[0]));
    assertThat(large.elements()).isEqualTo(Long.MAX_VALUE);
    assertThat(large.bytes()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '>f4', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '<f16', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '<i8', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '<u8', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '|b1', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '<U3', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '|S3', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '|V8', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '<', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1), }"
      })
  void anyOtherArrayIsRefused(String header) {
    byte[] file = Npy.file(1, header, new byte[4]);
    assertThat(Reading.faults(Reading.refusal(() -> Reading.array(file))))
        .containsExactly("invalid-npy at #");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000000000, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), 'more': 1}",
        "{'descr': '<f4' 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f4', @@ 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)}{}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (01, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': [1, 1]}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, True)}",
        "{'descr': ('<f4'), 'fortran_order': None, 'shape': (1, 1)}",
        "{'descr': 7, 'fortran_order': False, 'shape': (1, 1)}",
        "{1: '<f4', 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ((((((((((((((((((1, 1))))))))))))))))))}",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'shape': (1, 1)}",
        "{'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)",
        "'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)}",
        "['<f4', False, (1, 1)]",
        ""
      })
  void whatIsNoHeaderIsRefused(String header) {
    refusal(Npy.file(1, header, new byte[4]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'shape': (9, 9), 'descr': '<f8', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}",
        "{u'descr': u'<f4', \"fortran_order\": False, 'shape': (2L, 3L,)}",
        "\n{ 'descr' :('<f4') ,\t'fortran_order':False,'shape':((+2, 0x3)) }\n"
      })
  void whatPythonReadsIsRead(String header) throws IOException {
    NumpyHeader read = read(Npy.file(1, header, new byte[0]));
    assertThat(read.type().kind()).isEqualTo(NumpyType.Kind.FLOAT32);
    assertThat(read.columnMajor()).isFalse();
    assertThat(read.axes()).containsExactly(2L, 3L);
  }

  @Test
  void moreAxesThanNumpyHasAreRefused() throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }";
    byte[] file = Npy.file(1, header.formatted("1,".repeat(4_900)), new byte[4]);
    assertThat(refusal(file).detail()).contains("at most 64 axes, found 4900");
    byte[] fewer = Npy.file(1, header.formatted("1,".repeat(64)), new byte[4]);
    assertThat(read(fewer).axes()).hasSize(64);
  }

  @Test
  void whatIsCutWithinTheHeaderIsRefused() {
    byte[] file = Npy.file(1, HEADER, new byte[24]);
    for (int length : new int[] {0, 1, 2, 5, 6, 7, 8, 9, 10, 40}) {
      assertThat(refusal(Arrays.copyOf(file, length)).detail()).doesNotContain("-1");
    }
  }

  @Test
  void anotherFileIsRefusedForWhatItIs() {
    assertThat(refusal("PK\3\4".getBytes(StandardCharsets.US_ASCII)).detail()).contains(".npz");
    assertThat(refusal(new byte[] {(byte) 0x80, 4}).detail()).contains("pickle");
    String json = "{\"embeddings\": [[1]]}";
    assertThat(refusal(json.getBytes(StandardCharsets.US_ASCII)).detail())
        .contains("application/json");
    assertThat(refusal("P".getBytes(StandardCharsets.US_ASCII)).detail()).doesNotContain(".npz");
    assertThat(refusal("PX".getBytes(StandardCharsets.US_ASCII)).detail()).doesNotContain(".npz");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 0", "1, 1", "2, 1", "255, 0"})
  void anotherFormatIsRefused(int version, int minor) {
    byte[] file = Npy.file(1, HEADER, new byte[24]);
    file[6] = (byte) version;
    file[7] = (byte) minor;
    refusal(file);
  }

  @ParameterizedTest
  @CsvSource({"9900, true", "11000, false", "100000, false"})
  void aHeaderIsAtMostTenThousandBytesLong(int spaces, boolean read) throws IOException {
    byte[] file = Npy.file(2, HEADER + " ".repeat(spaces), new byte[0]);
    if (read) {
      assertThat(read(file).axes()).containsExactly(2L, 3L);
    } else {
      refusal(file);
    }
  }

  @Test
  void aNegativeLengthIsRefused() {
    byte[] file = Npy.file(2, HEADER, new byte[0]);
    file[11] = (byte) 0x80;
    refusal(file);
  }
}
