package attention.capacity;

import static org.awaitility.Awaitility.await;

import attention.capacity.Cores.Permit;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The two permits of one core, on a clock that tests advance, and who got one in which order. */
final class OneCore {

  /** A millisecond of the clock. */
  static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

  final AtomicLong clock = new AtomicLong();
  final Cores cores = new Cores(1, clock::get);
  final List<String> order = new CopyOnWriteArrayList<>();

  Permit taken() {
    return cores.permit(ComputeBudget.unlimited());
  }

  /** A thread that waits for a permit, notes its name, and gives the permit back. */
  Thread waiting(String name, ComputeBudget budget) {
    int before = cores.waiting();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try (Permit permit = cores.permit(budget)) {
                order.add(name);
              } catch (CancellationException e) {
                order.add(name + " cancelled");
              }
            });
    await().until(() -> cores.waiting() == before + 1);
    return thread;
  }
}
