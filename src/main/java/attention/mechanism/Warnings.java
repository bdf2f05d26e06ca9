package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.stage.Normalization;
import attention.trace.Member;
import attention.trace.Warning;
import attention.trace.Warning.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What went wrong in the rows of a block, row by row, in words for people. */
public final class Warnings {

  private final Dtype dtype;
  private final List<List<Warning>> rows;
  private final boolean[] failed;

  /** For a block of {@code rows} rows in which nothing went wrong yet. */
  public Warnings(Dtype dtype, int rows) {
    this.dtype = dtype;
    this.failed = new boolean[rows];
    this.rows = new ArrayList<>(Collections.nCopies(rows, List.of()));
  }

  /** What went wrong, row by row. */
  public List<List<Warning>> rows() {
    return rows;
  }

  /**
   * Whether something went wrong in the row that leaves no number to what follows: no weights, or
   * after the weights no context.
   */
  boolean hasFailed(int row) {
    return failed[row];
  }

  /**
   * A stage left the range of the dtype.
   *
   * @param first where in the stage it does so first
   */
  void overflow(int row, Member stage, int... first) {
    StringBuilder place = new StringBuilder(stage.toString());
    for (int index : first) {
      place.append('[').append(index).append(']');
    }
    add(
        row,
        Code.OVERFLOW,
        stage,
        "%s lies outside %s. %s".formatted(place, range(dtype), remedy(stage)));
  }

  /** Reports the rows of a stage that left the range of the dtype, unless they failed before. */
  public <M extends Matrix<M>> void check(Kernel<M> kernel, Member stage, M rows) {
    for (int row = 0; row < rows.rows(); row++) {
      int column = hasFailed(row) ? -1 : Finite.firstOutside(kernel, rows, row);
      if (column >= 0) {
        overflow(row, stage, column);
      }
    }
  }

  /**
   * Reports the rows that may attend to a key which left the range of the dtype, or whose value
   * did, unless they failed before.
   *
   * @param stage what the keys or values are called
   */
  public void checkKeys(Member stage, Outside keys, AllowedKeys allowed) {
    for (int row = 0; !keys.isEmpty() && row < failed.length; row++) {
      int[] first = hasFailed(row) ? new int[0] : keys.first(allowed.of(row));
      if (first.length > 0) {
        overflow(row, stage, first);
      }
    }
  }

  /** No key is left: the row has weights of 0, whatever happened to its query. */
  void fullyMasked(int row) {
    add(
        row,
        Code.FULLY_MASKED,
        Member.WEIGHTS,
        "No key is left to attend to, by the mask or by null in the bias or the scores: every weight is 0.");
    failed[row] = false;
  }

  /** The normalization went wrong on a row whose largest score is {@code max}. */
  void weights(int row, Code code, Normalization normalization, double max) {
    String largest = dtype.text(max);
    String wide = range(dtype.wide());
    String detail =
        switch (code) {
          case OVERFLOW ->
              normalization == Normalization.SUM
                  ? "The sum of the scores, of which %s is the largest, or a score divided by it lies outside %s. %s"
                      .formatted(largest, range(dtype), reach("smaller scores"))
                  : "The exponentials, of which exp(%s) is the largest, add up to a number outside %s. softmax subtracts the row's maximum first%s."
                      .formatted(largest, wide, further(Math.exp(max) * Integer.MAX_VALUE));
          case UNDERFLOW ->
              "exp(%s), the largest exponential of the row, is 0 in %s, so there is nothing to divide by. softmax subtracts the row's maximum first%s."
                  .formatted(largest, dtype.wide(), further(1 / Math.exp(max)));
          case ZERO_SUM ->
              "The scores, of which %s is the largest, add up to exactly 0 in %s, so they cannot be divided by their sum. softmax has no such gap."
                  .formatted(largest, dtype.wide());
          default ->
              "Scores of both signs, of which %s is the largest, give weights below 0: they add up to 1, but are no probability distribution. softmax gives one."
                  .formatted(largest);
        };
    add(row, code, Member.WEIGHTS, detail);
  }

  private static String range(Dtype dtype) {
    return "%s, whose largest number is %s".formatted(dtype, dtype.text(dtype.largest()));
  }

  /**
   * Names the next larger type, unless it is too small as well.
   *
   * @param needed the largest number that it has to hold; of a sum, with as many keys as there can
   *     be
   */
  private String further(double needed) {
    Dtype wide = dtype.wide();
    Dtype further = wide.further();
    return further == wide || needed > further.largest()
        ? ""
        : "; %s reaches further".formatted(further);
  }

  private String reach(String cure) {
    Dtype further = dtype.further();
    return dtype == further
        ? "Use %s.".formatted(cure)
        : "%s reaches further, to %s; %s help too."
            .formatted(further, further.text(further.largest()), cure);
  }

  /** A vector without length divided by it is no number in any dtype. */
  private String remedy(Member stage) {
    boolean normalized = stage == Member.NORMALIZED_QUERY || stage == Member.NORMALIZED_KEYS;
    return normalized
        ? "An epsilon above 0 helps where a vector has only zeros, a smaller gain elsewhere."
        : reach(cure(stage));
  }

  /** What keeps a stage within range; a scale acts on what comes after it only. */
  private static String cure(Member stage) {
    return switch (stage) {
      case SCALED_SCORES -> "smaller inputs or a smaller scale";
      case BIASED_SCORES -> "smaller inputs or a smaller bias";
      default -> "smaller inputs";
    };
  }

  private void add(int row, Code code, Member stage, String detail) {
    List<Warning> longer = new ArrayList<>(rows.get(row));
    longer.add(new Warning(code, stage, detail));
    rows.set(row, List.copyOf(longer));
    failed[row] |= code.leavesNoWeights();
  }
}
