package planted.decimal;

/** Breaks the rule that numbers as text need no other room. */
class KnowsFormat {
  planted.format.KnowsSpring format = new planted.format.KnowsSpring();
}
