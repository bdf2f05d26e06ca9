package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Attention;
import attention.mechanism.Heads;
import attention.mechanism.Mechanism;
import attention.mechanism.Member;
import attention.mechanism.Parameters;
import attention.mechanism.Pipeline;
import attention.mechanism.Score;
import attention.mechanism.Selection;
import attention.mechanism.Stage;
import attention.mechanism.Trace;
import attention.problem.Pointer;
import attention.request.AdditiveRequest;
import attention.request.AnswerOptions;
import attention.request.MultiplicativeRequest;
import attention.request.MultiplicativeRequest.MultiplicativeParameters;
import attention.request.ScoreParameters;
import attention.request.ScoreShaping;
import attention.request.VectorInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans Bahdanau's and Luong's attention: one head without projections, whose score function has
 * parameters.
 */
final class ScoresPlan {

  private static final Pointer PARAMETERS = Pointer.ROOT.child("parameters");

  private ScoresPlan() {}

  /** Bahdanau's. */
  static <M extends Matrix<M>> Trace additive(AdditiveRequest request, Draft<M> draft) {
    return plan(
        Mechanism.ADDITIVE,
        Score.ADDITIVE,
        request.parameters().toScoreParameters(),
        request.inputs(),
        request.shaping(),
        request.options(),
        draft);
  }

  /** Luong's. */
  static <M extends Matrix<M>> Trace multiplicative(MultiplicativeRequest request, Draft<M> draft) {
    MultiplicativeParameters parameters = request.parameters();
    return plan(
        Mechanism.MULTIPLICATIVE,
        request.score().toScore(),
        parameters == null ? null : parameters.toScoreParameters(),
        request.inputs(),
        request.shaping(),
        request.options(),
        draft);
  }

  private static <M extends Matrix<M>> Trace plan(
      Mechanism mechanism,
      Score score,
      @Nullable ScoreParameters parameters,
      VectorInputs inputs,
      ScoreShaping shaping,
      AnswerOptions options,
      Draft<M> draft) {
    VectorsDraft<M> vectors = VectorsDraft.of(inputs, draft);
    VectorsDraft.Input<M> queries = vectors.queries();
    VectorsDraft.Input<M> keys = vectors.keys();
    boolean known = queries.sound() && keys.sound();
    if (score.direct() != null && known) {
      draft.fit(
          queries.columns() == keys.columns(),
          Pointer.ROOT.child("keys"),
          "Expected keys as wide as the queries, %d, for the score %s, found %d.",
          queries.columns(),
          score,
          keys.columns());
    }
    ScoreDraft<M> scores =
        new ScoreDraft<>(
            draft,
            score,
            parameters,
            PARAMETERS,
            queries.sound() ? queries.columns() : 0,
            keys.sound() ? keys.columns() : 0);
    scores.derive(keys.rows());
    vectors.cells(1);
    ShapingDraft.Stages<M> shaped =
        new ShapingDraft<>(draft, queries.rows(), keys.rows()).stages(shaping, null);
    draft.settle();
    Function<M, Stage<M>> scoring = scores.build();
    draft.settle();
    Heads<M> heads =
        Heads.single(
            2 + shaped.of(null).size(),
            (head, projected) -> {
              List<Stage<M>> stages = new ArrayList<>();
              stages.add(scoring.apply(projected));
              stages.addAll(shaped.of(null));
              return new Pipeline<>(draft.kernel(), stages, options.normalization());
            });
    Parameters drawn = scores.drawn();
    Selection selection =
        new Selection(
            inputs.queryIndices(),
            vectors.labels(),
            Draft.wanted(options),
            drawn == null ? Map.of() : Map.of(Member.PARAMETERS, drawn));
    return new Attention<>(
        mechanism, draft.kernel(), vectors.vectors(null, null, null), heads, selection);
  }
}
