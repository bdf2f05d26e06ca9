package attention.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A client of the service that listens on a port of this machine. */
public record Client(int port) {

  public static final String JSON = "application/json";
  public static final String NDJSON = "application/x-ndjson";

  /** Generous: what takes longer hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** Posts JSON and accepts JSON. */
  public Answer post(String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), JSON);
  }

  public Answer post(String path, byte[] body, String accept) {
    return send(request(path, accept).POST(BodyPublishers.ofByteArray(body)));
  }

  /** Posts a body whose length is not told before. */
  public Answer postChunked(String path, byte[] body) {
    return send(
        request(path, JSON).POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body))));
  }

  public Answer get(String path) {
    return send(request(path, JSON).GET());
  }

  /** Sends these headers, names and values in turn, and no others. */
  public Answer send(String method, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .timeout(PATIENCE)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return send(headers.length > 0 ? request.headers(headers) : request);
  }

  /** Where the service is. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** A request of JSON that is still to be given a method. */
  public HttpRequest.Builder request(String path, String accept) {
    return HttpRequest.newBuilder(URI.create(address() + path))
        .timeout(PATIENCE)
        .setHeader("Accept", accept)
        .setHeader("Content-Type", JSON);
  }

  public Answer send(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  /** An answer that is read while it is written. */
  public InputStream open(HttpRequest.Builder request) {
    HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new AssertionError("status " + response.statusCode());
    }
    return response.body();
  }

  private static <T> HttpResponse<T> exchange(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return HTTP.send(request.build(), handler);
    } catch (IOException e) {
      throw new AssertionError("No answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }
}
