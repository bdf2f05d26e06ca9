package attention.capacity;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The spans of requests. Where requests are not traced, there are none, and a step costs nothing.
 */
public final class Tracing {

  /** Without any trace. */
  public static final Tracing OFF = new Tracing(Tracer.NOOP);

  private static final Section NONE = new Section(Span.NOOP);

  private final Tracer tracer;
  private final boolean on;

  /**
   * @param tracer {@link Tracer#NOOP} if requests are not traced
   */
  public Tracing(Tracer tracer) {
    this.tracer = tracer;
    this.on = tracer != Tracer.NOOP;
  }

  /** What a request spends its time on. Computing and writing overlap. */
  public enum Step {
    /** From the first byte of the body to a request, with the wait for a place. */
    READ,
    /** From a request to a trace of which nothing is computed. */
    PLAN,
    /** From the first block to the last. */
    COMPUTE,
    /** From the first byte that is sent to the last. */
    WRITE
  }

  /** A step that has begun. */
  public static final class Section implements AutoCloseable {

    private final Span span;

    private Section(Span span) {
      this.span = span;
    }

    /** Notes how much it was. */
    public void note(String name, long amount) {
      span.tag(name, amount);
    }

    /** Ends the step. */
    @Override
    public void close() {
      span.end();
    }
  }

  /** Begins a step of the request of this thread. */
  public Section begin(Step step) {
    return on
        ? new Section(tracer.nextSpan().name(step.name().toLowerCase(Locale.ROOT)).start())
        : NONE;
  }

  /** The span of this thread's request; none if requests are not traced. */
  public @Nullable Current current() {
    Span span = on ? tracer.currentSpan() : null;
    return span == null ? null : new Current(tracer, span);
  }

  /** The span of a request, which other threads and later steps can name. */
  public static final class Current {

    private final Tracer tracer;
    private final Span span;

    private Current(Tracer tracer, Span span) {
      this.tracer = tracer;
      this.span = span;
    }

    /** 32 hexadecimal digits. */
    public String traceId() {
      return span.context().traceId();
    }

    /** The header {@code traceparent} (W3C Trace Context, section 3.2) of what follows the span. */
    public String traceparent() {
      TraceContext context = span.context();
      String sampled = Objects.equals(context.sampled(), true) ? "01" : "00";
      return "00-" + context.traceId() + "-" + context.spanId() + "-" + sampled;
    }

    /** Does something in its name, as what meters record with an exemplar. */
    public void during(Runnable action) {
      try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
        action.run();
      }
    }
  }
}
