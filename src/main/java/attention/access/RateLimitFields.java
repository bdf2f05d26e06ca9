package attention.access;

import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletResponse;

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
        limit("requests", account.quota().requests(), window)
            + ", "
            + limit("work", account.quota().work(), window)
            + ";qu=\"multiply-adds\"");
    response.setHeader(
        LIMIT,
        left("requests", account.requests(), account.quota().requests(), 1)
            + ", "
            + left("work", account.work(), account.quota().work(), Account.UNIT));
  }

  private static String limit(String name, long quota, long window) {
    return "\"" + name + "\";q=" + quota + ";w=" + window;
  }

  /** What is left, and the seconds until all is there again: more than the window after a debt. */
  private static String left(String name, Bucket bucket, long quota, long unit) {
    long available = Math.min(bucket.getAvailableTokens() * unit, quota);
    double missing = 1 - (double) available / quota;
    long seconds = (long) Math.ceil(missing * Account.WINDOW.toSeconds());
    return "\"" + name + "\";r=" + Math.max(0, available) + ";t=" + seconds;
  }
}
