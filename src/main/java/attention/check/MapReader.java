package attention.check;

import attention.definition.Affine;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.MatrixLayout;
import attention.request.MultiHeadProjections;
import attention.request.MultiHeadProjections.MultiHeadBiases;
import attention.trace.Parameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The projections of a request, given or drawn. */
record MapReader(Numbers numbers, MultiHeadProjections projections, Drawn drawn) {

  @Nullable Affine query() {
    return map("query", projections.query(), biases().query());
  }

  @Nullable Affine key() {
    return map("key", projections.key(), biases().key());
  }

  @Nullable Affine value() {
    return map("value", projections.value(), biases().value());
  }

  @Nullable Affine output() {
    return map("output", projections.output(), biases().output());
  }

  private MultiHeadBiases biases() {
    return Objects.requireNonNullElse(projections.biases(), MultiHeadBiases.NONE);
  }

  private @Nullable Affine map(
      String name, @Nullable InputMatrix weights, @Nullable InputVector bias) {
    Parameters matrix = drawn.get(name);
    if (matrix != null) {
      Parameters drawnBias = drawn.in("biases").get(name);
      return new Affine(
          numbers.drawn(matrix), drawnBias == null ? null : numbers.drawn(drawnBias)[0]);
    }
    return weights == null
        ? null
        : new Affine(
            numbers.weights(weights, projections.layout() == MatrixLayout.OUT_IN),
            numbers.vector(bias));
  }
}
