package attention.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The media types of requests other than JSON. */
final class BodyTypes {

  /** A NumPy file. */
  static final String NPY = "application/x-npy";

  private static final MediaType NPY_TYPE = MediaType.valueOf(NPY);

  private BodyTypes() {}

  /** Whether the body of a request is a NumPy file. */
  static boolean isNpy(HttpServletRequest request) {
    try {
      String type = request.getContentType();
      return type != null
          && request.getMethod().equals("POST")
          && NPY_TYPE.equalsTypeAndSubtype(MediaType.parseMediaType(type));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}
