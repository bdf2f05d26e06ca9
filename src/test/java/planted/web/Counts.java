package planted.web;

import io.github.bucket4j.Bucket;

/** Breaks the rule that quotas are kept where keys are. */
record Counts(Bucket bucket) {}
