package attention.check;

import attention.definition.Affine;
import attention.definition.Backwards;
import attention.definition.Beginning;
import attention.definition.CellSpec;
import attention.definition.Combining;
import attention.definition.Definition;
import attention.definition.Feeding;
import attention.definition.Part;
import attention.definition.QueryOrder;
import attention.definition.ScoreFunction;
import attention.recurrent.Bridge;
import attention.recurrent.CellType;
import attention.recurrent.QueryState;
import attention.request.CellRequest;
import attention.request.EncoderDecoderRequest;
import attention.request.EncoderDecoderRequest.AlignmentRequest;
import attention.request.EncoderDecoderRequest.BridgeRequest;
import attention.request.EncoderDecoderRequest.DecoderRequest;
import attention.request.EncoderDecoderRequest.GenerateRequest;
import attention.request.EncoderDecoderRequest.ReadoutRequest;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.MatrixLayout;
import attention.stage.Score;
import attention.trace.Parameters;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The definition of an encoder and decoder, out of a request.
 *
 * @param answered how many steps the response has: fewer than the request allows where a prediction
 *     ends them
 */
record RecurrentReader(Numbers numbers, Drawn drawn, int answered) {

  Definition read(EncoderDecoderRequest request, Definition shared) {
    Drawn encoder = drawn.in("encoder");
    CellRequest backward = request.encoder().backward();
    Definition definition =
        shared
            .with(Part.INPUTS, numbers.matrix(request.inputs()))
            .with(Part.FORWARD, cell(request.encoder().forward(), encoder.in("forward")))
            .with(Part.BACKWARDS, Backwards.BY_INPUT)
            .with(Part.DECODER, cell(request.decoder().cell(), drawn.in("decoder").in("cell")));
    if (backward != null) {
      definition = definition.with(Part.BACKWARD, cell(backward, encoder.in("backward")));
    }
    definition = decoder(definition, request.decoder());
    definition = attention(definition, request.attention());
    ShapingReader shaping = new ShapingReader(numbers);
    return shaping.sink(shaping.read(definition, request.shaping(), null), request.sink());
  }

  private CellSpec cell(CellRequest request, Drawn cell) {
    if (request.random() != null) {
      CellType type = request.type();
      return new CellSpec(
          type,
          new Affine(
              table(cell, "input"), vector(cell, type == CellType.TANH ? "bias" : "inputBias")),
          new Affine(table(cell, "hidden"), vector(cell, "hiddenBias")));
    }
    InputVector bias = request.type() == CellType.TANH ? request.bias() : request.inputBias();
    return new CellSpec(
        request.type(),
        map(Objects.requireNonNull(request.input()), bias, request.layout()),
        map(Objects.requireNonNull(request.hidden()), request.hiddenBias(), request.layout()));
  }

  private double[][] table(Drawn cell, String name) {
    return numbers.drawn(Objects.requireNonNull(cell.get(name)));
  }

  private double @Nullable [] vector(Drawn cell, String name) {
    Parameters parameters = cell.get(name);
    return parameters == null ? null : numbers.drawn(parameters)[0];
  }

  private Affine map(InputMatrix weights, @Nullable InputVector bias, MatrixLayout layout) {
    return new Affine(
        numbers.weights(weights, layout == MatrixLayout.OUT_IN), numbers.vector(bias));
  }

  private Definition decoder(Definition definition, DecoderRequest decoder) {
    GenerateRequest generate = decoder.generate();
    Feeding feeding;
    if (generate != null) {
      double[][] embeddings = numbers.matrix(generate.embeddings());
      feeding = new Feeding(embeddings, generate.start(), generate.end(), generate.steps());
    } else {
      double[][] inputs = numbers.matrix(Objects.requireNonNull(decoder.inputs()));
      feeding = new Feeding(inputs, null, null, inputs.length);
    }
    BridgeRequest bridge = decoder.bridge();
    ReadoutRequest readout = decoder.readout();
    return definition
        .with(Part.FEEDING, feeding)
        .with(Part.SELECTED, IntStream.range(0, answered).toArray())
        .with(
            Part.BEGINNING,
            new Beginning(
                numbers.vector(decoder.initialState()),
                numbers.vector(decoder.initialCell()),
                bridge == null ? null : map(bridge.weights(), bridge.bias(), bridge.layout()),
                bridge == null ? Bridge.From.FORWARD : bridge.from(),
                false,
                false))
        .with(
            Part.READOUT,
            readout == null ? null : map(readout.weights(), readout.bias(), readout.layout()));
  }

  private Definition attention(Definition definition, AlignmentRequest attention) {
    boolean current = attention.query() == QueryState.CURRENT;
    Definition attending =
        definition.with(Part.QUERY_ORDER, current ? QueryOrder.CURRENT : QueryOrder.PREVIOUS);
    if (attention.combine() != null) {
      Affine map =
          map(
              attention.combine().weights(),
              attention.combine().bias(),
              attention.combine().layout());
      attending = attending.with(Part.COMBINING, new Combining(map, true, false));
    }
    if (attention.inputFeeding()) {
      attending = attending.with(Part.INPUT_FEEDING, true);
    }
    if (attention.score() == Score.NONE) {
      return attending.with(Part.SCORE, null);
    }
    ScoreFunction score =
        new ScoreReader(numbers, drawn.in("attention").in("parameters"))
            .read(attention.score(), attention.parameters(), definition.get(Part.DECODER).width());
    return attending.with(Part.SCORE, score);
  }
}
