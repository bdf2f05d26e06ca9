package attention.mistake;

import attention.definition.Layout;
import attention.definition.View;
import attention.trace.Member;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Stages whose rows are keys and whose columns are queries: as many numbers as are wanted. */
final class TransposedView implements View {

  private final View view;
  private final int @Nullable [] wanted;
  private final Map<Member, double[][]> columns = new EnumMap<>(Member.class);

  /**
   * @param wanted the rows that are asked for, of each head; absent, or not all there = all
   */
  TransposedView(View view, int @Nullable [] wanted) {
    this.view = view;
    this.wanted = wanted;
  }

  @Override
  public int[] shape(Member stage) {
    int[] shape = view.shape(stage).clone();
    if (Layout.isOfCells(stage)) {
      int last = shape.length - 1;
      shape[last] = view.shape(stage)[last - 1];
      shape[last - 1] = view.shape(stage)[last];
    }
    return shape;
  }

  @Override
  public int width(Member stage) {
    int[] shape = view.shape(stage);
    return Layout.isOfCells(stage) ? shape[shape.length - 2] : view.width(stage);
  }

  @Override
  public double[] row(Member stage, int row) {
    if (!Layout.isOfCells(stage)) {
      return view.row(stage, row);
    }
    return columns.computeIfAbsent(stage, this::columns)[row];
  }

  /** Each row of the stage is asked for once, since each column has a number of it. */
  private double[][] columns(Member stage) {
    int queries = width(stage);
    int keys = view.width(stage);
    int rows = view.rows(stage);
    int[] kept = wanted(keys);
    double[][] columns = new double[rows / queries * keys][];
    for (int i = 0; i < rows; i++) {
      double[] row = view.row(stage, i);
      for (int key : kept) {
        int column = i / queries * keys + key;
        if (i % queries == 0) {
          columns[column] = new double[queries];
        }
        columns[column][i % queries] = row[key];
      }
    }
    return columns;
  }

  private int[] wanted(int keys) {
    return wanted != null && Arrays.stream(wanted).allMatch(key -> key < keys)
        ? wanted
        : IntStream.range(0, keys).toArray();
  }
}
