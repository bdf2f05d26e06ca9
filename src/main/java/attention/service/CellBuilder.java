package attention.service;

import attention.matrix.Matrix;
import attention.problem.Pointer;
import attention.recurrent.Cell;
import attention.recurrent.CellParameters;
import attention.recurrent.CellType;
import attention.request.CellRequest;
import attention.request.CellRequest.RandomCell;
import attention.request.InputMatrix;
import attention.request.MatrixLayout;
import org.jspecify.annotations.Nullable;

/** A recurrent cell: its matrices, or what draws them. */
final class CellBuilder<M extends Matrix<M>> {

  private final PlanContext<M> context;
  private final CellRequest request;
  private final Pointer at;
  private final Size size;
  private final Part.@Nullable Given<M> input;
  private final Part.@Nullable Given<M> hidden;
  private Size read = Size.UNKNOWN;

  /**
   * Checks the cell by itself; {@link #reads} checks it against what it reads.
   *
   * @param at where it is
   */
  CellBuilder(PlanContext<M> context, CellRequest request, Pointer at) {
    this.context = context;
    this.request = request;
    this.at = at;
    this.size = checkMembers();
    boolean gated = request.type() != CellType.TANH;
    CheckedMatrix<M> first = context.vector(gated ? request.inputBias() : request.bias());
    CheckedMatrix<M> second = context.vector(request.hiddenBias());
    this.hidden = part(request.hidden(), second);
    this.input = part(request.input(), first);
    if (!isDrawn()) {
      checkHidden();
      context.length(first, columns(), "as wide as the hidden matrix");
      context.length(second, columns(), "as wide as the hidden matrix");
    }
  }

  private Part.@Nullable Given<M> part(
      @Nullable InputMatrix given, @Nullable CheckedMatrix<M> bias) {
    boolean turned = request.layout() == MatrixLayout.OUT_IN;
    return given == null ? null : new Part.Given<>(context.matrix(given), turned, bias);
  }

  /** The hidden size that is drawn; unknown if nothing is. */
  private Size checkMembers() {
    RandomCell random = request.random();
    member("input", request.input());
    member("hidden", request.hidden());
    boolean gated = request.type() != CellType.TANH;
    Size drawn = Size.UNKNOWN;
    if (random != null) {
      context.limits().seed(random.seed(), at.child("random").child("seed"));
      drawn = context.limits().width(random.hiddenSize(), at.child("random").child("hiddenSize"));
    }
    String other = random == null ? "the type " + request.type() : "\"random\"";
    context.exclude(gated || random != null ? request.bias() : null, at.child("bias"), other);
    Object first = !gated || random != null ? request.inputBias() : null;
    context.exclude(first, at.child("inputBias"), other);
    Object second = !gated || random != null ? request.hiddenBias() : null;
    context.exclude(second, at.child("hiddenBias"), other);
    return drawn;
  }

  private void member(String name, @Nullable Object member) {
    if (isDrawn()) {
      context.exclude(member, at.child(name), "\"random\"");
    } else {
      context.require(member, at.child(name), "a cell without \"random\"");
    }
  }

  private void checkHidden() {
    if (hidden != null) {
      int gates = request.type().gates();
      context.fit(
          hidden.out().fits(hidden.in().times(gates)),
          hidden.at(),
          "Expected h × %s for type %s (layout %s), found %s.",
          gates == 1 ? "h" : gates + "h",
          request.type(),
          request.layout(),
          hidden.stored().shape());
    }
  }

  /** Checks the cell against the width of what it reads. */
  void reads(Size width) {
    read = width;
    if (isDrawn()) {
      Size rows = width.plus(hidden()).plus(Size.of(2));
      context.limits().derive(rows, columns(), at.child("random").child("hiddenSize"));
    } else if (input != null && hidden().isKnownWith(width)) {
      context.fit(
          input.in().fits(width) && input.out().fits(columns()),
          input.at(),
          "Expected %s × %s for inputs %s wide and the hidden size %s (layout %s), found %s.",
          width,
          columns(),
          width,
          hidden(),
          request.layout(),
          input.stored().shape());
    }
  }

  /** h. */
  Size hidden() {
    if (isDrawn()) {
      return size;
    }
    return hidden == null ? Size.UNKNOWN : hidden.in();
  }

  /** h times the number of gates. */
  private Size columns() {
    return hidden().times(request.type().gates());
  }

  boolean isDrawn() {
    return request.random() != null;
  }

  /** The numbers of the copies of its two matrices; only for a request without faults. */
  long copies() {
    return input == null || hidden == null
        ? weights()
        : input.copies(read) + hidden.copies(hidden());
  }

  private long weights() {
    return ((long) read.value() + hidden().value()) * columns().value();
  }

  /** The multiply-adds of one step; only for a request without faults. */
  long work() {
    return Work.step() + weights() + columns().value() * Work.tanh(context.dtype());
  }

  /** Makes the cell. */
  Cell<M> build() {
    return parameters().cell(context.kernel());
  }

  private CellParameters<M> parameters() {
    RandomCell random = request.random();
    if (random != null) {
      return CellParameters.drawn(
          context.kernel(), request.type(), random.seed(), read.value(), random.hiddenSize());
    }
    if (input == null || hidden == null) {
      throw new IllegalStateException("A cell without matrices was not refused");
    }
    return new CellParameters<>(
        request.type(), input.weights(), hidden.weights(), input.biasOrNull(), hidden.biasOrNull());
  }
}
