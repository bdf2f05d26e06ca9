package attention.front;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Ends each connection with its next response while the service is about to close its port (RFC
 * 9112, 9.6), so that the clients of a balancer that knows only connections go to another replica
 * before requests are refused here.
 */
final class ConnectionCloseValve extends ValveBase {

  private final ShutdownNotice notice;

  /**
   * @param notice begins when connections are to end
   */
  ConnectionCloseValve(ShutdownNotice notice) {
    super(true);
    this.notice = notice;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (notice.isGiven()) {
      response.setHeader("Connection", "close");
    }
    getNext().invoke(request, response);
  }
}
