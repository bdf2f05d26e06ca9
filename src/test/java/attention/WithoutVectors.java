package attention;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A Java without the module of the Vector API. */
public final class WithoutVectors {

  private WithoutVectors() {}

  /** What a program says there, complaints included. */
  public static String says(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
