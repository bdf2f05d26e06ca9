package attention.service;

import attention.matrix.Matrix;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.MatrixLayout;
import attention.request.MultiHeadProjections;
import attention.request.MultiHeadProjections.MultiHeadBiases;
import attention.request.RandomProjections;
import attention.stage.Projection;
import attention.stage.TorchGenerator;
import attention.trace.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The projections of a transformer head, or of several. */
final class ProjectionsBuilder<M extends Matrix<M>> {

  private static final Pointer AT = Pointer.ROOT.child("projections");
  private static final Pointer RANDOM = AT.child("random");

  private final PlanContext<M> context;
  private final MultiHeadProjections request;
  private final MultiHeadBiases biases;
  private final Size dimension;

  ProjectionsBuilder(PlanContext<M> context, @Nullable MultiHeadProjections request) {
    this.context = context;
    this.request = request == null ? MultiHeadProjections.NONE : request;
    this.biases = this.request.biases() == null ? MultiHeadBiases.NONE : this.request.biases();
    RandomProjections random = this.request.random();
    this.dimension = random == null ? Size.UNKNOWN : checkRandom(random);
  }

  private Size checkRandom(RandomProjections random) {
    context.limits().seed(random.seed(), RANDOM.child("seed"));
    Size width = context.limits().width(random.dimension(), RANDOM.child("dimension"));
    context.exclude(request.query(), AT.child("query"), "\"random\"");
    context.exclude(request.key(), AT.child("key"), "\"random\"");
    context.exclude(request.value(), AT.child("value"), "\"random\"");
    context.exclude(request.output(), AT.child("output"), "\"random\"");
    context.exclude(request.biases(), AT.child("biases"), "\"random\"");
    return width;
  }

  /** The width of what is drawn, all heads together; unknown where nothing is. */
  Size dimension() {
    return dimension;
  }

  Part<M> query(Size in) {
    return part("query", request.query(), biases.query(), in, dimension, request.random() != null);
  }

  /**
   * The projection of the keys.
   *
   * @param drawnOut the width to which it is drawn, if it is
   */
  Part<M> key(Size in, Size drawnOut) {
    return part("key", request.key(), biases.key(), in, drawnOut, request.random() != null);
  }

  /**
   * The projection of the values.
   *
   * @param drawnOut the width to which it is drawn, if it is
   */
  Part<M> value(Size in, Size drawnOut) {
    return part("value", request.value(), biases.value(), in, drawnOut, request.random() != null);
  }

  /**
   * The output projection.
   *
   * @param in the width of the contexts of all heads side by side
   */
  Part<M> output(Size in) {
    boolean isDrawn = request.random() != null && request.random().output();
    return part("output", request.output(), biases.output(), in, in, isDrawn);
  }

  private Part<M> part(
      String name,
      @Nullable InputMatrix given,
      @Nullable InputVector bias,
      Size in,
      Size drawnOut,
      boolean isDrawn) {
    Pointer at = AT.child(name);
    RandomProjections random = request.random();
    if (random != null && isDrawn) {
      context.limits().derive(in, drawnOut, RANDOM.child("dimension"));
      return new Part.Drawn<>(at, random.initialization(), in, drawnOut, name.equals("output"));
    }
    if (given != null) {
      return given(at, given, bias, in);
    }
    if (context.vector(bias) != null) {
      context.require(null, at, "its bias");
    }
    return new Part.Absent<>(at, in);
  }

  private Part<M> given(Pointer at, InputMatrix given, @Nullable InputVector bias, Size in) {
    boolean turned = request.layout() == MatrixLayout.OUT_IN;
    CheckedMatrix<M> stored = context.matrix(given);
    CheckedMatrix<M> checkedBias = context.vector(bias);
    Part.Given<M> part = new Part.Given<>(stored, turned, checkedBias);
    context.fit(
        part.in().fits(in),
        at,
        "Expected a matrix for inputs %s wide (layout %s), found %s.",
        in,
        request.layout(),
        stored.shape());
    context.length(checkedBias, part.out(), "as wide as the projection");
    return part;
  }

  /** What draws; nothing if nothing is drawn. */
  @Nullable TorchGenerator generator() {
    return request.random() == null ? null : new TorchGenerator(request.random().seed());
  }

  /**
   * What was drawn, in the form of a request; nothing if nothing was.
   *
   * @param built the projections by name, those that were not drawn too
   */
  @Nullable Parameters drawn(Map<String, @Nullable Projection<M>> built) {
    if (request.random() == null) {
      return null;
    }
    Map<String, Parameters> drawn = new LinkedHashMap<>();
    built.forEach((name, projection) -> {
      if (projection != null) {
        drawn.put(name, new Parameters.Table(projection.weights()));
        if (projection.bias() != null) {
          Parameters bias = new Parameters.Vector(projection.bias());
          drawn.put("biases", new Parameters.Group(Map.of(name, bias)));
        }
      }
    });
    drawn.put("layout", new Parameters.Word(MatrixLayout.IN_OUT.toString()));
    return new Parameters.Group(drawn);
  }
}
