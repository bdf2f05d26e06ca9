package attention.check;

import attention.definition.Arithmetic;
import attention.definition.Columns;
import attention.definition.Definition;
import attention.definition.EmptyRows;
import attention.definition.Mixing;
import attention.definition.Part;
import attention.definition.RowNormalizers;
import attention.definition.Scale;
import attention.definition.ScoreFunction;
import attention.matrix.Dtype;
import attention.request.AdditiveRequest;
import attention.request.AnswerOptions;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.EncoderDecoderRequest;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.MultiHeadProjections;
import attention.request.MultiHeadRequest;
import attention.request.MultiplicativeRequest;
import attention.request.ScaledRequest;
import attention.request.SelfRequest;
import attention.request.VectorInputs;
import attention.request.WeightsRequest;
import attention.stage.Alibi;
import attention.stage.Normalization;
import attention.stage.Score;
import attention.trace.Mechanism;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the right definition out of a request that can be computed. */
final class DefinitionReader {

  private final Arithmetic arithmetic;
  private final Numbers numbers;
  private final ShapingReader shaping;
  private final Drawn drawn;
  private final int answered;

  /**
   * @param arithmetic in which everything is computed
   * @param drawn what was drawn for the request
   * @param answered how many rows the response has
   */
  DefinitionReader(Arithmetic arithmetic, Dtype dtype, Drawn drawn, int answered) {
    this.arithmetic = arithmetic;
    this.numbers = new Numbers(arithmetic, dtype);
    this.shaping = new ShapingReader(numbers);
    this.drawn = drawn;
    this.answered = answered;
  }

  Definition read(AttentionRequest attention) {
    return switch (attention) {
      case SelfRequest request -> self(request);
      case ScaledRequest request -> scaled(request);
      case MultiHeadRequest request -> multiHead(request);
      case AdditiveRequest request -> additive(request);
      case MultiplicativeRequest request -> multiplicative(request);
      case EncoderDecoderRequest request ->
          new RecurrentReader(numbers, drawn, answered)
              .read(request, shared(Mechanism.ENCODER_DECODER, request.options()));
      case CheckRequest check -> read(check.request());
      case WeightsRequest request -> weights(request);
    };
  }

  private Definition shared(Mechanism mechanism, AnswerOptions options) {
    Normalization normalization = options.normalization();
    return Definition.EMPTY
        .with(Part.ARITHMETIC, arithmetic)
        .with(Part.MECHANISM, mechanism)
        .with(Part.NORMALIZATION, normalization)
        .with(Part.NORMALIZER, RowNormalizers.normalizer(normalization))
        .with(Part.EMPTY_ROWS, query -> EmptyRows.ZEROS)
        .with(Part.MIXING, Mixing.AS_IT_IS)
        .with(Part.HEADS, 1)
        .with(Part.KEY_VALUE_HEADS, 1)
        .with(Part.CUT, Columns.BLOCKS)
        .with(Part.MERGE, Columns.BLOCKS)
        .with(Part.SCORE, new ScoreFunction.Dot(false))
        .with(Part.STEPS, List.of());
  }

  private Definition self(SelfRequest request) {
    double[][] x = numbers.matrix(request.embeddings());
    Definition definition =
        selected(shared(Mechanism.SELF, request.options()), request.queryIndices(), x.length)
            .with(Part.EMBEDDED, true)
            .with(Part.QUERIES, x)
            .with(Part.KEYS, x)
            .with(Part.VALUES, x);
    return shaping.sink(shaping.read(definition, request.shaping(), null), request.sink());
  }

  private Definition weights(WeightsRequest request) {
    double[][] scores = numbers.matrix(request.scores());
    Definition definition =
        selected(shared(Mechanism.WEIGHTS_ONLY, request.options()), null, scores.length)
            .with(Part.SCORE, new ScoreFunction.Given())
            .with(Part.QUERIES, scores)
            .with(Part.KEYS, new double[scores[0].length][1])
            .with(Part.VALUES, new double[scores[0].length][1]);
    return shaping.sink(definition, request.sink());
  }

  private static Definition selected(Definition definition, int @Nullable [] indices, int q) {
    return definition.with(
        Part.SELECTED, indices == null ? IntStream.range(0, q).toArray() : indices.clone());
  }

