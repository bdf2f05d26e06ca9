package attention.web;

import attention.format.Representation;
import attention.front.RequestHead;
import attention.parse.PictureParameters;
import attention.picture.PngWriter;
import attention.picture.View;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import attention.trace.Mechanism;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** What the picture shows that a request asks for. */
final class RequestedView {

  private static final String ATTRIBUTE = RequestedView.class.getName();

  private RequestedView() {}

  /**
   * Reads it, before the body is read.
   *
   * @param members whether other parameters are members of the request
   * @throws ProblemException if a parameter is wrong, or if it asks for PNG and there are no fonts
   */
  static void read(HttpServletRequest request, Representation representation, boolean members) {
    if (representation == Representation.PNG && !PngWriter.isPossible()) {
      throw new ProblemException(
          ProblemType.PNG_UNAVAILABLE,
          "Expected a request for another representation: this machine has no fonts to draw text with. Accept %s instead, whose text is drawn where it is read."
              .formatted(Representation.SVG.mediaType()));
    }
    Mechanism mechanism =
        Objects.requireNonNull(RequestHead.computed(request.getMethod(), request.getServletPath()));
    request.setAttribute(
        ATTRIBUTE, PictureParameters.read(mechanism, request.getQueryString(), members));
  }

  /** Whether a request asks for a picture. */
  static boolean isAsked(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  /** What it shows; the default if the request asks for none. */
  static View of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof View view ? view : View.DEFAULT;
  }
}
