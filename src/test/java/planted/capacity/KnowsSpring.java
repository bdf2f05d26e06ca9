package planted.capacity;

import org.springframework.stereotype.Component;

/** Breaks the rule that Spring stays in web. */
@Component
class KnowsSpring {}
