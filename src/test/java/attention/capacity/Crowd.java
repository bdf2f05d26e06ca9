package attention.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Many threads that do the same thing over and over, each with random numbers of its own. */
final class Crowd {

  private Crowd() {}

  /** Returns when all of them are done. */
  static void run(int threads, int rounds, Consumer<Random> request) throws InterruptedException {
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Random random = new Random(i);
      crowd.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                for (int round = 0; round < rounds; round++) {
                  request.accept(random);
                }
              }));
    }
    for (Thread thread : crowd) {
      thread.join();
    }
  }
}
