package attention.check;

import attention.definition.View;
import attention.mistake.Given;
import attention.mistake.Tolerance;
import attention.trace.Member;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Stages as matrices of numbers. */
record Table(Map<Member, double[][]> stages) implements View {

  Table() {
    this(new EnumMap<>(Member.class));
  }

  /** This and a stage, whose numbers are 0.1, 0.2, … */
  Table with(Member stage, int rows, int width) {
    double[][] numbers = new double[rows][width];
    for (int i = 0; i < rows * width; i++) {
      numbers[i / width][i % width] = (i + 1) / 10.0;
    }
    Map<Member, double[][]> more = new EnumMap<>(Member.class);
    more.putAll(stages);
    more.put(stage, numbers);
    return new Table(more);
  }

  /** This with other numbers in a row. */
  Table changed(Member stage, int row) {
    double[][] numbers = Arrays.stream(rowsOf(stage)).map(double[]::clone).toArray(double[][]::new);
    numbers[row][0] += 1;
    Map<Member, double[][]> others = new EnumMap<>(stages);
    others.put(stage, numbers);
    return new Table(others);
  }

  /** A stage as a client posts it. */
  Given given(Member stage) {
    double[] numbers = Arrays.stream(rowsOf(stage)).flatMapToDouble(Arrays::stream).toArray();
    return new Given(stage, shape(stage), numbers, new Tolerance(1e-9, 1e-9), 0);
  }

  private double[][] rowsOf(Member stage) {
    return Objects.requireNonNull(stages.get(stage));
  }

  @Override
  public int[] shape(Member stage) {
    return new int[] {rowsOf(stage).length, width(stage)};
  }

  @Override
  public int width(Member stage) {
    return rowsOf(stage)[0].length;
  }

  @Override
  public double[] row(Member stage, int row) {
    return rowsOf(stage)[row];
  }
}
