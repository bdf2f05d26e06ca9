package attention.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A document that stays as it is: compressed once rather than for each client. */
public final class Document {

  private static final Pattern NO_WEIGHT = Pattern.compile("[qQ]=0(?:\\.0*)?");

  private final MediaType type;
  private final byte[] plain;
  private final byte[] gzip;

  /** What identifies the content. */
  private final String tag;

  /**
   * @param type its media type, with the encoding of its text where the type needs one
   */
  public Document(MediaType type, byte[] plain) {
    this.type = type;
    this.plain = plain;
    this.gzip = gzip(plain);
    CRC32C sum = new CRC32C();
    sum.update(plain);
    this.tag = "%08x-%x".formatted(sum.getValue(), plain.length);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out =
        new GZIPOutputStream(compressed) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  /**
   * The response to a client. Spring answers 304 if the client already has what the tag names.
   *
   * @param encodings what the client accepts, as its header lists it
   */
  public ResponseEntity<byte[]> answer(String encodings) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(type)
            // Spring would add the name of a file, f.txt, where a path ends as one.
            .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
            .varyBy(HttpHeaders.ACCEPT_ENCODING);
    return acceptsGzip(encodings)
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
