package attention.definition;

import attention.definition.CellSpec.State;
import attention.definition.Encoder.Encoding;
import attention.definition.ScoreFunction.Scorer;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The recurrent mechanism: steps of a decoder, each of which needs the one before. */
final class StepRecomputation extends Recomputation {

  private static final long ENCODER =
      Part.bits(Part.ARITHMETIC, Part.INPUTS, Part.FORWARD, Part.BACKWARD, Part.BACKWARDS);

  private static final long SCORER = ENCODER | Part.bits(Part.SCORE);

  private final Encoder encoder;
  private final List<Taken> steps = new ArrayList<>();

  /** A step that was taken. */
  private record Taken(double[] context, State state, double @Nullable [] attentional) {}

  StepRecomputation(
      Definition definition, @Nullable Recomputation parent, Effort effort, int probe) {
    super(definition, parent, effort, probe);
    this.encoder =
        parent instanceof StepRecomputation other ? other.encoder : new Encoder(this::spend);
  }

  @Override
  public int heads() {
    return 1;
  }

  @Override
  public int queryCount() {
    return definition().get(Part.FEEDING).steps();
  }

  @Override
  long costOfMatrices() {
    Combining combining = definition().find(Part.COMBINING);
    long step = Encoder.cost(definition().get(Part.DECODER)) + definition().numbers(Part.READOUT);
    step += combining == null ? 0 : combining.cost();
    return Encoder.cost(definition()) + queryCount() * step;
  }

  /** A mistake may generate other predictions, and so end at another step than the right ones. */
  @Override
  int[] answered() {
    Feeding feeding = definition().get(Part.FEEDING);
    return isChild() && feeding.generates()
        ? once(Feeding.class, () -> IntStream.range(0, stepsUntilEnd(feeding)).toArray())
        : super.answered();
  }

  private int stepsUntilEnd(Feeding feeding) {
    int last = 0;
    while (last + 1 < feeding.steps() && !feeding.endsWith(prediction(last))) {
      last++;
    }
    return last + 1;
  }

  @Override
  boolean replaces(Member stage) {
    return stage != Member.ANNOTATIONS || sharing(ENCODER) == null;
  }

  @Override
  public int width(Member stage) {
    int hidden = definition().get(Part.DECODER).width();
    return switch (stage) {
      case QUERY, STATE, MEMORY -> hidden;
      case ANNOTATIONS, CONTEXT -> annotationWidth();
      case ATTENTIONAL -> definition().get(Part.COMBINING).map().out();
      case LOGITS -> definition().get(Part.READOUT).out();
      default -> definition().get(Part.INPUTS).length;
    };
  }

  private int annotationWidth() {
    CellSpec backward = definition().find(Part.BACKWARD);
    return definition().get(Part.FORWARD).width() + (backward == null ? 0 : backward.width());
  }

  private Encoding encoding() {
    if (sharing(ENCODER) instanceof StepRecomputation same) {
      return same.encoding();
    }
    return once(Encoding.class, () -> encoder.of(definition()));
  }

  @Override
  double[] stage(Member stage, int head, int row) {
    return switch (stage) {
      case ANNOTATIONS -> encoding().annotations()[row];
      case QUERY -> query(row);
      case SCORES -> scores(row);
      case CONTEXT -> context(row);
      case STATE -> taken(row).state().hidden();
      case MEMORY -> taken(row).state().memory();
      case ATTENTIONAL -> Objects.requireNonNull(taken(row).attentional());
      case LOGITS -> logits(taken(row));
      default -> throw new IllegalArgumentException("There is no stage " + stage);
    };
  }

  private Taken taken(int step) {
    while (steps.size() <= step) {
      steps.add(take(steps.size()));
    }
    return steps.get(step);
  }

  private State before(int step) {
    if (step > 0) {
      return taken(step - 1).state();
    }
    return definition()
        .get(Part.BEGINNING)
        .of(encoding(), definition().get(Part.DECODER).width(), arithmetic());
  }

