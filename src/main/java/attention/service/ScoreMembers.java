package attention.service;

import attention.matrix.Matrix;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.RandomParameters;
import attention.request.ScoreParameters;
import attention.stage.Initialization;
import attention.stage.Score;
import attention.stage.TorchGenerator;
import attention.trace.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parameters of a score as its builder checks and takes them: given, or drawn in order. */
final class ScoreMembers<M extends Matrix<M>> {

  private final PlanContext<M> context;
  private final Score score;
  private final boolean present;
  private final ScoreParameters parameters;
  private final Pointer at;
  private final Size query;
  private final Size key;
  private final Map<String, Parameters> drawn = new LinkedHashMap<>();
  private @Nullable TorchGenerator generator;

  /**
   * @param at where the parameters are, or would be
   * @param query d_q
   * @param key d_k
   */
  ScoreMembers(
      PlanContext<M> context,
      Score score,
      @Nullable ScoreParameters parameters,
      Pointer at,
      Size query,
      Size key) {
    this.context = context;
    this.score = score;
    this.present = parameters != null;
    this.parameters = parameters == null ? ScoreParameters.NONE : parameters;
    this.at = at;
    this.query = query;
    this.key = key;
  }

  PlanContext<M> context() {
    return context;
  }

  Score score() {
    return score;
  }

  Size query() {
    return query;
  }

  Size key() {
    return key;
  }

  ScoreParameters given() {
    return parameters;
  }

  /** Whether there are parameters; their absence is a fault. */
  boolean arePresent() {
    if (!present) {
      context.require(null, at, name());
    }
    return present;
  }

  /** Checks that there are no parameters. */
  void takesNone() {
    context.exclude(present ? parameters : null, at, name());
  }

  private String name() {
    return "the score " + score;
  }

  /** Checks a member that the score needs, unless it is drawn. */
  void needs(String member, @Nullable Object value) {
    if (parameters.random() == null) {
      context.require(value, at.child(member), name());
    } else {
      context.exclude(value, at.child(member), "\"random\"");
    }
  }

  /** Checks a member that the score does not have. */
  void lacks(String member, @Nullable Object value) {
    context.exclude(value, at.child(member), name());
  }

  /**
   * Checks how parameters are drawn, if they are.
   *
   * @param layer whether there is a layer between query and key, whose width the request gives
   */
  void checkRandom(boolean layer) {
    RandomParameters random = parameters.random();
    if (random == null) {
      return;
    }
    Pointer place = at.child("random");
    context.limits().seed(random.seed(), place.child("seed"));
    if (layer) {
      context.require(random.dimension(), place.child("dimension"), name());
    } else {
      context.exclude(random.dimension(), place.child("dimension"), name());
    }
  }

  /** The width of a drawn layer between query and key; unknown if it is not drawn. */
  Size drawnWidth() {
    RandomParameters random = parameters.random();
    return random == null || random.dimension() == null
        ? Size.UNKNOWN
        : context.limits().width(random.dimension(), at.child("random").child("dimension"));
  }

  /** Checks the shape of a given matrix; nothing if it is absent. */
  @Nullable CheckedMatrix<M> matrix(@Nullable InputMatrix given, Size rows, Size columns) {
    if (given == null) {
      return null;
    }
    CheckedMatrix<M> matrix = context.matrix(given);
    context.fit(
        !matrix.isSound() || (matrix.rows().fits(rows) && matrix.columns().fits(columns)),
        matrix.at(),
        "Expected %s × %s for queries %s wide and keys %s wide, found %s.",
        rows,
        columns,
        query,
        key,
        matrix.shape());
    return matrix;
  }

  /** Checks the length of a given vector; nothing if it is absent. */
  @Nullable CheckedMatrix<M> vector(@Nullable InputVector given, Size width) {
    CheckedMatrix<M> vector = context.vector(given);
    context.length(vector, width, "as wide as the hidden layer");
    return vector;
  }

  /** Counts what is drawn: a matrix of rows × columns. */
  void derive(Size rows, Size columns) {
    if (parameters.random() != null) {
      context.limits().derive(rows, columns, at.child("random"));
    }
  }

  /** A given matrix, or one drawn in × out. */
  M table(String member, @Nullable CheckedMatrix<M> given, Size in, Size out) {
    if (given != null) {
      return given.get();
    }
    M table = draw(in.value(), out.value());
    drawn.put(member, new Parameters.Table(table));
    return table;
  }

  /** The given energy as 1 × a, or one drawn. */
  M energy(@Nullable CheckedMatrix<M> given, Size width) {
    if (given != null) {
      return given.get();
    }
    M energy = draw(width.value(), 1).transposed();
    drawn.put("energy", new Parameters.Vector(energy));
    return energy;
  }

  private M draw(int in, int out) {
    RandomParameters random = Objects.requireNonNull(parameters.random());
    if (generator == null) {
      generator = new TorchGenerator(random.seed());
    }
    Initialization initialization = random.initialization();
    return initialization.draw(context.kernel(), generator, in, out);
  }

  /** What was drawn, in the form of a request; nothing if nothing was. */
  @Nullable Parameters drawn() {
    return drawn.isEmpty() ? null : new Parameters.Group(drawn);
  }
}
