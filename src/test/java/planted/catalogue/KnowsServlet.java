package planted.catalogue;

import jakarta.servlet.http.HttpServletRequest;

/** Breaks the rule that HTTP stays in front and web. */
record KnowsServlet(HttpServletRequest request) {}
