package attention.service;

import attention.matrix.Matrix;
import attention.problem.Pointer;
import attention.recurrent.Bridge;
import attention.recurrent.Cell;
import attention.recurrent.CellType;
import attention.recurrent.Decoder;
import attention.recurrent.Feed;
import attention.recurrent.Generation;
import attention.recurrent.Readout;
import attention.recurrent.Start;
import attention.request.EncoderDecoderRequest.BridgeRequest;
import attention.request.EncoderDecoderRequest.DecoderRequest;
import attention.request.EncoderDecoderRequest.GenerateRequest;
import attention.request.EncoderDecoderRequest.ReadoutRequest;
import org.jspecify.annotations.Nullable;

/** A decoder: its cell, what it reads, where it starts, and what reads it out. */
final class DecoderBuilder<M extends Matrix<M>> {

  static final Pointer AT = Pointer.ROOT.child("decoder");

  private final PlanContext<M> context;
  private final DecoderRequest request;
  private final CellBuilder<M> cell;
  private final @Nullable CheckedMatrix<M> inputs;
  private final @Nullable CheckedMatrix<M> embeddings;
  private @Nullable CheckedMatrix<M> initialState;
  private @Nullable CheckedMatrix<M> initialCell;
  private Part.@Nullable Given<M> bridge;
  private Part.@Nullable Given<M> readout;

  /** Checks the cell by itself, and what it reads. */
  DecoderBuilder(PlanContext<M> context, DecoderRequest request) {
    this.context = context;
    this.request = request;
    this.cell = new CellBuilder<>(context, request.cell(), AT.child("cell"));
    GenerateRequest generate = request.generate();
    if (generate == null) {
      context.require(request.inputs(), AT.child("inputs"), "a decoder without \"generate\"");
    } else if (request.inputs() != null || request.tokens() != null) {
      context.exclude(generate, AT.child("generate"), "\"inputs\" or \"tokens\"");
    }
    this.inputs = request.inputs() == null ? null : context.matrix(request.inputs());
    this.embeddings = generate == null ? null : context.matrix(generate.embeddings());
    if (inputs != null) {
      context.tokens(request.tokens(), AT.child("tokens"), inputs);
    }
  }

  /** h. */
  Size hidden() {
    return cell.hidden();
  }

  CellBuilder<M> cell() {
    return cell;
  }

  /** Where the number of steps comes from. */
  Pointer stepsAt() {
    return AT.child(inputs == null ? "generate" : "inputs");
  }

  /** The number of steps, or the most of them. */
  Size steps() {
    if (inputs != null) {
      return inputs.rows();
    }
    GenerateRequest generate = request.generate();
    return generate == null || generate.steps() < 1 ? Size.UNKNOWN : Size.of(generate.steps());
  }

  /** d_y. */
  Size input() {
    CheckedMatrix<M> read = inputs != null ? inputs : embeddings;
    return read == null ? Size.UNKNOWN : read.columns();
  }

  /**
   * Checks where the decoder starts.
   *
   * @param forward the hidden size of the encoder's forward cell
   * @param backward that of its backward cell; nothing if there is none
   */
  void checkStart(Size forward, @Nullable Size backward) {
    initialState = context.vector(request.initialState());
    initialCell = context.vector(request.initialCell());
    context.length(initialState, hidden(), "the hidden size of the decoder");
    context.length(initialCell, hidden(), "the hidden size of the decoder");
    if (request.cell().type() != CellType.LSTM) {
      String type = "the type " + request.cell().type();
      context.exclude(request.initialCell(), AT.child("initialCell"), type);
    }
    BridgeRequest given = request.bridge();
    if (given != null) {
      bridge = bridge(given, forward, backward);
    } else if (initialState == null) {
      context.fit(
          hidden().fits(forward),
          AT.child("initialState"),
          "Expected an initial state of %s numbers, because the encoder's last forward state has %s, found none. Add it, or a bridge.",
          hidden(),
          forward);
    }
  }

