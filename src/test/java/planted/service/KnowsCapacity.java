package planted.service;

/** Breaks the rule that planning does not know how much is done at once. */
record KnowsCapacity(planted.capacity.Draws draws) {}
