package attention.web;

import attention.format.Representation;
import attention.parse.NpzRequestReader;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The media types of requests other than JSON. */
final class BodyTypes {

  /** A NumPy file. */
  static final String NPY = Representation.NUMPY;

  /** An archive of NumPy files. */
  static final String NPZ = NpzRequestReader.MEDIA_TYPE;

  private static final MediaType NPY_TYPE = MediaType.valueOf(NPY);
  private static final MediaType NPZ_TYPE = MediaType.valueOf(NPZ);

  private BodyTypes() {}

  /** Whether the body of a request is a NumPy file. */
  static boolean isNpy(HttpServletRequest request) {
    return hasBody(request, NPY_TYPE);
  }

  /** Whether the body of a request is an archive of NumPy files. */
  static boolean isNpz(HttpServletRequest request) {
    return hasBody(request, NPZ_TYPE);
  }

  private static boolean hasBody(HttpServletRequest request, MediaType expected) {
    try {
      String type = request.getContentType();
      return type != null
          && request.getMethod().equals("POST")
          && expected.equalsTypeAndSubtype(MediaType.parseMediaType(type));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}
