package attention.web;

import attention.format.Representation;
import attention.format.RowWriter;
import attention.mechanism.Preamble;
import attention.mechanism.Rows;
import attention.mechanism.Trace;
import attention.service.Cores;
import attention.service.Cores.Turn;
import attention.service.Meters;
import java.io.Flushable;
import java.io.IOException;
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

  private final Cores cores;
  private final Meters meters;

  TraceConverter(Cores cores, Meters meters) {
    this.cores = cores;
    this.meters = meters;
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
    try (Turn turn = cores.turn()) {
      // The stream alone would not flush: Spring takes that from converters.
      Flushable flushable = message instanceof Flushable response ? response : message.getBody();
      write(trace, representation, new RestingOutput(message.getBody(), flushable, turn));
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

  private void write(Trace trace, Representation representation, RestingOutput out)
      throws IOException {
    RowWriter writer = representation.writer();
    Preamble preamble = trace.preamble();
    writer.head(preamble, out);
    int count = trace.rowCount();
    int step = trace.blockRows();
    for (int from = 0; from < count; from += step) {
      if (from > 0 && representation.isLive()) {
        out.flush();
      }
      Rows rows = trace.rows(from, Math.min(count, from + step));
      meters.computed(preamble.mechanism(), preamble.shape(), rows.count());
      writer.rows(rows, from, out);
    }
    writer.tail(out);
    out.send();
  }
}
