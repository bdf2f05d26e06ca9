package planted.attic;

/** Breaks the rule that every package is null-marked, in a room that no table has. */
class Unmarked {}
