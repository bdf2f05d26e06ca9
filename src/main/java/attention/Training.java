package attention;

import attention.catalogue.ExampleRequest;
import attention.catalogue.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the service answer its own examples over HTTP, and ends it: whatever that loaded and learnt,
 * Java keeps in the cache from which the container starts.
 */
@Component
@Profile("training")
class Training {

  /** Often enough for Java to learn which of its methods are busy. */
  private static final int ROUNDS = 40;

  private static final int OK = 200;

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final Examples examples;

  Training(Examples examples) {
    this.examples = examples;
  }

  @EventListener
  void run(ApplicationReadyEvent ready) {
    ServletWebServerApplicationContext context =
        (ServletWebServerApplicationContext) ready.getApplicationContext();
    URI service =
        URI.create("http://127.0.0.1:" + Objects.requireNonNull(context.getWebServer()).getPort());
    // Not yet ready, and so not /readyz: the service is when this event has been heard.
    send(HttpRequest.newBuilder(service.resolve("/livez")));
    for (int round = 0; round < ROUNDS; round++) {
      examples.all().forEach(example -> answer(service, example));
    }
    System.exit(SpringApplication.exit(context));
  }

  private void answer(URI service, ExampleRequest example) {
    send(
        HttpRequest.newBuilder(service.resolve(example.path()))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(example.request()))));
  }

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new IllegalStateException("%s: %s".formatted(answer, answer.body()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted in training", e);
    }
  }
}
