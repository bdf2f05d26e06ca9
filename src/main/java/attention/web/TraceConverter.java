package attention.web;

import attention.capacity.Cores;
import attention.capacity.Meters;
import attention.capacity.Tracing;
import attention.capacity.Workers;
import attention.decimal.NumberText;
import attention.format.Representation;
import attention.format.RowWriter;
import attention.front.ClientPresence;
import attention.picture.View;
import attention.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes a response block by block, as it is computed. No more than a few blocks are in memory at
 * once.
 */
final class TraceConverter implements HttpMessageConverter<Trace> {

  /** Enough arrays for the blocks in progress at once on a few cores. */
  private static final int SPARES = 8;

  private static final Map<Representation, MediaType> MEDIA_TYPES =
      new EnumMap<>(
          Arrays.stream(Representation.values())
              .collect(
                  Collectors.toMap(Function.identity(), it -> MediaType.valueOf(it.mediaType()))));

  private static final List<MediaType> SUPPORTED = List.copyOf(MEDIA_TYPES.values());

  private final NumberText numbers;
  private final Cores cores;
  private final Workers workers;
  private final Meters meters;
  private final Tracing tracing;
  private final ByteArrayPool spares = new ByteArrayPool(SPARES);

  /**
   * @param numbers formats numbers
   */
  TraceConverter(NumberText numbers, Cores cores, Workers workers, Meters meters, Tracing tracing) {
    this.numbers = numbers;
    this.cores = cores;
    this.workers = workers;
    this.meters = meters;
    this.tracing = tracing;
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
    return Trace.class.isAssignableFrom(type) && (mediaType == null || isSupported(mediaType));
  }

  private static boolean isSupported(MediaType mediaType) {
    for (MediaType supported : SUPPORTED) {
      if (mediaType.isCompatibleWith(supported)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<MediaType> getSupportedMediaTypes() {
    return SUPPORTED;
  }

  @Override
  public void write(Trace trace, @Nullable MediaType contentType, HttpOutputMessage message)
      throws IOException {
    Representation representation = representation(contentType);
    message.getHeaders().setContentType(MEDIA_TYPES.get(representation));
    ServletRequestAttributes request =
        (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
    View view = RequestedView.of(request.getRequest());
    RowWriter writer = representation.writer(numbers, view);
    Answer answer = new Answer(trace, representation, view);
    if (representation.isPicture()) {
      MemoryReservation.of(request.getRequest()).memory(answer.pictureBytes());
    }
    try {
      new Delivery(answer, writer, meters, tracing, spares, message, client(request))
          .run(cores, workers);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static ClientPresence client(ServletRequestAttributes request) {
    return ClientPresence.of(request.getRequest());
  }

  private static Representation representation(@Nullable MediaType contentType) {
    for (Map.Entry<Representation, MediaType> entry : MEDIA_TYPES.entrySet()) {
      if (entry.getValue().equalsTypeAndSubtype(contentType)) {
        return entry.getKey();
      }
    }
    return Representation.JSON;
  }
}
