package attention.web;

import attention.capacity.Admission;
import attention.capacity.Admission.Reservation;
import attention.capacity.ComputeBudget;
import attention.capacity.Cores;
import attention.capacity.Cores.Permit;
import attention.capacity.MemoryEstimate;
import attention.capacity.Tracing;
import attention.capacity.Tracing.Section;
import attention.capacity.Tracing.Step;
import attention.front.BoundedBody;
import attention.front.BoundedBody.Bounds;
import attention.front.ClientPresence;
import attention.front.LimitsProperties;
import attention.front.RequestQuota;
import attention.parse.JsonRequestReader;
import attention.parse.PictureParameters;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.Limits;
import attention.request.Received;
import attention.trace.Mechanism;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the body of a request into the record that its controller asks for. */
final class RequestArgumentResolver implements HandlerMethodArgumentResolver {

  /** Up to this length, reading a body is cheaper than acquiring a permit. */
  private static final int SMALL = 4 * 1024;

  /** The bytes of a body that are read at once. */
  private static final int PIECE = 64 * 1024;

  /** Two for each of the bodies that are read at once on a few cores. */
  private static final int SPARES = 16;

  private final ByteArrayPool spares = new ByteArrayPool(SPARES);
  private final Limits limits;
  private final Bounds bounds;
  private final Arrivals arrivals;
  private final Duration computeTime;
  private final Cores cores;
  private final Admission admission;
  private final MemoryEstimate estimate;
  private final Tracing tracing;
  private final Map<Class<?>, RequestReaders<?>> readers;
  private final CheckReaders checkReaders;

  /**
   * @param estimate of what is held of a body of which the beginning is there
   */
  RequestArgumentResolver(
      LimitsProperties properties,
      Cores cores,
      Admission admission,
      MemoryEstimate estimate,
      Tracing tracing) {
    this.limits = properties.request();
    this.bounds =
        new Bounds(
            properties.requestBytes().toBytes(),
            properties.bodyTime(),
            properties.bodyRate().toBytes());
    this.arrivals =
        new Arrivals(properties.requests(), properties.waiting(), properties.waitTime());
    this.computeTime = properties.computeTime();
    this.cores = cores;
    this.admission = admission;
    this.estimate = estimate;
    this.tracing = tracing;
    this.readers =
        Arrays.stream(Mechanism.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    AttentionRequest::type, it -> reader(AttentionRequest.type(it), it)));
    this.checkReaders = new CheckReaders(limits, bounds.bytes());
  }

  private <T extends AttentionRequest> RequestReaders<T> reader(
      Class<T> type, Mechanism mechanism) {
    return RequestReaders.of(type, mechanism.members(), limits, bounds.bytes());
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    return type == Received.class || type == MemoryReservation.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binder)
      throws IOException {
    HttpServletRequest http =
        Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    if (parameter.getParameterType() == MemoryReservation.class) {
      return MemoryReservation.of(http);
    }
    return received(requestType(parameter), http);
  }

  /** Of which a {@link Received} is wanted. The parameter keeps its type. */
  private static Class<?> requestType(MethodParameter parameter) {
    ParameterizedType received = (ParameterizedType) parameter.getGenericParameterType();
    return (Class<?>) received.getActualTypeArguments()[0];
  }

  /**
   * Reads a body. A small one is there before its request takes a place among those in progress, so
   * that clients that send slowly keep none from others; memory for what a large one holds is
   * reserved as it is read.
   */
  private Received<?> received(Class<?> type, HttpServletRequest http) throws IOException {
    long length = http.getContentLengthLong();
    int piece = length >= 0 && length < PIECE ? Math.toIntExact(length) + 1 : PIECE;
    BoundedBody body = new BoundedBody(http.getInputStream(), bounds);
    byte[] beginning = spares.acquire(piece);
    ClientPresence client = ClientPresence.begin(http, new ComputeBudget(computeTime));
    try (Section read = tracing.begin(Step.READ);
        Permit permit = piece > SMALL ? cores.pausedPermit(client.budget()) : Permit.NONE) {
      int arrived = arrivals.read(body, length >= 0, beginning, piece);
      if (arrived < piece) {
        client.bodyIsRead();
      }
      Reservation place =
          AdmissionInterceptor.admit(http, admission, estimate.of(arrived), client.budget());
      InputStream first = new ByteArrayInputStream(beginning, 0, arrived);
      InputStream whole =
          arrived < piece ? first : new SequenceInputStream(first, new PausingBody(body, permit));
      permit.resume();
      Received<?> received = read(type, http, whole, piece, growing(http, place));
      client.bodyIsRead();
      MemoryReservation.reserve(http, place, received);
      return wanted(http, received);
    } finally {
      spares.release(beginning);
    }
  }

  /** Reserves more as a body grows, within the quota of its caller. */
  private static LongConsumer growing(HttpServletRequest http, Reservation place) {
    RequestQuota quota = RequestQuota.of(http);
    long admitted = place.bytes();
    return bytes -> {
      long needed = Math.max(admitted, MemoryEstimate.inputs(bytes));
      place.grow(needed);
      quota.hold(needed);
    };
  }

  private static Received<?> wanted(HttpServletRequest http, Received<?> received) {
    return RequestedView.isAsked(http)
        ? received.wanting(RequestedView.of(http).members())
        : received;
  }

  private Received<?> read(
      Class<?> type, HttpServletRequest http, InputStream body, int piece, LongConsumer memory)
      throws IOException {
    boolean isCheck = type == CheckRequest.class;
    if (!isCheck && BodyTypes.isNpy(http)) {
      return readerOf(type)
          .npy()
          .read(
              body,
              http.getContentLengthLong(),
              RequestedView.isAsked(http)
                  ? PictureParameters.without(http.getQueryString())
                  : http.getQueryString(),
              memory);
    }
    byte[] room = spares.acquire(JsonRequestReader.roomFor(piece));
    try {
      if (isCheck) {
        return checkReaders.read(http, body, room, memory);
      }
      return BodyTypes.isNpz(http)
          ? readerOf(type).npz().read(body, room, memory)
          : readerOf(type).json().read(body, room, memory);
    } finally {
      spares.release(room);
    }
  }

  private RequestReaders<?> readerOf(Class<?> type) {
    return Objects.requireNonNull(readers.get(type));
  }
}
