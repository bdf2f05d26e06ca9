package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Parameters;
import attention.mechanism.Projection;
import attention.mechanism.TorchGenerator;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.MatrixLayout;
import attention.request.MultiHeadProjections;
import attention.request.MultiHeadProjections.MultiHeadBiases;
import attention.request.RandomProjections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The projections of a transformer head, or of several, in the making: given, drawn, or none. */
final class ProjectionsDraft<M extends Matrix<M>> {

  private static final Pointer AT = Pointer.ROOT.child("projections");
  private static final Pointer RANDOM = AT.child("random");

  private final Draft<M> draft;
  private final MultiHeadProjections request;
  private final MultiHeadBiases biases;
  private final Map<String, Parameters> drawn = new LinkedHashMap<>();
  private boolean canDraw;

  ProjectionsDraft(Draft<M> draft, @Nullable MultiHeadProjections request) {
    this.draft = draft;
    this.request = request == null ? MultiHeadProjections.NONE : request;
    this.biases = this.request.biases() == null ? MultiHeadBiases.NONE : this.request.biases();
    if (this.request.random() != null) {
      random(this.request.random());
    }
  }

  private void random(RandomProjections random) {
    draft.seed(random.seed(), RANDOM.child("seed"));
    canDraw = draft.width(random.dimension(), RANDOM.child("dimension"));
    draft.exclude(request.query(), AT.child("query"), "\"random\"");
    draft.exclude(request.key(), AT.child("key"), "\"random\"");
    draft.exclude(request.value(), AT.child("value"), "\"random\"");
    draft.exclude(request.output(), AT.child("output"), "\"random\"");
    draft.exclude(request.biases(), AT.child("biases"), "\"random\"");
  }

  /**
   * One of the projections.
   *
   * @param in the width of what it projects
   * @param drawnOut the width to which it is drawn, where it is
   */
  record Part(
      Pointer at,
      @Nullable InputMatrix given,
      @Nullable InputVector bias,
      boolean isDrawn,
      int in,
      int out) {

    /** Whether anything is projected at all. */
    boolean projects() {
      return isDrawn || given != null;
    }
  }

  Part query(VectorsDraft.Input<M> input, int drawnOut) {
    return part("query", request.query(), biases.query(), input, drawnOut);
  }

  Part key(VectorsDraft.Input<M> input, int drawnOut) {
    return part("key", request.key(), biases.key(), input, drawnOut);
  }

  Part value(VectorsDraft.Input<M> input, int drawnOut) {
    return part("value", request.value(), biases.value(), input, drawnOut);
  }

  /**
   * The output projection.
   *
   * @param in the width of the contexts of all heads together
   * @param known whether that width is right: the values could be read
   */
  Part output(int in, boolean known) {
    boolean isDrawn = request.random() != null && request.random().output();
    return part("output", request.output(), biases.output(), isDrawn, in, in, known);
  }

  private Part part(
      String name,
      @Nullable InputMatrix given,
      @Nullable InputVector bias,
      VectorsDraft.Input<M> input,
      int drawnOut) {
    boolean isDrawn = request.random() != null;
    return part(name, given, bias, isDrawn, input.columns(), drawnOut, input.sound());
  }

  private Part part(
      String name,
      @Nullable InputMatrix given,
      @Nullable InputVector bias,
      boolean isDrawn,
      int in,
      int drawnOut,
      boolean known) {
    Pointer at = AT.child(name);
    int out = isDrawn ? drawnOut : in;
    if (given != null) {
      boolean stored = request.layout() == MatrixLayout.IN_OUT;
      out = stored ? given.columns() : given.rows();
      if (given.sound() && known) {
        int rows = stored ? given.rows() : given.columns();
        draft.fit(
            rows == in,
            at,
            "Expected a matrix for inputs %d wide (layout %s), found %s.",
            in,
            request.layout(),
            given.shape());
      }
    }
    if (bias != null) {
      Pointer biasAt = AT.child("biases").child(name);
      draft.require(given, at, "its bias");
      draft.fit(
          given == null || !given.sound() || bias.length() == out,
          biasAt,
          "Expected %d numbers, as wide as the projection, found %d.",
          out,
          bias.length());
    }
    if (isDrawn && canDraw) {
      draft.derive(in, out, RANDOM.child("dimension"));
    }
    return new Part(at, given, bias, isDrawn, in, out);
  }

  /** How they are drawn; nothing if they are not. */
  @Nullable RandomProjections random() {
    return request.random();
  }

  /** The generator of what is drawn; nothing if nothing is. */
  @Nullable TorchGenerator generator() {
    return request.random() == null ? null : new TorchGenerator(request.random().seed());
  }

  /** The projection itself, drawn with its bias if it has one. */
  @Nullable Projection<M> build(Part part, boolean drawsBias, @Nullable TorchGenerator generator) {
    if (part.isDrawn()) {
      return draw(part, drawsBias, Objects.requireNonNull(generator));
    }
    if (part.given() == null) {
      return null;
    }
    M matrix = draft.matrix(part.given());
    return new Projection<>(
        draft.kernel(),
        request.layout() == MatrixLayout.IN_OUT ? matrix : matrix.transposed(),
        draft.vector(part.bias()));
  }

  private Projection<M> draw(Part part, boolean drawsBias, TorchGenerator generator) {
    var initialization = Objects.requireNonNull(request.random()).initialization();
    M weights = initialization.draw(draft.kernel(), generator, part.in(), part.out());
    drawn.put(part.at().name(), new Parameters.Table(weights));
    M bias = null;
    if (drawsBias) {
      bias = initialization.drawBias(draft.kernel(), generator, part.in(), part.out());
      drawn.put("biases", new Parameters.Group(Map.of("output", new Parameters.Vector(bias))));
    }
    return new Projection<>(draft.kernel(), weights, bias);
  }

  /** What was drawn, in the form of a request; nothing if nothing was. */
  @Nullable Parameters drawn() {
    if (drawn.isEmpty()) {
      return null;
    }
    drawn.put("layout", new Parameters.Word(MatrixLayout.IN_OUT.toString()));
    return new Parameters.Group(drawn);
  }
}
