package planted.matrix.deeper;

/** Breaks the rule that rooms have no rooms inside. */
class Cellar {}
