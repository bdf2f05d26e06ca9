package attention.service;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.MatrixLayout;
import attention.stage.Initialization;
import attention.stage.Projection;
import attention.stage.TorchGenerator;
import org.jspecify.annotations.Nullable;

/** A linear map of a request: given, drawn, or absent. */
sealed interface Part<M extends Matrix<M>> {

  /** Where its matrix is, or would be. */
  Pointer at();

  /** The width of its result. */
  Size out();

  /** Whether there is a map. */
  default boolean projects() {
    return !(this instanceof Absent<M>);
  }

  /**
   * The multiply-adds of mapping one vector.
   *
   * @param in the width of the input
   */
  default long products(Size in) {
    return projects() ? (long) in.value() * out().value() : 0;
  }

  /**
   * The numbers of the copies that the map makes of its matrix: packed for products, and turned.
   *
   * @param in the width of the input
   */
  default long copies(Size in) {
    return products(in);
  }

  /**
   * Makes the map; nothing if there is none.
   *
   * @param generator what draws, in the order of the calls
   */
  @Nullable Projection<M> build(Kernel<M> kernel, @Nullable TorchGenerator generator);

  /**
   * Checks a map whose matrix and bias a request gives.
   *
   * @param in the width of its input
   * @param out the width of its result; unknown if the matrix decides it
   * @param meaning what the map connects, for a message
   */
  static <M extends Matrix<M>> Given<M> given(
      PlanContext<M> context,
      InputMatrix weights,
      @Nullable InputVector bias,
      MatrixLayout layout,
      Size in,
      Size out,
      String meaning) {
    Given<M> part =
        new Given<>(context.matrix(weights), layout == MatrixLayout.OUT_IN, context.vector(bias));
    context.fit(
        part.in().fits(in) && part.out().fits(out),
        part.at(),
        "Expected %s × %s, from %s (layout %s), found %s.",
        in,
        out,
        meaning,
        layout,
        part.stored().shape());
    context.length(part.bias(), part.out(), "as wide as the matrix maps to");
    return part;
  }

  /**
   * No map: the input is used as it is.
   *
   * @param out the width of the input
   */
  record Absent<M extends Matrix<M>>(Pointer at, Size out) implements Part<M> {

    @Override
    public @Nullable Projection<M> build(Kernel<M> kernel, @Nullable TorchGenerator generator) {
      return null;
    }
  }

  /**
   * A map by the matrix of the request.
   *
   * @param stored as it was sent
   * @param turned whether it is stored out × in
   */
  record Given<M extends Matrix<M>>(
      CheckedMatrix<M> stored, boolean turned, @Nullable CheckedMatrix<M> bias) implements Part<M> {

    @Override
    public Pointer at() {
      return stored.at();
    }

    /** The width of its input. */
    Size in() {
      return !stored.isSound() ? Size.UNKNOWN : turned ? stored.columns() : stored.rows();
    }

    @Override
    public Size out() {
      return !stored.isSound() ? Size.UNKNOWN : turned ? stored.rows() : stored.columns();
    }

    @Override
    public long copies(Size in) {
      return turned ? 2 * products(in) : products(in);
    }

    /** Its matrix, in × out. */
    M weights() {
      return turned ? stored.get().transposed() : stored.get();
    }

    /** Its bias, 1 × out; nothing if it has none. */
    @Nullable M biasOrNull() {
      return bias == null ? null : bias.get();
    }

    @Override
    public Projection<M> build(Kernel<M> kernel, @Nullable TorchGenerator generator) {
      return new Projection<>(kernel, weights(), biasOrNull());
    }
  }

  /**
   * A map that is drawn.
   *
   * @param hasBias whether a bias is drawn after the matrix
   */
  record Drawn<M extends Matrix<M>>(
      Pointer at, Initialization initialization, Size in, Size out, boolean hasBias)
      implements Part<M> {

    @Override
    public Projection<M> build(Kernel<M> kernel, @Nullable TorchGenerator generator) {
      if (generator == null) {
        throw new IllegalArgumentException("Nothing to draw " + at + " with");
      }
      M weights = initialization.draw(kernel, generator, in.value(), out.value());
      M bias = hasBias ? initialization.drawBias(kernel, generator, in.value(), out.value()) : null;
      return new Projection<>(kernel, weights, bias);
    }
  }
}
