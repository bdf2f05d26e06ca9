package attention.http;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/** What a test needs and this machine lacks. */
public final class Missing {

  private Missing() {}

  /** Fails the test in CI, and skips it with a word elsewhere. */
  public static void skip(String missing) {
    if ("true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    System.out.println(missing + ": skipped.");
    Assumptions.abort(missing);
  }
}
