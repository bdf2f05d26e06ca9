package attention.web;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.mechanism.Attention;
import attention.mechanism.Attention.Labels;
import attention.mechanism.DotProduct;
import attention.mechanism.GivenScores;
import attention.mechanism.Head;
import attention.mechanism.Mechanism;
import attention.mechanism.Pipeline;
import attention.mechanism.Stage;
import attention.mechanism.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the plan of an answer out of a request that could be read, or refuses it with everything
 * that does not fit.
 */
final class Planner {

  private final Kernels kernels;
  private final Limits limits;

  Planner(Kernels kernels, Limits limits) {
    this.kernels = kernels;
    this.limits = limits;
  }

  /** Q = K = V = X. */
  Trace self(Received<SelfRequest> received) {
    Dtype dtype = received.request().options().dtype();
    return switch (dtype) {
      case FLOAT32 -> self(received.request(), draft(kernels.float32(), received));
      case FLOAT64 -> self(received.request(), draft(kernels.float64(), received));
    };
  }

  private static <M extends Matrix<M>> Trace self(SelfRequest request, Draft<M> draft) {
    Grid embeddings = request.embeddings();
    int n = embeddings.rows();
    int[] indices = request.queryIndices();
    M x = draft.matrix(embeddings);
    draft.tokens(request.tokens(), "tokens", embeddings);
    draft.queryIndices(indices, n);
    draft.cells(indices == null ? n : indices.length, n, embeddings.at());
    List<Stage<M>> stages = new ArrayList<>();
    stages.add(new DotProduct<>(draft.kernel(), x));
    stages.addAll(draft.stages(request.shaping(), n, n));
    draft.faults().refuseAny();
    Pipeline<M> pipeline =
        new Pipeline<>(draft.kernel(), stages, request.options().normalization());
    return new Attention<>(
        Mechanism.SELF,
        new Head<>(x, n, pipeline, x),
        indices,
        new Labels(request.tokens(), request.tokens()),
        Draft.wanted(request.options()));
  }

  /** Scores that somebody else computed. */
  Trace weights(Received<WeightsRequest> received) {
    Dtype dtype = received.request().options().dtype();
    return switch (dtype) {
      case FLOAT32 -> weights(received.request(), draft(kernels.float32(), received));
      case FLOAT64 -> weights(received.request(), draft(kernels.float64(), received));
    };
  }

  private static <M extends Matrix<M>> Trace weights(WeightsRequest request, Draft<M> draft) {
    Grid grid = request.scores();
    M scores = draft.matrix(grid);
    draft.cells(grid.rows(), grid.columns(), grid.at());
    draft.faults().refuseAny();
    Pipeline<M> pipeline =
        new Pipeline<>(
            draft.kernel(),
            List.of(new GivenScores<>(draft.kernel())),
            request.options().normalization());
    return new Attention<>(
        Mechanism.WEIGHTS_ONLY,
        new Head<>(scores, grid.columns(), pipeline, null),
        null,
        new Labels(null, null),
        Draft.wanted(request.options()));
  }

  private <M extends Matrix<M>> Draft<M> draft(Kernel<M> kernel, Received<?> received) {
    return new Draft<>(kernel, limits, received.faults());
  }
}
