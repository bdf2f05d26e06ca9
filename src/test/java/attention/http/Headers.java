package attention.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Requests with headers of their own. */
public record Headers(String... namesAndValues) {

  public Answer get(Client client, String path) {
    return client.send(on(client.request(path, "*/*")).GET());
  }

  public Answer post(Client client, String path, String body) {
    return send(client, "POST", path, body);
  }

  public Answer send(Client client, String method, String path, String body) {
    return client.send(
        on(client.request(path, Client.JSON)).method(method, BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder on(HttpRequest.Builder request) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      request.setHeader(namesAndValues[i], namesAndValues[i + 1]);
    }
    return request;
  }
}
