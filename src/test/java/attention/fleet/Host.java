package attention.fleet;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Where a replica runs: on this machine, or on a host of its own whose cable can be pulled. */
sealed interface Host extends AutoCloseable {

  /** Its address, from here. */
  String address();

  /** What a command becomes there. */
  List<String> command(List<String> command);

  @Override
  void close() throws InterruptedException;

  /** This machine. */
  record Here() implements Host {

    @Override
    public String address() {
      return "127.0.0.1";
    }

    @Override
    public List<String> command(List<String> command) {
      return command;
    }

    @Override
    public void close() {}
  }

  /** A network namespace, joined to this one by a pair of virtual interfaces. */
  record Namespace(String name, String network) implements Host {

    static Namespace create() throws IOException, InterruptedException {
      long id = ProcessHandle.current().pid();
      Namespace host = new Namespace("attention-" + id, "10.231." + id % 250 + ".");
      Command.run("ip", "netns", "add", host.name);
      Command.run(
          "ip", "link", "add", host.here(), "type", "veth", "peer", "eth0", "netns", host.name);
      Command.run("ip", "address", "add", host.network + "1/30", "dev", host.here());
      Command.run("ip", "link", "set", host.here(), "up");
      host.inside("ip", "address", "add", host.address() + "/30", "dev", "eth0");
      host.inside("ip", "link", "set", "lo", "up");
      host.inside("ip", "link", "set", "eth0", "up");
      return host;
    }

    private String here() {
      return "att" + ProcessHandle.current().pid();
    }

    private void inside(String... command) throws IOException, InterruptedException {
      Command.run(command(List.of(command)).toArray(String[]::new));
    }

    @Override
    public String address() {
      return network + "2";
    }

    @Override
    public List<String> command(List<String> command) {
      return Stream.concat(Stream.of("ip", "netns", "exec", name), command.stream()).toList();
    }

    /** Nothing arrives there any more, and nothing says so. */
    void cut() throws IOException, InterruptedException {
      inside("ip", "link", "set", "eth0", "down");
    }

    void mend() throws IOException, InterruptedException {
      inside("ip", "link", "set", "eth0", "up");
    }

    @Override
    public void close() throws InterruptedException {
      Command.attempt(
          List.of(
              new String[] {"ip", "link", "delete", here()},
              new String[] {"ip", "netns", "delete", name}));
    }
  }
}
