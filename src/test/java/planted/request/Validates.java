package planted.request;

import jakarta.validation.constraints.Min;

/** Breaks the rule that validation stays with properties. */
record Validates(@Min(1) int count) {}
