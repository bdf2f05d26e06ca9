package attention.web;

import attention.document.Document;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The explorer: the page at the root, and the files that it loads. */
@RestController
class ExplorerController {

  private static final String PAGE = "index.html";

  private final Map<String, Document> files = PageFiles.all();

  @GetMapping("/")
  ResponseEntity<byte[]> page(
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings)
      throws NoResourceFoundException {
    return send(PAGE, encodings);
  }

  @GetMapping("/explorer/{name}")
  ResponseEntity<byte[]> file(
      @PathVariable String name,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings)
      throws NoResourceFoundException {
    return send("explorer/" + name, encodings);
  }

  private ResponseEntity<byte[]> send(String name, String encodings)
      throws NoResourceFoundException {
    Document file = files.get(name);
    if (file == null) {
      throw new NoResourceFoundException(HttpMethod.GET, "/" + name, name);
    }
    return file.answer(encodings);
  }
}
