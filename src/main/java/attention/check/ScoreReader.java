package attention.check;

import attention.definition.Rows;
import attention.definition.ScoreFunction;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.ScoreParameters;
import attention.stage.Score;
import attention.trace.Parameters;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The score function of a request, its parameters given or drawn. */
record ScoreReader(Numbers numbers, Drawn drawn) {

  /**
   * Reads a score function.
   *
   * @param width of the queries
   */
  ScoreFunction read(Score score, @Nullable ScoreParameters parameters, int width) {
    ScoreParameters given = Objects.requireNonNullElse(parameters, ScoreParameters.NONE);
    return switch (score) {
      case DOT -> new ScoreFunction.Dot(false);
      case GENERAL -> new ScoreFunction.General(matrix("weights", given.weights()));
      case CONCAT -> concat(matrix("weights", given.weights()), energy(given), width);
      case ADDITIVE ->
          new ScoreFunction.Layered(
              matrix("query", given.query()),
              matrix("key", given.key()),
              numbers.vector(given.bias()),
              energy(given),
              true,
              false);
      case NONE -> throw new IllegalArgumentException("There is no score");
    };
  }

  private static ScoreFunction.Layered concat(double[][] weights, double[] energy, int width) {
    return new ScoreFunction.Layered(
        Arrays.copyOf(weights, width),
        Arrays.copyOfRange(weights, width, weights.length),
        null,
        energy,
        true,
        true);
  }

  private double[][] matrix(String name, @Nullable InputMatrix given) {
    Parameters parameters = drawn.get(name);
    return parameters != null
        ? numbers.drawn(parameters)
        : numbers.weights(Objects.requireNonNull(given), false);
  }

  private double[] energy(ScoreParameters given) {
    Parameters parameters = drawn.get("energy");
    InputVector energy = given.energy();
    if (parameters == null) {
      return Objects.requireNonNull(numbers.vector(energy));
    }
    double[][] matrix = numbers.drawn(parameters);
    return matrix.length == 1 ? matrix[0] : Rows.transposed(matrix)[0];
  }
}
