package attention.request;

import attention.matrix.Dtype;
import attention.stage.Normalization;
import attention.trace.Member;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every request may say about its answer. */
public record AnswerOptions(
    @Described(
            value =
                "How a row of scores becomes weights: softmax subtracts the row's maximum first, naive-softmax is exp / Σ exp as written and overflows, sum is ω / Σ ω; sparsemax and entmax-1.5 give weights of exactly 0.",
            defaultValue = "softmax")
        @Nullable Normalization normalization,
    @Described(
            value = "The format of arithmetic and output, as NumPy and PyTorch use the word.",
            defaultValue = "float32")
        Dtype dtype,
    @Described(
            value =
                "The members wanted; if absent, all but contributions, maximum, logSumExp, entropy and averageWeights, and without what was drawn where that is more than 100,000 numbers. What identifies a row, and its warnings, are always present.",
            example = "[\"weights\"]")
        @Nullable List<Member> include) {

  /** What a sink is, for the requests that can have one. */
  static final String SINK =
      "A logit that takes part in the denominator of the softmax and in nothing else; 0 is softmax-off-by-one. Its share is sinkWeight. Only with softmax and naive-softmax.";

  /** How a row of scores becomes weights: as asked for, else by softmax. */
  @Override
  public Normalization normalization() {
    return normalization == null ? Normalization.SOFTMAX : normalization;
  }

  /** The members wanted: those asked for, else the default ones. */
  public Set<Member> wanted() {
    if (include == null) {
      return Member.defaults();
    }
    Set<Member> wanted = EnumSet.noneOf(Member.class);
    wanted.addAll(include);
    return wanted;
  }

  /** Whether the request says how a row of scores becomes weights. */
  public boolean givesNormalization() {
    return normalization != null;
  }
}
