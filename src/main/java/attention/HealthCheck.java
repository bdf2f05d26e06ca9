package attention;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks an address whether all is well there, for a container that holds no other client: it ends
 * with 0 if the answer is 200, with 1 if not.
 */
final class HealthCheck {

  private static final int PATIENCE_MILLIS = 3_000;

  private HealthCheck() {}

  public static void main(String[] arguments) {
    System.exit(isWell(URI.create(arguments[0])) ? 0 : 1);
  }

  private static boolean isWell(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return false;
    }
  }
}
