package attention.service;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.AdditiveScore;
import attention.mechanism.GeneralProduct;
import attention.mechanism.Initialization;
import attention.mechanism.Parameters;
import attention.mechanism.Projection;
import attention.mechanism.Score;
import attention.mechanism.Stage;
import attention.mechanism.TorchGenerator;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.RandomParameters;
import attention.request.ScoreParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A score function with parameters of its own in the making. */
final class ScoreDraft<M extends Matrix<M>> {

  private final Draft<M> draft;
  private final Score score;
  private final ScoreParameters parameters;
  private final Pointer at;
  private final int queryWidth;
  private final int keyWidth;
  private final Map<String, Parameters> drawn = new LinkedHashMap<>();

  /**
   * Checks the parameters of a score.
   *
   * @param at where they stand
   * @param queryWidth d_q; 0 if the request leaves it unknown
   * @param keyWidth d_k; 0 if the request leaves it unknown
   */
  ScoreDraft(
      Draft<M> draft,
      Score score,
      @Nullable ScoreParameters parameters,
      Pointer at,
      int queryWidth,
      int keyWidth) {
    this.draft = draft;
    this.score = score;
    this.parameters = parameters == null ? ScoreParameters.NONE : parameters;
    this.at = at;
    this.queryWidth = queryWidth;
    this.keyWidth = keyWidth;
    boolean takesNone = score.direct() != null || score == Score.NONE;
    if (takesNone) {
      draft.exclude(parameters, at, "the score " + score);
    } else if (parameters == null) {
      draft.require(null, at, "the score " + score);
    } else {
      checkMembers();
      checkShapes();
    }
  }

  private void checkMembers() {
    boolean additive = score == Score.ADDITIVE;
    boolean concat = score == Score.CONCAT;
    member("query", parameters.query(), additive);
    member("key", parameters.key(), additive);
    member("weights", parameters.weights(), !additive);
    member("energy", parameters.energy(), additive || concat);
    if (!additive) {
      draft.exclude(parameters.bias(), at.child("bias"), "the score " + score);
    }
    RandomParameters random = parameters.random();
    if (random != null) {
      Pointer place = at.child("random");
      draft.exclude(parameters.bias(), at.child("bias"), "\"random\"");
      draft.seed(random.seed(), place.child("seed"));
      if (score == Score.GENERAL) {
        draft.exclude(random.dimension(), place.child("dimension"), "the score general");
      } else {
        draft.require(random.dimension(), place.child("dimension"), "the score " + score);
      }
      if (random.dimension() != null) {
        draft.width(random.dimension(), place.child("dimension"));
      }
    }
  }

  private void member(String name, @Nullable Object member, boolean used) {
    if (!used) {
      draft.exclude(member, at.child(name), "the score " + score);
    } else if (parameters.random() != null) {
      draft.exclude(member, at.child(name), "\"random\"");
    } else {
      draft.require(member, at.child(name), "the score " + score);
    }
  }

  private void checkShapes() {
    InputMatrix query = parameters.query();
    InputMatrix key = parameters.key();
    InputMatrix weights = parameters.weights();
    if (score == Score.ADDITIVE) {
      shape(query, queryWidth, -1);
      shape(key, keyWidth, query == null ? -1 : query.columns());
      length(parameters.bias(), "bias");
    } else if (score == Score.GENERAL) {
      shape(weights, queryWidth, keyWidth);
    } else {
      shape(weights, queryWidth * keyWidth == 0 ? 0 : queryWidth + keyWidth, -1);
    }
    length(parameters.energy(), "energy");
  }

  /** Checks a matrix against the shape expected; 0 or below = any. */
  private void shape(@Nullable InputMatrix grid, int rows, int columns) {
    if (grid == null || !grid.sound()) {
      return;
    }
    draft.fit(
        (rows <= 0 || grid.rows() == rows) && (columns <= 0 || grid.columns() == columns),
        grid.at(),
        "Expected %s × %s for queries %d wide and keys %d wide, found %s.",
        rows <= 0 ? "any" : rows,
        columns <= 0 ? "any" : columns,
        queryWidth,
        keyWidth,
        grid.shape());
  }