  private Definition inputs(Definition definition, VectorInputs inputs) {
    InputMatrix embeddings = inputs.embeddings();
    double[][] queries =
        numbers.matrix(Objects.requireNonNull(embeddings == null ? inputs.queries() : embeddings));
    double[][] keys =
        embeddings != null ? queries : numbers.matrix(Objects.requireNonNull(inputs.keys()));
    double[][] values = inputs.values() == null ? keys : numbers.matrix(inputs.values());
    return selected(definition, inputs.queryIndices(), queries.length)
        .with(Part.EMBEDDED, embeddings != null)
        .with(Part.QUERIES, queries)
        .with(Part.KEYS, keys)
        .with(Part.VALUES, values);
  }

  private Definition scaled(ScaledRequest request) {
    MultiHeadProjections projections =
        request.projections() == null ? null : request.projections().toMultiHead();
    Definition definition =
        inputs(shared(Mechanism.SCALED_DOT_PRODUCT, request.options()), request.inputs());
    definition = projected(definition, projections);
    definition =
        new PreparationReader(numbers, arithmetic)
            .read(definition, request.queryKeyNorm(), request.rotary(), request.shaping().mask());
    return shaping.sink(
        shaping.read(definition, request.shaping(), Scale.ByWidth.ROOT), request.sink());
  }

  private Definition multiHead(MultiHeadRequest request) {
    Integer keyValueHeads = request.keyValueHeads();
    Definition definition =
        inputs(shared(Mechanism.MULTI_HEAD, request.options()), request.inputs())
            .with(Part.HEADS, request.heads())
            .with(Part.KEY_VALUE_HEADS, keyValueHeads == null ? request.heads() : keyValueHeads);
    definition = projected(definition, request.projections());
    definition =
        new PreparationReader(numbers, arithmetic)
            .read(definition, request.queryKeyNorm(), request.rotary(), request.shaping().mask());
    definition =
        shaping.read(
            definition, request.shaping(), Scale.ByWidth.ROOT, headBias(request), slopes(request));
    return definition.with(Part.SINKS, numbers.vector(request.sinks()));
  }

  private double @Nullable [][][] headBias(MultiHeadRequest request) {
    List<InputMatrix> bias = request.headBias();
    return bias == null ? null : bias.stream().map(numbers::matrix).toArray(double[][][]::new);
  }

  private double @Nullable [] slopes(MultiHeadRequest request) {
    if (request.alibi() == null) {
      return null;
    }
    InputVector given = request.alibi().slopes();
    if (given != null) {
      return numbers.vector(given);
    }
    int heads = request.heads();
    return IntStream.range(0, heads)
        .mapToDouble(head -> numbers.scalar(Alibi.slope(head, heads)))
        .toArray();
  }

  private Definition projected(Definition definition, @Nullable MultiHeadProjections projections) {
    if (projections == null) {
      return definition;
    }
    MapReader maps = new MapReader(numbers, projections, drawn.in("projections"));
    return definition
        .with(Part.QUERY_MAP, maps.query())
        .with(Part.KEY_MAP, maps.key())
        .with(Part.VALUE_MAP, maps.value())
        .with(Part.OUTPUT_MAP, maps.output());
  }

  private Definition additive(AdditiveRequest request) {
    Definition definition = inputs(shared(Mechanism.ADDITIVE, request.options()), request.inputs());
    ScoreFunction score =
        new ScoreReader(numbers, drawn.in("parameters"))
            .read(Score.ADDITIVE, request.parameters().toScoreParameters(), 0);
    definition = definition.with(Part.SCORE, score);
    return shaping.sink(shaping.read(definition, request.shaping(), null), request.sink());
  }

  private Definition multiplicative(MultiplicativeRequest request) {
    Definition definition =
        inputs(shared(Mechanism.MULTIPLICATIVE, request.options()), request.inputs());
    int width = definition.get(Part.QUERIES)[0].length;
    ScoreFunction score =
        new ScoreReader(numbers, drawn.in("parameters"))
            .read(
                request.score().toScore(),
                request.parameters() == null ? null : request.parameters().toScoreParameters(),
                width);
    definition = definition.with(Part.SCORE, score);
    return shaping.sink(shaping.read(definition, request.shaping(), null), request.sink());
  }
}
