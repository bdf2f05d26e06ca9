package attention.mistake;

import attention.trace.Mechanism;
import java.util.List;

/**
 * One mistake that an implementation can make.
 *
 * @param code stable, such as {@code softmax-over-queries}
 * @param group mistakes of one group do not go together
 * @param mechanisms the letters of those that it can be made in
 * @param formula of what is computed by it
 * @param found what a client's numbers are; %s stands for which part of the request it concerns
 * @param change what to change
 * @param kind how it is tried
 * @param variants the ways to make it
 * @param seen public reports that show it: repository and number
 */
public record Mistake(
    String code,
    Group group,
    String mechanisms,
    String formula,
    String found,
    String change,
    Kind kind,
    Variants variants,
    List<String> seen) {

  /** A mistake that can be made alone, and together with another. */
  static Mistake in(
      Group group,
      String code,
      String mechanisms,
      String formula,
      String found,
      String change,
      Variants variants) {
    return new Mistake(
        code, group, mechanisms, formula, found, change, Kind.ORDINARY, variants, List.of());
  }

  /** Where in the pipeline a mistake is made. */
  public enum Group {
    SHOWN,
    PROJECTION,
    HEADS,
    OUTPUT,
    NORM,
    ROTARY,
    SCORE,
    SCALE,
    CAP,
    BIAS,
    MASK,
    NORMALIZATION,
    CONTEXT,
    RECURRENT
  }

  /** How a mistake is tried. */
  public enum Kind {
    /** Alone, and together with one of another group. */
    ORDINARY,
    /** The same; every row is needed to compute one, so that its pairs are tried last. */
    WIDE,
    /** Alone only. */
    ALONE,
    /** Alone, and together with one of any group where no two others explain the numbers. */
    LAST,
    /** Alone, and only where no other mistake explains the numbers. */
    FITTED
  }

  /** The ways to make a mistake in a situation; none where it does not apply. */
  @FunctionalInterface
  public interface Variants {
    List<Variant> in(Situation situation);
  }

  /** Whether it can be made in a mechanism. */
  boolean isOf(Mechanism mechanism) {
    return mechanisms.indexOf(letter(mechanism)) >= 0;
  }

  /** Whether it is tried together with others. */
  boolean isPaired() {
    return group != Group.SHOWN && (kind == Kind.ORDINARY || kind == Kind.WIDE);
  }

  /** Whether it is tried together with others after all other pairs. */
  boolean isLast() {
    return kind == Kind.LAST;
  }

  /** Whether every row is needed to compute one. */
  public boolean isWide() {
    return kind == Kind.WIDE;
  }

  /** The letter of a mechanism in the table of mistakes. */
  static char letter(Mechanism mechanism) {
    return switch (mechanism) {
      case SELF -> 'S';
      case SCALED_DOT_PRODUCT -> 'D';
      case MULTI_HEAD -> 'H';
      case ADDITIVE -> 'A';
      case MULTIPLICATIVE -> 'M';
      case ENCODER_DECODER -> 'E';
      case WEIGHTS_ONLY -> 'W';
    };
  }

  /** What is found and what to change, for a variant. */
  public String detail(Variant variant) {
    String which = variant.which().isEmpty() ? "" : " (" + variant.which() + ")";
    return found.formatted(which) + " " + change;
  }

  Mistake seenIn(String... reports) {
    return new Mistake(
        code, group, mechanisms, formula, found, change, kind, variants, List.of(reports));
  }

  Mistake of(Kind other) {
    return new Mistake(code, group, mechanisms, formula, found, change, other, variants, seen);
  }
}