  /** The state that asks. */
  private double[] query(int step) {
    return definition().get(Part.QUERY_ORDER).isCurrent()
        ? once(List.of(State.class, step), () -> moved(step, null)).hidden()
        : before(step).hidden();
  }

  private Taken take(int step) {
    double[] context = row(Member.CONTEXT, 0, step);
    State state =
        definition().get(Part.QUERY_ORDER).isCurrent()
            ? once(List.of(State.class, step), () -> moved(step, null))
            : moved(step, context);
    Combining combining = definition().find(Part.COMBINING);
    spend(combining == null ? 0 : combining.cost());
    double[] attentional =
        combining == null ? null : combining.of(context, state.hidden(), arithmetic());
    return new Taken(context, state, attentional);
  }

  /**
   * The state after a step.
   *
   * @param context of the step; absent where it is not known yet
   */
  private State moved(int step, double @Nullable [] context) {
    CellSpec cell = definition().get(Part.DECODER);
    spend(Encoder.cost(cell));
    double[] y = fedInput(step);
    double[] input =
        switch (definition().get(Part.QUERY_ORDER)) {
          case PREVIOUS -> Rows.joined(y, Objects.requireNonNull(context));
          case PREVIOUS_WITHOUT_CONTEXT, CURRENT -> fed(y, step);
          case CURRENT_WITH_CONTEXT_BEFORE ->
              Rows.joined(
                  y, step == 0 ? new double[width(Member.CONTEXT)] : taken(step - 1).context());
        };
    return cell.step(input, before(step), arithmetic());
  }

  /** y_t. */
  private double[] fedInput(int step) {
    Feeding feeding = definition().get(Part.FEEDING);
    Integer start = feeding.start();
    if (start == null || step == 0) {
      return feeding.inputs()[start == null ? step : start];
    }
    return feeding.inputs()[Math.max(0, prediction(step - 1))];
  }

  private int prediction(int step) {
    return Feeding.prediction(logits(taken(step)));
  }

  /** y_t, and h̃_{t−1} where the request feeds it: zeros where a mistake leaves it out. */
  private double[] fed(double[] y, int step) {
    Boolean feeds = definition().find(Part.INPUT_FEEDING);
    if (feeds == null) {
      return y;
    }
    double[] before = new double[width(Member.ATTENTIONAL)];
    if (feeds && step > 0) {
      before = Objects.requireNonNull(taken(step - 1).attentional());
    }
    return Rows.joined(y, before);
  }

  private double[] scores(int step) {
    ScoreFunction score = definition().get(Part.SCORE);
    double[] query = query(step);
    spend((long) encoding().annotations().length * score.cost(query.length));
    return arithmetic().round(scorer().of(query).clone());
  }

  private Scorer scorer() {
    if (sharing(SCORER) instanceof StepRecomputation same) {
      return same.scorer();
    }
    return once(Scorer.class, this::newScorer);
  }

  private Scorer newScorer() {
    ScoreFunction score = definition().get(Part.SCORE);
    double[][] annotations = encoding().annotations();
    spend(score.costOver(annotations.length, annotations[0].length));
    return score.over(annotations, arithmetic());
  }

  private double[] context(int step) {
    double[][] annotations = encoding().annotations();
    if (!definition().has(Part.SCORE)) {
      return annotations[annotations.length - 1];
    }
    double[] weights = arithmetic().operands(weightsOf(0, step));
    double[] sum = new double[annotations[0].length];
    spend((long) weights.length * sum.length);
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] != 0) {
        Rows.addMultiple(weights[j], arithmetic().operands(annotations[j]), 0, sum);
      }
    }
    return arithmetic().round(sum);
  }

  private double[] logits(Taken step) {
    double[] read =
        step.attentional() != null
            ? step.attentional()
            : Rows.joined(step.state().hidden(), step.context());
    Affine readout = definition().get(Part.READOUT);
    spend(readout.numbers());
    return readout.of(read, arithmetic());
  }
}