  private void length(@Nullable InputVector vector, String name) {
    int width = hidden();
    if (vector != null && width > 0 && vector.row().sound()) {
      draft.fit(
          vector.length() == width,
          at.child(name),
          "Expected %d numbers, as wide as the hidden layer, found %d.",
          width,
          vector.length());
    }
  }

  /** a, the width of the layer between query and key; 0 where there is none. */
  int hidden() {
    RandomParameters random = parameters.random();
    InputMatrix given = score == Score.ADDITIVE ? parameters.query() : parameters.weights();
    if (score != Score.ADDITIVE && score != Score.CONCAT) {
      return 0;
    }
    if (random != null) {
      return random.dimension() == null ? 0 : random.dimension();
    }
    return given == null ? 0 : given.columns();
  }

  /** Takes note of what the score will hold beside the request, over {@code n} keys. */
  void derive(int n) {
    draft.derive(Math.max(0, n), hidden(), at);
    if (parameters.random() != null) {
      long columns = score == Score.GENERAL ? keyWidth : hidden();
      draft.derive(queryWidth + keyWidth + 1L, columns, at.child("random"));
    }
  }

  /** Makes the score function; only once the draft is settled. */
  Function<M, Stage<M>> build() {
    Kernel<M> kernel = draft.kernel();
    return switch (score) {
      case GENERAL -> {
        M weights = table("weights", parameters.weights(), queryWidth, keyWidth);
        yield keys -> new GeneralProduct<>(kernel, weights, keys);
      }
      case ADDITIVE -> {
        M query = table("query", parameters.query(), queryWidth, hidden());
        M key = table("key", parameters.key(), keyWidth, hidden());
        M bias = draft.vector(parameters.bias());
        yield layer(AdditiveScore.ADDITIVE, query, new Projection<>(kernel, key, bias), energy());
      }
      case CONCAT -> {
        M both = table("weights", parameters.weights(), queryWidth + keyWidth, hidden());
        M key = both.rows(queryWidth, queryWidth + keyWidth);
        yield layer(
            AdditiveScore.CONCAT,
            both.rows(0, queryWidth),
            new Projection<>(kernel, key, null),
            energy());
      }
      default -> {
        Score.Direct direct = Objects.requireNonNull(score.direct());
        yield keys -> direct.over(kernel, keys);
      }
    };
  }

  private Function<M, Stage<M>> layer(String formula, M weights, Projection<M> key, M energy) {
    Projection<M> query = new Projection<>(draft.kernel(), weights, null);
    return keys -> new AdditiveScore<>(draft.kernel(), formula, query, key.of(keys), energy);
  }

  private M table(String name, @Nullable InputMatrix given, int in, int out) {
    if (given != null) {
      return draft.matrix(given);
    }
    M table = draw(in, out);
    drawn.put(name, new Parameters.Table(table));
    return table;
  }

  private M energy() {
    M given = draft.vector(parameters.energy());
    if (given != null) {
      return given;
    }
    M energy = draw(hidden(), 1).transposed();
    drawn.put("energy", new Parameters.Vector(energy));
    return energy;
  }

  private @Nullable TorchGenerator generator;

  private M draw(int in, int out) {
    RandomParameters random = Objects.requireNonNull(parameters.random());
    if (generator == null) {
      generator = new TorchGenerator(random.seed());
    }
    Initialization initialization = random.initialization();
    return initialization.draw(draft.kernel(), generator, in, out);
  }

  /** What was drawn, in the form of a request; nothing if nothing was. */
  @Nullable Parameters drawn() {
    return drawn.isEmpty() ? null : new Parameters.Group(drawn);
  }
}
