package attention.front;

import attention.request.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one request, and all of them together, may take.
 *
 * @param requestBytes Largest body of a request, and most bytes that an archive unpacks to.
 * @param numbers Most numbers in one request, all its arrays together.
 * @param keys Most keys, and most queries answered, in one request.
 * @param dimension Widest row of a matrix.
 * @param cells Most cells (queries answered x keys x heads) in one answer.
 * @param work Most multiply-adds of one answer; an exponential counts as 16, a tanh or logarithm as
 *     64, and four times as much in float64; sparsemax and entmax-1.5 count 96 · log₂(keys)
 *     besides.
 * @param answerBytes Longest answer, estimated as JSON before anything is computed.
 * @param computeTime Compute time of one request, on all its threads together, after which its
 *     answer ends.
 * @param tokenLength Longest token, in code points.
 * @param bodyTime Time within which the body of a request must have arrived.
 * @param bodyRate Bytes a second at which a body must arrive, after the first two seconds.
 * @param stall Time without progress, reading or being read, after which a client is cut off.
 * @param memory Working memory of all requests together; 60 % of the largest heap if absent.
 * @param requests Most requests in progress at once.
 * @param waiting Most requests waiting for room at once.
 * @param waitTime Time a request waits for room before it is refused.
 */
@Validated
@ConfigurationProperties("attention.limits")
public record LimitsProperties(
    @NotNull @DefaultValue("64MB") DataSize requestBytes,
    @Min(1) @Max(100_000_000) @DefaultValue("5000000") int numbers,
    @Min(1) @Max(1_000_000) @DefaultValue("65536") int keys,
    @Min(1) @Max(1_000_000) @DefaultValue("16384") int dimension,
    @Min(1) @DefaultValue("1073741824") long cells,
    @Min(1) @DefaultValue("68719476736") long work,
    @NotNull @DefaultValue("1GB") DataSize answerBytes,
    @DurationMin(millis = 1) @DefaultValue("60s") Duration computeTime,
    @Min(1) @Max(100_000) @DefaultValue("256") int tokenLength,
    @DurationMin(millis = 1) @DefaultValue("30s") Duration bodyTime,
    @NotNull @DefaultValue("32KB") DataSize bodyRate,
    @DurationMin(millis = 1) @DefaultValue("10s") Duration stall,
    @Nullable DataSize memory,
    @Min(1) @Max(10_000) @DefaultValue("128") int requests,
    @Min(0) @Max(10_000) @DefaultValue("64") int waiting,
    @DurationMin(millis = 0) @DefaultValue("5s") Duration waitTime) {

  /** What one request may hold. */
  public Limits request() {
    return new Limits(numbers, keys, dimension, cells, work, tokenLength, answerBytes.toBytes());
  }

  /** The working memory of all requests together, in bytes. */
  public long memoryBytes() {
    return memory != null ? memory.toBytes() : Runtime.getRuntime().maxMemory() / 5 * 3;
  }
}
