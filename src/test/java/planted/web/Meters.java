package planted.web;

import io.micrometer.core.instrument.Counter;

/** Breaks the rule that the service is metered in one place. */
record Meters(Counter counter) {}
