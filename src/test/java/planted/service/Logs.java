package planted.service;

import org.slf4j.Logger;

/** Breaks the rule that only front logs. */
record Logs(Logger logger) {}
