package attention;

import attention.catalogue.ExampleRequest;
import attention.catalogue.Examples;
import attention.format.Representation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the service answer its own examples over HTTP, in every form, and ends it: the classes that
 * this loaded are in the cache from which the container starts.
 */
@Component
@Profile("training")
class Training {

  private static final int OK = 200;

  /** Not every example has an array or a picture, and not every machine the fonts for a PNG. */
  private static final Set<Integer> WITH_REFUSALS = Set.of(OK, 406, 422, 501);

  private static final int SIDE = 64;

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
    send(HttpRequest.newBuilder(service.resolve("/livez")), Set.of(OK));
    for (Representation form : Representation.values()) {
      Set<Integer> expected = form == Representation.JSON ? Set.of(OK) : WITH_REFUSALS;
      examples.all().forEach(example -> answer(service, example, form, expected));
    }
    array(service);
    System.exit(SpringApplication.exit(context));
  }

  private void answer(
      URI service, ExampleRequest example, Representation form, Set<Integer> expected) {
    send(
        HttpRequest.newBuilder(service.resolve(example.path()))
            .header("Content-Type", Representation.JSON.mediaType())
            .header("Accept", form.mediaType())
            .POST(BodyPublishers.ofString(json.writeValueAsString(example.request()))),
        expected);
  }

  /** Sends a NumPy array, and has one sent back. */
  private void array(URI service) {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%1$d, %1$d), }".formatted(SIDE);
    ByteBuffer body =
        ByteBuffer.allocate(10 + header.length() + SIDE * SIDE * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    body.put("\u0093NUMPY\u0001\0".getBytes(StandardCharsets.ISO_8859_1));
    body.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < SIDE * SIDE; i++) {
      body.putFloat((float) Math.sin(i));
    }
    send(
        HttpRequest.newBuilder(service.resolve("/attention/self"))
            .header("Content-Type", Representation.NPY.mediaType())
            .header("Accept", Representation.NPY.mediaType())
            .POST(BodyPublishers.ofByteArray(body.array())),
        Set.of(OK));
  }

  private void send(HttpRequest.Builder request, Set<Integer> expected) {
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      if (!expected.contains(answer.statusCode())) {
        throw new IllegalStateException("%s: %s".formatted(answer, answer.body()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted in training", e);
    }
  }
}
