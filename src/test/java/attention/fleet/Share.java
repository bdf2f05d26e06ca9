package attention.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A share of one core that a process may have at most, by a control group of the kernel. */
final class Share implements AutoCloseable {

  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final int PERIOD = 100_000;

  private final Path folder;

  private Share(Path folder) {
    this.folder = folder;
  }

  /**
   * Limits a process with all its threads, however many cores there are.
   *
   * @throws IOException if this user may not
   */
  static Share of(double core, long pid) throws IOException {
    boolean unified = Files.exists(GROUPS.resolve("cgroup.controllers"));
    Path folder = GROUPS.resolve((unified ? "" : "cpu/") + "attention-" + pid);
    Files.createDirectory(folder);
    Share share = new Share(folder);
    long quota = Math.round(core * PERIOD);
    if (unified) {
      share.write("cpu.max", quota + " " + PERIOD);
    } else {
      share.write("cpu.cfs_period_us", Integer.toString(PERIOD));
      share.write("cpu.cfs_quota_us", Long.toString(quota));
    }
    share.write("cgroup.procs", Long.toString(pid));
    return share;
  }

  private void write(String file, String value) throws IOException {
    Files.writeString(folder.resolve(file), value);
  }

  /** Once its process has ended. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder);
  }
}
