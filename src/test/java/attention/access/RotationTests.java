package attention.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.http.Client;
import attention.http.Headers;
import attention.http.Operated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** Keys are changed while clients use them. */
@SecuredTest
@ExtendWith(OutputCaptureExtension.class)
class RotationTests {

  private static final String BODY = "{\"embeddings\":[[1,2],[3,4]]}";
  private static final int CLIENTS = 4;
  private static final int ROTATIONS = 5;

  private Client users;
  private Path file;

  @BeforeEach
  void reach(@Autowired Environment environment) {
    users = new Operated(environment).users();
    file = Path.of(environment.getRequiredProperty(KeysFile.PROPERTY));
  }

  @AfterEach
  void restore() throws IOException {
    store(Keys.file());
    await().until(() -> status(Keys.USER) == 200);
  }

  private void store(String... lines) throws IOException {
    Path next = Files.createTempFile(file.getParent(), "keys", ".next");
    Files.writeString(next, String.join("\n", lines));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private int status(String key) {
    return new Headers("Authorization", "Bearer " + key)
        .post(users, "/attention/self", BODY)
        .status();
  }

  /** What the clients of one name do until they are told to end. */
  private final class Load {

    private final AtomicReference<String> key;
    private final AtomicBoolean ends = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Integer> refused = new ArrayList<>();
    private final List<Thread> clients = new ArrayList<>();

    Load(String first) {
      key = new AtomicReference<>(first);
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Thread.ofPlatform().start(this::run));
      }
    }

    private void run() {
      while (!ends.get()) {
        int status = status(key.get());
        answered.incrementAndGet();
        if (status != 200) {
          synchronized (refused) {
            refused.add(status);
          }
        }
      }
    }

    /** Has the clients use another key, and waits until what they sent with the old one is over. */
    void turnTo(String next) {
      key.set(next);
      int before = answered.get();
      await().until(() -> answered.get() > before + 2 * CLIENTS);
    }

    void end() throws InterruptedException {
      ends.set(true);
      for (Thread client : clients) {
        client.join();
      }
    }
  }

  @Test
  void noRightRequestIsRefusedWhileKeysAreRotated() throws Exception {
    store(Keys.line("lab", "key-0"));
    await().until(() -> status("key-0") == 200);
    Load load = new Load("key-0");
    try {
      for (int i = 1; i <= ROTATIONS; i++) {
        String old = "key-" + (i - 1);
        String next = "key-" + i;
        store(Keys.line("lab", old), Keys.line("lab", next));
        await().until(() -> status(next) == 200);
        load.turnTo(next);
        store(Keys.line("lab", next));
        await().until(() -> status(old) == 401);
      }
    } finally {
      load.end();
    }
    assertThat(load.refused).isEmpty();
    assertThat(load.answered.get()).isGreaterThan(ROTATIONS * CLIENTS);
  }

  @Test
  void aBrokenFileRefusesNobody(CapturedOutput log) throws Exception {
    Load load = new Load(Keys.USER);
    try {
      store(Keys.line("lab", Keys.USER), "lab broken");
      await().until(() -> log.getOut().contains("The keys remain as they were"));
      load.turnTo(Keys.USER);
    } finally {
      load.end();
    }
    assertThat(load.refused).isEmpty();
  }
}
