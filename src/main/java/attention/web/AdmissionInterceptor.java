package attention.web;

import attention.capacity.Admission;
import attention.capacity.Admission.Reservation;
import attention.capacity.ComputeBudget;
import attention.format.Representation;
import attention.front.BoundedBody;
import attention.front.RequestHead;
import attention.front.RequestQuota;
import attention.parse.QueryParameters;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import attention.problem.Quoted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a request for what its headers say, before its body is read, and gives back the place of
 * one that was {@linkplain #admit admitted}.
 */
final class AdmissionInterceptor implements HandlerInterceptor {

  private static final String PLACE = AdmissionInterceptor.class.getName() + ".place";

  private final long longestBody;

  /**
   * @param longestBody the maximum length of a body, in bytes
   */
  AdmissionInterceptor(long longestBody) {
    this.longestBody = longestBody;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (RequestHead.checks(request.getServletPath())) {
      QueryParameters.flag(request.getQueryString(), QueryParameters.STRICT);
    } else {
      readParameters(request);
    }
    if (request.getMethod().equals("POST")) {
      refuseEncoding(request);
      if (request.getContentLengthLong() > longestBody) {
        throw BoundedBody.tooLarge(longestBody);
      }
    }
    return true;
  }

  private static void readParameters(HttpServletRequest request) {
    boolean members = BodyTypes.isNpy(request);
    Representation representation = AcceptHeader.chosen(request);
    if (RequestHead.computes(request.getMethod(), request.getServletPath())
        && representation.isPicture()) {
      RequestedView.read(request, representation, members);
    } else if (!members) {
      QueryParameters.refuseAny(request.getQueryString());
    }
  }

  /** Whether a check that finds a difference should fail. */
  static boolean isStrict(HttpServletRequest request) {
    return QueryParameters.flag(request.getQueryString(), QueryParameters.STRICT);
  }

  /**
   * Reserves a place for a request until it is completed.
   *
   * @param bytes what it may hold in memory
   * @param budget cancelled if its client leaves
   */
  static Reservation admit(
      HttpServletRequest request, Admission admission, long bytes, ComputeBudget budget) {
    Reservation place = admission.admit(bytes, budget);
    request.setAttribute(PLACE, place);
    RequestQuota.of(request).hold(bytes);
    return place;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (request.getAttribute(PLACE) instanceof Reservation place) {
      place.close();
    }
  }

  private static void refuseEncoding(HttpServletRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Expected a body without Content-Encoding, found \"%s\". Send it unpacked."
              .formatted(Quoted.of(encoding)));
    }
  }
}
