package attention.front;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the service ends when it is told to.
 *
 * @param notice Time for which /readyz answers 503 while requests are still accepted, so that load
 *     balancers turn elsewhere before the port closes.
 * @param within Time after which the process ends, whatever still runs.
 */
@Validated
@ConfigurationProperties("attention.shutdown")
public record ShutdownProperties(
    @DurationMin(millis = 0) @DefaultValue("5s") Duration notice,
    @DurationMin(millis = 1) @DefaultValue("24s") Duration within) {}
