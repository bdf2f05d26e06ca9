package attention.web;

import attention.format.Representation;
import attention.format.RowWriter;
import attention.mechanism.Rows;
import attention.mechanism.Trace;
import attention.service.Computation;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Writes an answer block by block, as it is computed: at no time does more than a block of it stand
 * in memory.
 */
final class TraceConverter implements HttpMessageConverter<Trace> {

  private final Computation computation;

  TraceConverter(Computation computation) {
    this.computation = computation;
  }

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  public Trace read(Class<? extends Trace> type, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("An answer is only written", message);
  }

  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return Trace.class.isAssignableFrom(type)
        && (mediaType == null
            || getSupportedMediaTypes().stream().anyMatch(mediaType::isCompatibleWith));
  }

  @Override
  public List<MediaType> getSupportedMediaTypes() {
    return Arrays.stream(Representation.values()).map(TraceConverter::mediaType).toList();
  }

  private static MediaType mediaType(Representation representation) {
    return MediaType.valueOf(representation.mediaType());
  }

  @Override
  public void write(Trace trace, @Nullable MediaType contentType, HttpOutputMessage message)
      throws IOException {
    Representation representation = representation(contentType);
    message.getHeaders().setContentType(mediaType(representation));
    try {
      write(trace, representation, message);
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Representation representation(@Nullable MediaType contentType) {
    return Arrays.stream(Representation.values())
        .filter(candidate -> mediaType(candidate).equalsTypeAndSubtype(contentType))
        .findFirst()
        .orElse(Representation.JSON);
  }

  private void write(Trace trace, Representation representation, HttpOutputMessage message)
      throws IOException {
    OutputStream out = message.getBody();
    RowWriter writer = representation.writer();
    writer.head(trace.preamble(), out);
    int count = trace.rowCount();
    int step = trace.blockRows();
    for (int from = 0; from < count; from += step) {
      if (from > 0 && representation.isLive()) {
        flush(message);
      }
      Rows rows = computation.rows(trace, from, Math.min(count, from + step));
      writer.rows(rows, from, out);
    }
    writer.tail(out);
  }

  /** Sends what was written. The stream itself does not: Spring takes that from converters. */
  private static void flush(HttpOutputMessage message) throws IOException {
    if (message instanceof Flushable response) {
      response.flush();
    }
  }
}
