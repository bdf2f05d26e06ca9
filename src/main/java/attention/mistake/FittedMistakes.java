package attention.mistake;

import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.Scale;
import attention.definition.View;
import attention.mistake.Mistake.Group;
import attention.mistake.Mistake.Kind;
import attention.stage.Normalization;
import attention.trace.Member;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Mistakes with a number that is fitted to those of the client. */
final class FittedMistakes {

  private static final double CLEARLY = 0.01;
  private static final double LEAST_DROPOUT = 1.01;

  /**
   * Less of the scale than this leaves nothing of the scores: it would be rounding that is fitted.
   */
  private static final double LEAST_SCALE = 1e-3;

  private static final int TO_SPARE = 4;
  private static final int KEPT = 3;

  private FittedMistakes() {}

  static Mistake scale() {
    return Mistake.in(
            Group.SCALE,
            "scaled-by-another-number",
            "DHSAMW",
            "t\\, \\omega_{ij}",
            "Your scores are scaled by another number%s.",
            "Use the scale of the request.",
            FittedMistakes::scaled)
        .of(Kind.FITTED);
  }

  static Mistake dropout() {
    return Mistake.in(
            Group.NORMALIZATION,
            "dropout-left-on",
            "SDHAMW",
            "0\\ \\text{or}\\ t\\, \\alpha_{ij}",
            "Some of your weights are 0, the others too large by one factor%s.",
            "Switch dropout off (eval(), dropout_p=0).",
            FittedMistakes::dropped)
        .of(Kind.FITTED)
        .seenIn("idiap/fast-transformers#131", "pytorch/pytorch#42929");
  }

  private static @Nullable Given find(Situation situation, Member stage) {
    for (Given given : situation.given()) {
      if (given.stage() == stage && given.hasShapeOf(situation.right())) {
        return given;
      }
    }
    return null;
  }

  private static List<Variant> scaled(Situation situation) {
    Definition definition = situation.definition();
    Scale scale = definition.find(Part.SCALE);
    double s = scale == null ? 1 : scale.factor(definition.queryWidth());
    Given scores = find(situation, Member.SCALED_SCORES);
    Given weights = find(situation, Member.WEIGHTS);
    LeastSquares fit = new LeastSquares();
    if (scores != null) {
      fit.addScores(situation.right(), scores);
    } else if (weights != null && isSoftmax(definition) && !definition.has(Part.CAP)) {
      fit.addWeights(situation.right(), weights);
    }
    double t = fit.factor();
    boolean clearly = Math.abs(t - s) > CLEARLY * Math.abs(s);
    boolean applies = fit.spare() >= TO_SPARE && t > LEAST_SCALE * Math.abs(s) && clearly;
    return applies
        ? List.of(
            new Variant(
                "%s, the request's is %s".formatted(text(t), text(s)),
                ScaleMistakes.with(definition, new Scale.Fixed(t))))
        : List.of();
  }

  private static boolean isSoftmax(Definition definition) {
    Normalization normalization = definition.get(Part.NORMALIZATION);
    return normalization == Normalization.SOFTMAX || normalization == Normalization.NAIVE_SOFTMAX;
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.4g", number);
  }

  private static List<Variant> dropped(Situation situation) {
    Given given = find(situation, Member.WEIGHTS);
    if (given == null) {
      return List.of();
    }
    double products = 0;
    double squares = 0;
    View right = situation.right();
    for (int row = 0; row < right.rows(Member.WEIGHTS); row++) {
      double[] ours = right.row(Member.WEIGHTS, row);
      for (int j = 0; j < ours.length; j++) {
        double x = given.numbers()[row * ours.length + j];
        boolean kept = x != 0 && Double.isFinite(x);
        products += kept ? x * ours[j] : 0;
        squares += kept ? ours[j] * ours[j] : 0;
      }
    }
    double t = products / squares;
    Dropout dropout = new Dropout(given, situation.definition(), t);
    return t > LEAST_DROPOUT && !dropout.addsUpToOne(right) && dropout.explains(right, KEPT)
        ? List.of(
            new Variant(
                text(t), situation.definition().with(Part.NORMALIZER, dropout.normalizer())))
        : List.of();
  }
}
