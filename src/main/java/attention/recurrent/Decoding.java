package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Workspace;
import attention.trace.Member;
import attention.trace.Preamble;
import attention.trace.Predictions;
import attention.trace.Rows;
import attention.trace.Selection;
import attention.trace.Trace;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is carried out: the inputs are read first, then each row is a step of one walk, so
 * rows must be asked for in order, each once.
 *
 * <p>How many rows a decoder has that is fed by its own predictions shows only when it has taken
 * all steps. It takes them once to find its predictions, and again for the rows: what it holds then
 * does not grow with the stages of its steps.
 *
 * <p>For one thread at a time.
 */
final class Decoding<M extends Matrix<M>> implements Trace {

  private static final Set<Member> PREDICTION = EnumSet.of(Member.PREDICTION);

  private final EncoderDecoder<M> plan;
  private final Kernel<M> kernel;
  private final RecurrentSizes sizes;
  private @Nullable Contexts<M> contexts;
  private @Nullable Walk<M> walk;
  private @Nullable Workspace<M> idle;
  private int @Nullable [] inputIndices;

  Decoding(EncoderDecoder<M> plan, RecurrentSizes sizes) {
    this.plan = plan;
    this.kernel = plan.encoder().kernel();
    this.sizes = sizes;
  }

  private Contexts<M> contexts() {
    if (contexts == null) {
      Encoding<M> encoding = plan.encoder().encode(plan.inputs());
      contexts = Contexts.of(kernel, encoding, plan.alignment());
    }
    return contexts;
  }

  private Walk<M> walk() {
    if (walk == null) {
      if (plan.decoder().feed() instanceof Generation<M> generation) {
        inputIndices = generate(generation, begin());
      }
      walk = begin();
    }
    return walk;
  }

  private Walk<M> begin() {
    return new Walk<>(kernel, plan.decoder(), plan.alignment(), contexts());
  }

  /** The indices that the steps read, one for each step. */
  private int[] generate(Generation<M> generation, Walk<M> search) {
    int[] indices = new int[generation.steps()];
    Workspace<M> space = new Workspace<>(kernel);
    int next = generation.start();
    do {
      indices[search.taken()] = next;
      M y = generation.embeddings().rows(next, next + 1);
      next = search.next(y, PREDICTION, space).prediction();
      space.rewind();
    } while (search.taken() < indices.length && !generation.endsWith(next));
    return Arrays.copyOf(indices, search.taken());
  }

  @Override
  public Preamble preamble() {
    walk();
    return plan.preamble(contexts(), rowCount());
  }

  /** The steps that there are, or may be as long as they were not taken. */
  @Override
  public int rowCount() {
    return inputIndices == null ? sizes.rowCount() : inputIndices.length;
  }

  @Override
  public RecurrentSizes footprint() {
    return sizes;
  }

  @Override
  public Rows rows(int from, int to) {
    Walk<M> steps = walk();
    if (from != steps.taken() || to != from + 1) {
      throw new IllegalStateException(
          "The steps come one by one and in order: next is %d, not %d to %d"
              .formatted(steps.taken(), from, to));
    }
    Objects.checkIndex(from, rowCount());
    Workspace<M> space = idle == null ? new Workspace<>(kernel) : idle;
    idle = null;
    Selection selection = plan.selection();
    Step<M> step = steps.next(input(from), selection.members(), space);
    int[] index = {from};
    return new Rows(
        "step",
        index,
        selection.labels().of(index),
        List.of(),
        step.stages(),
        predictions(from, step.prediction()),
        () -> giveBack(space));
  }

  private void giveBack(Workspace<M> space) {
    space.rewind();
    idle = space;
  }

  /** y_t, 1 × d_y. */
  private M input(int t) {
    return switch (plan.decoder().feed()) {
      case Feed.Given<M>(M inputs) -> inputs.rows(t, t + 1);
      case Generation<M> generation -> {
        int index = Objects.requireNonNull(inputIndices)[t];
        yield generation.embeddings().rows(index, index + 1);
      }
    };
  }

  private @Nullable Predictions predictions(int t, int prediction) {
    Readout<M> readout = plan.decoder().readout();
    if (readout == null) {
      return null;
    }
    Selection selection = plan.selection();
    boolean named = readout.tokens() != null && selection.includes(Member.PREDICTED_TOKEN);
    return new Predictions(
        inputIndices == null ? null : new int[] {inputIndices[t]},
        selection.includes(Member.PREDICTION) ? new int[] {prediction} : null,
        named ? Collections.singletonList(readout.token(prediction)) : null);
  }
}
