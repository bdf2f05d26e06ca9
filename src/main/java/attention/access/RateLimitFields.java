package attention.access;

import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/**
 * The header fields from which a client sees its quota, and what is left of it
 * (draft-ietf-httpapi-ratelimit-headers-10).
 */
final class RateLimitFields {

  private static final String POLICY = "RateLimit-Policy";
  private static final String LIMIT = "RateLimit";

  private RateLimitFields() {}

  static void set(HttpServletResponse response, Account account) {
    long window = Account.WINDOW.toSeconds();
    response.setHeader(
        POLICY,
        "\"requests\";q=%d;w=%d, \"work\";q=%d;w=%d;qu=\"multiply-adds\""
            .formatted(account.quota().requests(), window, account.quota().work(), window));
    response.setHeader(
        LIMIT,
        "\"requests\"%s, \"work\"%s"
            .formatted(
                left(account.requests(), account.quota().requests(), 1),
                left(account.work(), account.quota().work(), Account.UNIT)));
  }

  /** What is left, and the seconds until all is there again. */
  private static String left(Bucket bucket, long quota, long unit) {
    long available = Math.clamp(bucket.getAvailableTokens() * unit, 0, quota);
    double missing = 1 - (double) available / quota;
    long seconds =
        (long) Math.ceil(missing * Account.WINDOW.toMillis() / Duration.ofSeconds(1).toMillis());
    return ";r=%d;t=%d".formatted(available, seconds);
  }
}
