package attention.web;

import attention.capacity.ComputeBudget;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * Detects that the client has left while its response is computed and nothing is written. For the
 * thread of the request.
 */
final class ClientPresence {

  private static final String ATTRIBUTE = ClientPresence.class.getName();

  /** How often the connection is checked. */
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final @Nullable Request connection;
  private final ComputeBudget budget;
  private long lastCheck = System.nanoTime();

  private ClientPresence(@Nullable Request connection, ComputeBudget budget) {
    this.connection = connection;
    this.budget = budget;
  }

  /** Has {@link #of} find the connection of a request. */
  static void register(HttpServletRequest request, Request connection) {
    request.setAttribute(ATTRIBUTE, connection);
  }

  /**
   * The client of a request, whose body was read to its end.
   *
   * @param budget cancelled when the client has left
   */
  static ClientPresence of(HttpServletRequest request, ComputeBudget budget) {
    return new ClientPresence(
        request.getAttribute(ATTRIBUTE) instanceof Request connection ? connection : null, budget);
  }

  /** The compute time of the request. */
  ComputeBudget budget() {
    return budget;
  }

  /** Cancels the computation if the client has left. Cheap unless a check is due. */
  void check() {
    long now = System.nanoTime();
    if (connection != null && now - lastCheck > CHECK_NANOS) {
      lastCheck = now;
      if (isGone(connection)) {
        budget.cancel();
      }
    }
  }

  /**
   * Has Tomcat read without waiting. Where the connection has ended, it says that one byte more is
   * available than has arrived, so that the next read fails; what has arrived is the client's next
   * request.
   */
  private static boolean isGone(Request connection) {
    connection.action(ActionCode.AVAILABLE, Boolean.TRUE);
    int toRead = connection.getAvailable();
    connection.action(ActionCode.AVAILABLE, Boolean.FALSE);
    return toRead > connection.getAvailable();
  }
}
