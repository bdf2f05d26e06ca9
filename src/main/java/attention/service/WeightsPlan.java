package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.GivenScores;
import attention.mechanism.Head;
import attention.mechanism.Mechanism;
import attention.mechanism.Member;
import attention.mechanism.Pipeline;
import attention.mechanism.Trace;
import attention.mechanism.Weighing;
import attention.request.InputMatrix;
import attention.request.WeightsRequest;
import java.util.List;
import java.util.Set;

/** Plans the normalization of scores that somebody else computed. */
final class WeightsPlan {

  private WeightsPlan() {}

  static <M extends Matrix<M>> Trace plan(WeightsRequest request, Draft<M> draft) {
    InputMatrix grid = request.scores();
    M scores = draft.overKeys(grid);
    draft.cells(grid.rows(), grid.columns(), 1, grid.at());
    draft.settle();
    Pipeline<M> pipeline =
        new Pipeline<>(
            draft.kernel(),
            List.of(new GivenScores<>(draft.kernel())),
            request.options().normalization());
    Set<Member> wanted = Draft.wanted(request.options());
    wanted.retainAll(Mechanism.WEIGHTS_ONLY.rowMembers());
    return new Weighing<>(scores, new Head<>(scores.columns(), pipeline, null), wanted);
  }
}
