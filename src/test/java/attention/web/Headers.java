package attention.web;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Requests with headers of their own. */
record Headers(String... namesAndValues) {

  Answer get(Client client, String path) {
    return client.send(on(client.request(path, "*/*")).GET());
  }

  Answer post(Client client, String path, String body) {
    return send(client, "POST", path, body);
  }

  Answer send(Client client, String method, String path, String body) {
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
