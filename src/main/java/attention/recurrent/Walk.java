package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Workspace;
import attention.trace.Checkpoint;
import attention.trace.Member;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk of a decoder along its steps: holds what each step needs of the one before it. */
final class Walk<M extends Matrix<M>> {

  private static final Set<Member> READ_OUT = EnumSet.range(Member.LOGITS, Member.PREDICTED_TOKEN);

  private final Kernel<M> kernel;
  private final Decoder<M> decoder;
  private final Alignment<M> alignment;
  private final Contexts<M> contexts;
  private CellState<M> state;
  private @Nullable M attentional;
  private int taken;

  /** A walk that has taken no step yet. */
  Walk(Kernel<M> kernel, Decoder<M> decoder, Alignment<M> alignment, Contexts<M> contexts) {
    this.kernel = kernel;
    this.decoder = decoder;
    this.alignment = alignment;
    this.contexts = contexts;
    this.state = decoder.start(contexts.encoding());
    Combine<M> combine = alignment.combine();
    this.attentional = combine == null ? null : kernel.zeros(1, combine.width());
  }

  /** How many steps it has taken. */
  int taken() {
    return taken;
  }

  /**
   * Takes the next step.
   *
   * @param y 1 × d_y
   * @param wanted the stages to keep
   */
  Step<M> next(M y, Set<Member> wanted, Workspace<M> space) {
    Checkpoint.pass();
    Step<M> step = new Step<>(kernel, wanted);
    contexts.warn(taken, step.warnings());
    M context =
        switch (alignment.query()) {
          case PREVIOUS -> attendAndMove(y, step, space);
          case CURRENT -> moveAndAttend(y, step, space);
        };
    readOut(context, step);
    taken++;
    return step;
  }

  /** z_t by s_{t−1}, then s_t = cell([y_t ; z_t], s_{t−1}). */
  private M attendAndMove(M y, Step<M> step, Workspace<M> space) {
    M context = contexts.of(taken, state.hidden(), step, space);
    move(Joined.of(kernel, y, context), step);
    return context;
  }

  /** s_t = cell([y_t ; h̃_{t−1}], s_{t−1}), then z_t by s_t, then h̃_t. */
  private M moveAndAttend(M y, Step<M> step, Workspace<M> space) {
    M fed = alignment.feedsInput() ? attentional : null;
    move(fed == null ? y : Joined.of(kernel, y, fed), step);
    M context = contexts.of(taken, state.hidden(), step, space);
    if (alignment.combine() != null) {
      attentional = alignment.combine().of(context, state.hidden());
      step.add(Member.ATTENTIONAL, attentional);
    }
    return context;
  }

  private void move(M input, Step<M> step) {
    state = decoder.cell().step(input, state);
    if (state.memory() != null) {
      step.add(Member.MEMORY, state.memory());
    }
    step.add(Member.STATE, state.hidden());
  }

  private void readOut(M context, Step<M> step) {
    Readout<M> readout = decoder.readout();
    if (readout != null && step.wanted().stream().anyMatch(READ_OUT::contains)) {
      M r = attentional != null ? attentional : Joined.of(kernel, state.hidden(), context);
      M logits = readout.map().of(r);
      step.add(Member.LOGITS, logits);
      step.predict(readout.prediction(logits));
    }
  }
}
