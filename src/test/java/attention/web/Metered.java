package attention.web;

import attention.capacity.Admission;
import attention.capacity.Capacity;
import attention.capacity.Capacity.SmallLane;
import attention.capacity.ComputeBudget;
import attention.capacity.Cores;
import attention.capacity.MemoryEstimate;
import attention.capacity.Meters;
import attention.capacity.Tracing;
import attention.capacity.Workers;
import attention.decimal.NumberText;
import attention.format.Representation;
import attention.front.ClientPresence;
import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Matrix;
import attention.parse.JsonRequestReader;
import attention.parse.NpyRequestReader;
import attention.picture.View;
import attention.request.AttentionRequest;
import attention.request.Limits;
import attention.request.Received;
import attention.service.AttentionService;
import attention.trace.Mechanism;
import attention.trace.Trace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.mock.web.MockHttpServletRequest;

/**
 * The way of one request from its bytes to the last byte of its response, and what it holds on the
 * way: measured where matrices are made, and where bytes are sent.
 */
final class Metered {

  private static final Limits LIMITS =
      new Limits(5_000_000, 65_536, 16_384, 1L << 30, 1L << 40, 256, 1L << 30);

  /** What makes or fills matrices that are held. */
  private static final Set<String> MAKING = Set.of("zeros", "pack", "packTransposed");

  /** Number, instances, bytes, class. */
  private static final Pattern HISTOGRAM_LINE = Pattern.compile(" *\\d+: +\\d+ +(\\d+) +(.+)");

  private final Mechanism mechanism;
  private final Class<? extends AttentionRequest> type;
  private final byte[] body;
  private final Representation representation;
  private final Cores cores = new Cores(1);
  private final Workers workers = new Workers(cores, 1, 1);
  private final Meters meters;
  private int passed;
  private int last;
  private int every = Integer.MAX_VALUE;
  private long before;
  private long most;
  private long charged;

  /**
   * @param body in JSON, or a NumPy file
   */
  Metered(
      Mechanism mechanism,
      Class<? extends AttentionRequest> type,
      byte[] body,
      Representation representation) {
    this.mechanism = mechanism;
    this.type = type;
    this.body = body;
    this.representation = representation;
    Capacity capacity = new Capacity(1L << 40, 1, 0, Duration.ZERO, SmallLane.NONE);
    this.meters = new Meters(new SimpleMeterRegistry(), new Admission(capacity), cores);
  }

  /** Goes the way twice, and measures so many times on the second. */
  void measure(int times) throws IOException {
    go();
    every = Math.max(1, passed / times);
    last = passed;
    passed = 0;
    before = used();
    go();
    workers.close();
  }

  /** What was reserved for it. */
  long charged() {
    return charged;
  }

  /** The most that it was seen to hold. */
  long held() {
    return most;
  }

  private void go() throws IOException {
    Received<?> read = read();
    Received<?> received = representation.isPicture() ? read.wanting(View.DEFAULT.members()) : read;
    Kernels real = Kernels.of(Kernels.Choice.AUTO);
    Kernels watched = new Kernels("watched", watched(real.float32()), watched(real.float64()));
    AttentionService service =
        new AttentionService(watched, LIMITS, footprint -> Delivery.bytes(footprint, workers));
    long inputs = MemoryEstimate.inputs(received.bytes());
    Trace trace = service.attend(received, bytes -> charged = inputs + bytes);
    Answer answer = new Answer(trace, representation, View.DEFAULT);
    charged += representation.isPicture() ? answer.pictureBytes() : 0;
    new Delivery(
            answer,
            representation.writer(NumberText.of(real.areVectors()), View.DEFAULT),
            meters,
            Tracing.OFF,
            new ByteArrayPool(1),
            new Message(),
            ClientPresence.begin(new MockHttpServletRequest(), ComputeBudget.unlimited()))
        .run(cores, workers);
    Reference.reachabilityFence(received);
  }

  private Received<?> read() throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    return body[0] == '{'
        ? new JsonRequestReader<>(type, mechanism.members(), LIMITS)
            .read(in, new byte[JsonRequestReader.roomFor(4096)], held -> {})
        : new NpyRequestReader<>(type, mechanism.members(), LIMITS)
            .read(in, body.length, null, held -> {});
  }

  private void pass() {
    passed++;
    if (passed % every == 0 || passed == last) {
      most = Math.max(most, used() - before);
    }
  }

  /**
   * The bytes of all objects that are reachable: exact, unlike the part of the heap in use, in
   * which collectors leave gaps and fill them.
   */
  private static long used() {
    try {
      Object histogram =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return HISTOGRAM_LINE
          .matcher(histogram.toString())
          .results()
          .filter(line -> !line.group(2).contains("FillerElement"))
          .mapToLong(line -> Long.parseLong(line.group(1)))
          .sum();
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  /** The kernel, at which something is measured. */
  @SuppressWarnings("unchecked")
  private <M extends Matrix<M>, K extends Kernel<M>> K watched(K kernel) {
    return (K)
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("wide")) {
                return proxy;
              }
              try {
                Object made = method.invoke(kernel, arguments);
                if (MAKING.contains(method.getName())) {
                  pass();
                  Reference.reachabilityFence(made);
                }
                return made;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** A client that reads at once. */
  private final class Message implements HttpOutputMessage {

    private final HttpHeaders headers = new HttpHeaders();

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public OutputStream getBody() {
      return new OutputStream() {
        @Override
        public void write(int value) {
          pass();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
          pass();
        }
      };
    }
  }
}