  private Part.Given<M> bridge(BridgeRequest given, Size forward, @Nullable Size backward) {
    if (initialState != null) {
      context.exclude(given, AT.child("bridge"), "\"initialState\"");
    }
    Size from = given.from() == Bridge.From.FORWARD ? forward : backward;
    if (from == null) {
      Pointer missing = Pointer.ROOT.child("encoder").child("backward");
      context.require(null, missing, "a bridge from the backward state");
      from = Size.UNKNOWN;
    }
    String meaning = "the %s state to that of the decoder".formatted(given.from());
    return Part.given(
        context, given.weights(), given.bias(), given.layout(), from, hidden(), meaning);
  }

  /**
   * Checks what reads the steps out, and what is generated from it.
   *
   * @param in the width of what is read out
   */
  void checkReadout(Size in) {
    Pointer at = AT.child("readout");
    ReadoutRequest given = request.readout();
    if (given != null) {
      readout =
          Part.given(
              context,
              given.weights(),
              given.bias(),
              given.layout(),
              in,
              Size.UNKNOWN,
              "what is read out to the vocabulary");
      int names = given.tokens() == null ? -1 : given.tokens().size();
      context.fit(
          new Size(names).fits(readout.out()),
          at.child("tokens"),
          "Expected %s tokens, one for each logit, found %d.",
          readout.out(),
          names);
    }
    GenerateRequest generate = request.generate();
    if (generate != null) {
      context.require(given, at, "\"generate\"");
      checkGenerate(generate, AT.child("generate"));
    }
  }

  private void checkGenerate(GenerateRequest generate, Pointer at) {
    Size vocabulary = readout == null ? Size.UNKNOWN : readout.out();
    Size rows = embeddings == null ? Size.UNKNOWN : embeddings.rows();
    context.fit(
        rows.fits(vocabulary),
        at.child("embeddings"),
        "Expected %s rows, one for each logit, found %s.",
        vocabulary,
        rows);
    int most = vocabulary.or(rows).isKnown() ? vocabulary.or(rows).value() : Integer.MAX_VALUE;
    context.limits().within(0, generate.start(), most - 1L, at.child("start"));
    if (generate.end() != null) {
      context.limits().within(0, generate.end(), most - 1L, at.child("end"));
    }
    context.limits().steps(generate.steps(), at.child("steps"));
  }

  /** V; 0 without a readout. */
  int readOut() {
    return readout == null ? 0 : readout.out().value();
  }

  /** The numbers of the copies of the matrices of its cell, of bridge and readout. */
  long copies() {
    return cell.copies()
        + (bridge == null ? 0 : bridge.copies(bridge.in()))
        + (readout == null ? 0 : readout.copies(readout.in()));
  }

  /** The multiply-adds of one step beside attention. */
  long work() {
    return cell.work() + (readout == null ? 0 : readout.products(readout.in()));
  }

  /** Makes the decoder around its cell. */
  Decoder<M> build(Cell<M> built) {
    return new Decoder<>(
        built, feed(), start(), initialCell == null ? null : initialCell.get(), readout());
  }

  private Feed<M> feed() {
    GenerateRequest generate = request.generate();
    if (generate != null && embeddings != null) {
      return new Generation<>(embeddings.get(), generate.start(), generate.end(), generate.steps());
    }
    if (inputs == null) {
      throw new IllegalStateException("A decoder that reads nothing was not refused");
    }
    return new Feed.Given<>(inputs.get());
  }

  private Start<M> start() {
    BridgeRequest given = request.bridge();
    if (given != null && bridge != null) {
      return new Bridge<>(given.from(), bridge.build(context.kernel(), null));
    }
    return initialState == null ? new Start.Handed<>() : new Start.Given<>(initialState.get());
  }

  private @Nullable Readout<M> readout() {
    ReadoutRequest given = request.readout();
    return given == null || readout == null
        ? null
        : new Readout<>(readout.build(context.kernel(), null), given.tokens());
  }
}
