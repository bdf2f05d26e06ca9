package attention.service;

import attention.matrix.Matrix;
import attention.problem.Pointer;
import attention.recurrent.Cell;
import attention.recurrent.CellParameters;
import attention.recurrent.CellType;
import attention.request.CellRequest;
import attention.request.CellRequest.RandomCell;
import attention.request.InputMatrix;
import attention.request.InputVector;
import org.jspecify.annotations.Nullable;

/** A recurrent cell in the making. */
final class CellDraft<M extends Matrix<M>> {

  private final Draft<M> draft;
  private final CellRequest request;
  private final Pointer at;

  CellDraft(Draft<M> draft, CellRequest request, Pointer at) {
    this.draft = draft;
    this.request = request;
    this.at = at;
    checkMembers();
    checkSizes();
  }

  private void checkMembers() {
    RandomCell random = request.random();
    member("input", request.input(), random);
    member("hidden", request.hidden(), random);
    boolean gated = request.type() != CellType.TANH;
    if (random != null) {
      draft.seed(random.seed(), at.child("random").child("seed"));
      draft.width(random.hiddenSize(), at.child("random").child("hiddenSize"));
    }
    String other = random == null ? "the type " + request.type() : "\"random\"";
    draft.exclude(gated || random != null ? request.bias() : null, at.child("bias"), other);
    Object inputBias = !gated || random != null ? request.inputBias() : null;
    draft.exclude(inputBias, at.child("inputBias"), other);
    Object hiddenBias = !gated || random != null ? request.hiddenBias() : null;
    draft.exclude(hiddenBias, at.child("hiddenBias"), other);
  }

  private void member(String name, @Nullable Object member, @Nullable RandomCell random) {
    if (random != null) {
      draft.exclude(member, at.child(name), "\"random\"");
    } else {
      draft.require(member, at.child(name), "a cell without \"random\"");
    }
  }

  private void checkSizes() {
    InputMatrix hidden = request.hidden();
    int columns = columns();
    if (request.random() != null || hidden == null || !hidden.sound()) {
      return;
    }
    draft.fit(
        hidden.columns() == columns,
        hidden.at(),
        "Expected h × %s for type %s, found %s.",
        request.type().gates() == 1 ? "h" : request.type().gates() + "h",
        request.type(),
        hidden.shape());
    length("bias", request.bias(), columns);
    length("inputBias", request.inputBias(), columns);
    length("hiddenBias", request.hiddenBias(), columns);
  }

  private void length(String name, @Nullable InputVector bias, int columns) {
    if (bias != null && bias.row().sound()) {
      draft.fit(
          bias.length() == columns,
          at.child(name),
          "Expected %d numbers, as wide as the hidden matrix, found %d.",
          columns,
          bias.length());
    }
  }

  /** Checks the input matrix against the width of what the cell reads. */
  void reads(int width) {
    InputMatrix input = request.input();
    if (request.random() != null) {
      long numbers = (long) width + hidden() + 2;
      draft.derive(numbers, columns(), at.child("random").child("hiddenSize"));
    } else if (input != null && input.sound() && hidden() > 0 && width > 0) {
      draft.fit(
          input.rows() == width && input.columns() == columns(),
          input.at(),
          "Expected %d × %d for inputs %d wide and the hidden size %d, found %s.",
          width,
          columns(),
          width,
          hidden(),
          input.shape());
    }
  }

  /** h; 0 if the request leaves it unknown. */
  int hidden() {
    RandomCell random = request.random();
    InputMatrix hidden = request.hidden();
    if (random != null) {
      return Math.max(0, random.hiddenSize());
    }
    return hidden == null || !hidden.sound() ? 0 : hidden.rows();
  }

  private int columns() {
    return hidden() * request.type().gates();
  }

  boolean isDrawn() {
    return request.random() != null;
  }

  /**
   * Makes the cell; only once the draft is settled.
   *
   * @param width of what it reads
   */
  Cell<M> build(int width) {
    return parameters(width).cell(draft.kernel());
  }

  private CellParameters<M> parameters(int width) {
    RandomCell random = request.random();
    if (random != null) {
      return CellParameters.drawn(
          draft.kernel(), request.type(), random.seed(), width, random.hiddenSize());
    }
    InputMatrix input = request.input();
    InputMatrix hidden = request.hidden();
    if (input == null || hidden == null) {
      throw new IllegalStateException("A cell without matrices was not refused");
    }
    return new CellParameters<>(
        request.type(),
        draft.matrix(input),
        draft.matrix(hidden),
        draft.vector(request.type() == CellType.TANH ? request.bias() : request.inputBias()),
        draft.vector(request.hiddenBias()));
  }
}
