package planted.front;

import planted.service.Plain;

/** Breaks the rule that front does not know what a request asks for. */
class KnowsService {
  Plain other = new Plain();
}
