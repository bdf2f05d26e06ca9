package attention.front;

import attention.capacity.ComputeBudget;
import attention.capacity.Cores.Permit;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Detects that the client has left while its request waits or is computed and nothing is written.
 * Only the thread of the request looks; for others a check does nothing.
 */
public final class ClientPresence {

  private static final String ATTRIBUTE = ClientPresence.class.getName();

  /** How often the connection is checked. */
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  private final @Nullable SocketWrapperBase<?> connection;
  private final ComputeBudget budget;
  private final Thread thread = Thread.currentThread();
  private boolean watched;
  private long lastCheck = System.nanoTime();

  private ClientPresence(ComputeBudget budget) {
    this.connection = ArrivalEndpoint.served();
    this.budget = budget;
  }

  /**
   * The client of a request that begins on this thread.
   *
   * @param budget of the request, cancelled when the client has left
   */
  public static ClientPresence begin(HttpServletRequest request, ComputeBudget budget) {
    ClientPresence client = new ClientPresence(budget);
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
   * Reads without waiting, before anything is written. What has arrived is the client's next
   * request, and the connection keeps it. Tomcat's buffer of the request must not read here: it may
   * hold pipelined requests behind the body, and would put what arrives over them. A connection
   * that cannot be looked at is as good as gone.
   */
  private static boolean isGone(SocketWrapperBase<?> connection) {
    try {
      connection.isReadyForRead();
      return false;
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }
}
