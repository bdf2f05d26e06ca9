package attention.web;

import attention.document.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/** The files of the explorer. */
final class PageFiles {

  private static final String FOLDER = "static/";

  private PageFiles() {}

  /** All files of the page, by their paths below its folder. */
  static Map<String, Document> all() {
    try {
      Map<String, Document> files = new TreeMap<>();
      var resolver = new PathMatchingResourcePatternResolver();
      for (Resource resource : resolver.getResources("classpath*:" + FOLDER + "**/*.*")) {
        String address = resource.getURL().toString();
        files.put(address.substring(address.lastIndexOf(FOLDER) + FOLDER.length()), of(resource));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document of(Resource resource) throws IOException {
    MediaType type = MediaTypeFactory.getMediaType(resource).orElseThrow();
    return new Document(
        MediaType.parseMediaType(type + ";charset=utf-8"), resource.getContentAsByteArray());
  }
}
