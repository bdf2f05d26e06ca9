package attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of rooms in docs/architecture.md is that of {@link Room}. */
class ArchitecturePageTests {

  private static final String BASE = "attention";
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| [^|]+ \\| ([^|]*) ?\\| [^|]*\\|$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  private static Stream<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/architecture.md"))).results();
  }

  private static String name(Room room) {
    return room.in(BASE).substring(BASE.length() + 1);
  }

  @Test
  void everyRoomHasARowAndTheDoorHasTheLast() throws IOException {
    Stream<String> rooms = Arrays.stream(Room.values()).map(ArchitecturePageTests::name);
    assertThat(rows().map(row -> row.group(1)))
        .endsWith(BASE)
        .containsExactlyInAnyOrderElementsOf(Stream.concat(rooms, Stream.of(BASE)).toList());
  }

  @ParameterizedTest
  @EnumSource
  void aRoomMayUseWhatThePageSays(Room room) throws IOException {
    String cell =
        rows().filter(row -> row.group(1).equals(name(room))).findFirst().orElseThrow().group(2);
    Set<String> below =
        room.below().stream().map(ArchitecturePageTests::name).collect(Collectors.toSet());
    assertThat(NAME.matcher(cell).results().map(match -> match.group(1)))
        .containsExactlyInAnyOrderElementsOf(below);
  }
}
