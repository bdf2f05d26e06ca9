package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Attention;
import attention.mechanism.DotProduct;
import attention.mechanism.Heads;
import attention.mechanism.Inputs;
import attention.mechanism.Labels;
import attention.mechanism.Mechanism;
import attention.mechanism.Pipeline;
import attention.mechanism.Selection;
import attention.mechanism.Stage;
import attention.mechanism.Trace;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.SelfRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans simple self-attention: Q = K = V = X. */
final class SelfPlan {

  private SelfPlan() {}

  static <M extends Matrix<M>> Trace plan(SelfRequest request, Draft<M> draft) {
    InputMatrix embeddings = request.embeddings();
    int n = embeddings.rows();
    int[] indices = request.queryIndices();
    M x = draft.matrix(embeddings);
    draft.tokens(request.tokens(), Pointer.ROOT.child("tokens"), embeddings);
    draft.queryIndices(indices, n);
    draft.cells(indices == null ? n : indices.length, n, 1, embeddings.at());
    ShapingDraft.Stages<M> shaped = new ShapingDraft<>(draft, n, n).stages(request.shaping(), null);
    draft.settle();
    Heads<M> heads =
        Heads.single(
            2 + shaped.of(null).size(),
            (head, keys) -> {
              List<Stage<M>> stages = new ArrayList<>();
              stages.add(new DotProduct<>(draft.kernel(), keys));
              stages.addAll(shaped.of(null));
              return new Pipeline<>(draft.kernel(), stages, request.options().normalization());
            });
    Selection selection =
        new Selection(
            indices,
            new Labels(request.tokens(), request.tokens()),
            Draft.wanted(request.options()),
            Map.of());
    return new Attention<>(Mechanism.SELF, draft.kernel(), Inputs.of(x), heads, selection);
  }
}
