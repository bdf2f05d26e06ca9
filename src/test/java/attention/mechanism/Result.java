package attention.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Matrix;
import attention.trace.Contributions;
import attention.trace.Member;
import attention.trace.Parameters;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Trace;
import attention.trace.Warning;
import attention.trace.Warning.Code;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What came out, row by row, whatever the blocks were. */
record Result(Preamble preamble, List<Rows> blocks) {

  /** Computes block by block, as an answer does. */
  static Result of(Trace trace) {
    List<Rows> blocks = new ArrayList<>();
    for (int block = 0; block < trace.blockCount(); block++) {
      blocks.add(trace.block(block));
    }
    return new Result(trace.preamble(), blocks);
  }

  private record Place(Rows block, int row) {}

  private Place place(int row) {
    int left = row;
    for (Rows block : blocks) {
      if (left < block.count()) {
        return new Place(block, left);
      }
      left -= block.count();
    }
    throw new IndexOutOfBoundsException(row);
  }

  int rowCount() {
    return blocks.stream().mapToInt(Rows::count).sum();
  }

  /** The query that a row answers. */
  int query(int row) {
    Place place = place(row);
    return place.block().indices()[place.row()];
  }

  /** One stage of one row. */
  double[] at(Member member, int row) {
    Place place = place(row);
    Matrix<?> stage = place.block().stages().values().get(member);
    assertThat(stage).as("the stage %s", member).isNotNull();
    return elements(Objects.requireNonNull(stage), place.row());
  }

  /** One stage of one row in one of several heads. */
  double[] at(Member member, int row, int head) {
    Place place = place(row);
    Matrix<?> stage = place.block().heads().get(head).values().get(member);
    assertThat(stage).as("the stage %s of head %d", member, head).isNotNull();
    return elements(Objects.requireNonNull(stage), place.row());
  }

  /** One row of a matrix above the rows. */
  double[] row(Member member, int row) {
    Parameters parameters = preamble.parameters().get(member.toString());
    assertThat(parameters).as("the matrix %s", member).isInstanceOf(Parameters.Table.class);
    return elements(((Parameters.Table) Objects.requireNonNull(parameters)).matrix(), row);
  }

  double[] weights(int row) {
    return at(Member.WEIGHTS, row);
  }

  double[] context(int row) {
    return at(Member.CONTEXT, row);
  }

  /** One term of the context of one row. */
  double[] contribution(int row, int key) {
    Place place = place(row);
    Contributions terms = place.block().stages().contributions();
    assertThat(terms).as("the contributions").isNotNull();
    return elements(Objects.requireNonNull(terms).term(place.row(), key), 0);
  }

  /** The members that the rows hold. */
  Set<Member> members() {
    Set<Member> members = EnumSet.noneOf(Member.class);
    blocks.forEach(block -> members.addAll(block.stages().values().keySet()));
    if (blocks.stream().anyMatch(block -> block.stages().contributions() != null)) {
      members.add(Member.CONTRIBUTIONS);
    }
    return members;
  }

  /** The members that the rows hold in one of several heads. */
  Set<Member> members(int head) {
    return blocks.getFirst().heads().get(head).values().keySet();
  }

  /** The members that the rows hold beside those of their heads. */
  Set<Member> joinedMembers() {
    return blocks.getFirst().stages().values().keySet();
  }

  List<Warning> warnings(int row, int head) {
    Place place = place(row);
    return place.block().heads().get(head).warnings().get(place.row());
  }

  List<Warning> warnings(int row) {
    Place place = place(row);
    return place.block().stages().warnings().get(place.row());
  }

  /** Asserts that a row has one warning, and gives its detail. */
  String warned(int row, Code code, Member stage) {
    return warned(warnings(row), code, stage);
  }

  /** Asserts that a row has one warning in a head, and gives its detail. */
  String warned(int row, int head, Code code, Member stage) {
    return warned(warnings(row, head), code, stage);
  }

  private static String warned(List<Warning> warnings, Code code, Member stage) {
    assertThat(warnings)
        .extracting(warning -> warning.code() + " at " + warning.stage())
        .containsExactly(code + " at " + stage);
    return warnings.getFirst().detail();
  }

  void assertNoWarnings() {
    for (int row = 0; row < rowCount(); row++) {
      assertThat(warnings(row)).as("the warnings of row %d", row).isEmpty();
    }
  }

  /** Asserts that a row has no weights, and nothing that would follow from them. */
  void assertNoWeights(int row) {
    assertThat(weights(row)).containsOnly(Double.NaN);
    assertThat(at(Member.WEIGHT_SUM, row)).containsOnly(Double.NaN);
    if (members().contains(Member.CONTEXT)) {
      assertThat(context(row)).containsOnly(Double.NaN);
      for (int key = 0; key < weights(row).length; key++) {
        assertThat(contribution(row, key)).containsOnly(Double.NaN);
      }
    }
  }

  private static double[] elements(Matrix<?> matrix, int row) {
    List<Double> elements = new ArrayList<>();
    for (int j = 0; j < matrix.columns(); j++) {
      elements.add(matrix.at(row, j));
    }
    return elements.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
