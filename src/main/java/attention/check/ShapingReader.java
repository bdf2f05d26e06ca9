package attention.check;

import attention.definition.Biases;
import attention.definition.Biases.Distance;
import attention.definition.Cap;
import attention.definition.Definition;
import attention.definition.MaskRule;
import attention.definition.Masking;
import attention.definition.Part;
import attention.definition.Scale;
import attention.definition.Step;
import attention.request.MaskRequest;
import attention.request.ScoreShaping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request does to scores on their way to weights. */
record ShapingReader(Numbers numbers) {

  /** The sink, if there is one. */
  Definition sink(Definition definition, @Nullable Double sink) {
    return sink == null
        ? definition
        : definition.with(Part.SINKS, new double[] {numbers.scalar(sink)});
  }

  /**
   * The stages that follow the score function.
   *
   * @param own the mechanism's own scale; absent = none
   */
  Definition read(Definition definition, ScoreShaping shaping, @Nullable Scale own) {
    return read(definition, shaping, own, null, null);
  }

  /**
   * The stages that follow the score function, with biases of heads.
   *
   * @param headBias heads × q × n; absent = none
   * @param slopes of alibi; absent = none
   */
  Definition read(
      Definition definition,
      ScoreShaping shaping,
      @Nullable Scale own,
      double @Nullable [][][] headBias,
      double @Nullable [] slopes) {
    Scale scale = shaping.scale() == null ? own : new Scale.Fixed(numbers.scalar(shaping.scale()));
    Cap cap = shaping.softcap() == null ? null : new Cap(numbers.scalar(shaping.softcap()), true);
    Biases biases = biases(shaping, headBias, slopes);
    MaskRule mask = shaping.mask() == null ? null : rule(shaping.mask());
    boolean masked = mask != null && mask.restricts();
    List<Step> steps = new ArrayList<>();
    addIf(scale != null, steps, Step.SCALE);
    addIf(cap != null, steps, Step.CAP);
    addIf(biases != null, steps, Step.BIAS);
    addIf(masked, steps, Step.MASK);
    return definition
        .with(Part.SCALE, scale)
        .with(Part.CAP, cap)
        .with(Part.BIASES, biases)
        .with(Part.MASK, masked ? mask : null)
        .with(Part.MASKING, masked ? Masking.Plain.INFINITE : null)
        .with(Part.STEPS, List.copyOf(steps));
  }

  private static void addIf(boolean there, List<Step> steps, Step step) {
    if (there) {
      steps.add(step);
    }
  }

  private @Nullable Biases biases(
      ScoreShaping shaping, double @Nullable [][][] headBias, double @Nullable [] slopes) {
    if (shaping.bias() == null && headBias == null && slopes == null) {
      return null;
    }
    double[][] bias = shaping.bias() == null ? null : numbers.matrix(shaping.bias());
    int offset = shaping.mask() == null ? 0 : shaping.mask().offset();
    return new Biases(bias, headBias, slopes, Distance.NEGATIVE, offset, 1);
  }

  private static MaskRule rule(MaskRequest mask) {
    MaskRequest.WindowRequest window = mask.window();
    return new MaskRule(
        mask.causal(),
        0,
        mask.offset(),
        window != null,
        window == null ? null : window.left(),
        window == null ? null : window.right(),
        mask.keys(),
        mask.allowed());
  }
}
