package attention.web;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.mechanism.Bias;
import attention.mechanism.Mask;
import attention.mechanism.Masking;
import attention.mechanism.Member;
import attention.mechanism.Scale;
import attention.mechanism.Softcap;
import attention.mechanism.Stage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan in the making: turns the members of a request into the parts of a plan, and tells whatever
 * does not fit. What is told is refused at the end, all together, so a part with a fault may be
 * anything.
 *
 * @param kernel the arithmetic of the request's dtype
 * @param faults gets what does not fit
 */
record Draft<M extends Matrix<M>>(Kernel<M> kernel, Limits limits, Faults faults) {

  /** The matrix that was read, in the dtype; of no use if a fault was told. */
  M matrix(Grid grid) {
    atMost(limits.keys(), grid.rows(), grid.at(), "rows");
    atMost(limits.dimension(), grid.columns(), grid.at(), "columns");
    return grid.sound() ? grid.narrow(kernel, faults) : kernel.zeros(0, 0);
  }

  private void atMost(int most, int found, Pointer at, String what) {
    if (found > most) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED, at, "Expected at most %d %s, found %d.", most, what, found);
    }
  }

  /** Checks that there are as many tokens as vectors to label. */
  void tokens(@Nullable List<String> tokens, String name, Grid labelled) {
    if (tokens != null && tokens.size() != labelled.rows()) {
      faults.add(
          FaultCode.SHAPE_MISMATCH,
          Pointer.ROOT.child(name),
          "Expected %d tokens, one for each row of %s, found %d.",
          labelled.rows(),
          labelled.at(),
          tokens.size());
    }
  }

  /** Checks the queries to answer; {@code q} of them are there. */
  void queryIndices(int @Nullable [] indices, int q) {
    Pointer at = Pointer.ROOT.child("queryIndices");
    if (indices != null && indices.length == 0) {
      faults.add(
          FaultCode.EMPTY_LIST,
          at,
          "Expected at least one index, found none. Leave the member out to have every query answered.");
    }
    for (int i = 0; indices != null && i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= q) {
        faults.add(
            FaultCode.INDEX_OUT_OF_RANGE,
            at.child(i),
            "Expected an index from 0 to %d, found %d.",
            q - 1,
            indices[i]);
      }
    }
  }

  /** Checks that an answer of {@code answered} rows over {@code keys} keys is not too large. */
  void cells(int answered, int keys, Pointer at) {
    if ((long) answered * keys > limits.cells()) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          at,
          "Expected at most %d cells (queries × keys), found %d × %d. Ask for at most %d queries at a time, by queryIndices.",
          limits.cells(),
          answered,
          keys,
          Math.max(1, limits.cells() / keys));
    }
  }

  /**
   * The stages between score function and normalization, over {@code q} queries and {@code n} keys.
   */
  List<Stage<M>> stages(ScoreShaping shaping, int q, int n) {
    List<Stage<M>> stages = new ArrayList<>();
    if (shaping.scale() != null) {
      stages.add(new Scale<>(kernel, scale(shaping.scale())));
    }
    if (shaping.softcap() != null) {
      stages.add(new Softcap<>(kernel, softcap(shaping.softcap())));
    }
    if (shaping.bias() != null) {
      stages.add(new Bias<>(kernel, bias(shaping.bias(), q, n)));
    }
    if (shaping.mask() != null) {
      Mask mask = new MaskDraft(faults, q, n).mask(shaping.mask());
      if (mask.restricts()) {
        stages.add(new Masking<>(kernel, mask));
      }
    }
    return stages;
  }

  private double scale(double scale) {
    if (Double.isInfinite(dtype().round(scale))) {
      faults.add(
          FaultCode.OUTSIDE_DTYPE,
          Pointer.ROOT.child("scale"),
          "Expected a number within %s (at most %s), found %s.",
          dtype(),
          dtype().text(dtype().largest()),
          scale);
    }
    return scale;
  }

  private double softcap(double softcap) {
    double rounded = dtype().round(softcap);
    if (!(rounded > 0) || Double.isInfinite(rounded)) {
      faults.add(
          FaultCode.VALUE_OUT_OF_RANGE,
          Pointer.ROOT.child("softcap"),
          "Expected a number above 0 and within %s, found %s. Leave the member out to have no cap.",
          dtype(),
          softcap);
    }
    return softcap;
  }

  private M bias(Grid bias, int q, int n) {
    M matrix = matrix(bias);
    if (bias.sound() && (bias.rows() != q || bias.columns() != n)) {
      faults.add(
          FaultCode.SHAPE_MISMATCH,
          bias.at(),
          "Expected %d × %d, a row for each query and a column for each key, found %s.",
          q,
          n,
          bias.shape());
    }
    return matrix;
  }

  private Dtype dtype() {
    return kernel.dtype();
  }

  /** The members wanted: those asked for, else all but the contributions. */
  static Set<Member> wanted(AnswerOptions options) {
    List<Member> include = options.include();
    if (include == null) {
      return EnumSet.complementOf(EnumSet.of(Member.CONTRIBUTIONS));
    }
    Set<Member> wanted = EnumSet.noneOf(Member.class);
    wanted.addAll(include);
    return wanted;
  }
}
