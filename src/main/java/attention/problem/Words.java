package attention.problem;

import java.util.Locale;

/** The names of constants as documents show them. */
final class Words {

  private Words() {}

  /** {@code RAGGED_MATRIX} as {@code ragged-matrix}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
