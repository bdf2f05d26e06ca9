package planted.format;

import org.springframework.util.StringUtils;

/** Breaks the rule that format does without Spring. */
public class KnowsSpring {
  boolean empty = StringUtils.hasText("");
}
