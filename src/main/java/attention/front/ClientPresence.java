package attention.front;

import attention.capacity.ComputeBudget;
import attention.capacity.Cores.Permit;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * Detects that the client has left while its request waits or is computed and nothing is written.
 * Only the thread of the request looks; for others a check does nothing.
 */
public final class ClientPresence {

  private static final String CONNECTION = ClientPresence.class.getName() + ".connection";
  private static final String ATTRIBUTE = ClientPresence.class.getName();

  /** How often the connection is checked. */
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  private final @Nullable Request connection;
  private final ComputeBudget budget;
  private final Thread thread = Thread.currentThread();
  private boolean watched;
  private long lastCheck = System.nanoTime();

  private ClientPresence(@Nullable Request connection, ComputeBudget budget) {
    this.connection = connection;
    this.budget = budget;
  }

  /** Has {@link #begin} find the connection of a request. */
  static void register(HttpServletRequest request, Request connection) {
    request.setAttribute(CONNECTION, connection);
  }

  /**
   * The client of a request that begins on this thread.
   *
   * @param budget of the request, cancelled when the client has left
   */
  public static ClientPresence begin(HttpServletRequest request, ComputeBudget budget) {
    Object connection = request.getAttribute(CONNECTION);
    ClientPresence client =
        new ClientPresence(connection instanceof Request known ? known : null, budget);
    request.setAttribute(ATTRIBUTE, client);
    budget.watch(client::check);
    return client;
  }

  /** The client of a request that has begun. */
  public static ClientPresence of(HttpServletRequest request) {
    return (ClientPresence) Objects.requireNonNull(request.getAttribute(ATTRIBUTE));
  }

  /** Notes that the body was read to its end: what arrives now is the client's next request. */
  public void bodyIsRead() {
    watched = true;
  }

  /** The compute time of the request. */
  public ComputeBudget budget() {
    return budget;
  }

  /** Cancels the computation if the client has left. Cheap unless a check is due. */
  public void check() {
    long now = System.nanoTime();
    if (connection != null
        && watched
        && Thread.currentThread() == thread
        && now - lastCheck > CHECK_NANOS) {
      lastCheck = now;
      if (isGone(connection)) {
        budget.cancel();
      }
    }
  }

  /** Marks the border between two blocks for a thread of the request that holds a permit. */
  public void pass(Permit permit) {
    check();
    permit.checkpoint();
    check();
    budget.check();
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
