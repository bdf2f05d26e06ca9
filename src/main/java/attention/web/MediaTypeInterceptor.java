package attention.web;

import attention.problem.ProblemException;
import attention.problem.ProblemType;
import attention.problem.Quoted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a body in another encoding than UTF-8: it would be read as what it is not. */
final class MediaTypeInterceptor implements HandlerInterceptor {

  private static final String CHARSET = "charset";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String type = request.getContentType();
    if (type != null && request.getMethod().equals("POST")) {
      String charset = charset(type);
      if (charset != null && !charset.replace("\"", "").equalsIgnoreCase("utf-8")) {
        throw new ProblemException(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            "Expected a body in UTF-8, found the charset \"%s\". Encode it as UTF-8."
                .formatted(Quoted.of(charset)));
      }
    }
    return true;
  }

  /** A type that cannot be read has none; only a path where nothing is gets that far. */
  private static @Nullable String charset(String type) {
    try {
      return MediaType.parseMediaType(type).getParameter(CHARSET);
    } catch (InvalidMediaTypeException e) {
      return null;
    }
  }
}
