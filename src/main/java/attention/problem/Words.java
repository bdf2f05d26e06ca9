package attention.problem;

import java.util.Locale;

/** How the names of this code stand in documents. */
final class Words {

  private Words() {}

  /** {@code RAGGED_MATRIX} as {@code ragged-matrix}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
