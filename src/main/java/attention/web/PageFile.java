package attention.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;

/**
 * A file of the explorer, compressed once when the service starts rather than for each client.
 *
 * @param type its media type, with the encoding of its text
 * @param tag what identifies its content
 */
record PageFile(MediaType type, String tag, byte[] plain, byte[] gzip) {

  private static final String FOLDER = "static/";
  private static final Pattern NO_WEIGHT = Pattern.compile("[qQ]=0(?:\\.0*)?");

  /** All files of the page, by their paths below its folder. */
  static Map<String, PageFile> all() {
    try {
      Map<String, PageFile> files = new TreeMap<>();
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

  private static PageFile of(Resource resource) throws IOException {
    byte[] plain = resource.getContentAsByteArray();
    CRC32C sum = new CRC32C();
    sum.update(plain);
    MediaType type = MediaTypeFactory.getMediaType(resource).orElseThrow();
    return new PageFile(
        MediaType.parseMediaType(type + ";charset=utf-8"),
        "%08x-%x".formatted(sum.getValue(), plain.length),
        plain,
        gzip(plain));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out =
        new GZIPOutputStream(compressed) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      out.write(plain);
    }
    return compressed.toByteArray();
  }

  /**
   * The response to a client. Spring answers 304 if the client already has what the tag names.
   *
   * @param encodings what the client accepts, as its header lists it
   */
  ResponseEntity<byte[]> answer(String encodings) {
    boolean compressed = acceptsGzip(encodings);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok().contentType(type).varyBy(HttpHeaders.ACCEPT_ENCODING);
    return compressed
        ? answer.eTag(tag + "-gzip").header(HttpHeaders.CONTENT_ENCODING, "gzip").body(gzip)
        : answer.eTag(tag).body(plain);
  }

  /** Whether gzip is listed with a weight above zero (RFC 9110, section 12.5.3). */
  private static boolean acceptsGzip(String encodings) {
    for (String coding : encodings.split(",")) {
      String[] parts = coding.split(";", 2);
      if (parts[0].strip().equalsIgnoreCase("gzip")) {
        return parts.length == 1 || !NO_WEIGHT.matcher(parts[1].strip()).matches();
      }
    }
    return false;
  }
}
