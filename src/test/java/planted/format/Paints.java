package planted.format;

import java.awt.Color;

/** Breaks the rule that only picture paints. */
class Paints {
  Color colour = Color.BLACK;
}
