package attention.mistake;

import attention.definition.Arithmetic;
import attention.definition.Columns;
import attention.definition.Definition;
import attention.definition.Effort;
import attention.definition.EmptyRows;
import attention.definition.MaskRule;
import attention.definition.Masking;
import attention.definition.Mixing;
import attention.definition.NaturalView;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.RowNormalizers;
import attention.definition.Scale;
import attention.definition.ScoreFunction;
import attention.definition.Step;
import attention.definition.View;
import attention.stage.Normalization;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Causal attention of six tokens with contexts of twelve columns, as it is or with mistakes. */
public final class SmallAttention {

  public static final int N = 6;
  private static final int WIDTH = 12;

  private SmallAttention() {}

  /** The right definition, in two heads if it is that of multi-head. */
  public static Definition definition(Mechanism mechanism) {
    int heads = mechanism == Mechanism.MULTI_HEAD ? 2 : 1;
    EmptyRows.Rule zeros = query -> EmptyRows.ZEROS;
    MaskRule causal = new MaskRule(true, 0, 0, false, null, null, null, null);
    return Definition.EMPTY
        .with(Part.ARITHMETIC, Arithmetic.FLOAT64)
        .with(Part.MECHANISM, mechanism)
        .with(Part.NORMALIZATION, Normalization.SOFTMAX)
        .with(Part.NORMALIZER, RowNormalizers.normalizer(Normalization.SOFTMAX))
        .with(Part.SELECTED, IntStream.range(0, N).toArray())
        .with(Part.QUERIES, random(1))
        .with(Part.KEYS, random(2))
        .with(Part.VALUES, random(3))
        .with(Part.HEADS, heads)
        .with(Part.KEY_VALUE_HEADS, heads)
        .with(Part.CUT, Columns.BLOCKS)
        .with(Part.MERGE, Columns.BLOCKS)
        .with(Part.SCORE, new ScoreFunction.Dot(false))
        .with(Part.SCALE, Scale.ByWidth.ROOT)
        .with(Part.STEPS, List.of(Step.SCALE, Step.MASK))
        .with(Part.MASK, causal)
        .with(Part.MASKING, Masking.Plain.INFINITE)
        .with(Part.EMPTY_ROWS, zeros)
        .with(Part.MIXING, Mixing.AS_IT_IS);
  }

  private static double[][] random(int seed) {
    Random random = new Random(seed);
    return IntStream.range(0, N)
        .mapToObj(i -> random.doubles(WIDTH, -1, 1).toArray())
        .toArray(double[][]::new);
  }

  public static Recomputation computation(Definition definition) {
    return Recomputation.of(definition, null, new Effort(Long.MAX_VALUE, 1 << 20, () -> false), 0);
  }

  /** What is known of a client who posted one stage of another definition. */
  public static Situation posted(Definition right, Member stage, Definition other) {
    View view = new NaturalView(computation(other));
    double[] numbers =
        IntStream.range(0, view.rows(stage))
            .mapToObj(row -> view.row(stage, row))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    Given given =
        new Given(stage, Given.trimmed(view.shape(stage)), numbers, new Tolerance(1e-9, 1e-9), 0);
    return new Situation(right, new NaturalView(computation(right)), List.of(given));
  }
}
