package attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import attention.RoomPicture.Floor;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/**
 * Holds docs/rooms.svg to what the classes really use. The property {@code rooms.write} draws it
 * anew.
 */
class RoomPictureTests {

  private static final String BASE = "attention";
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path PICTURE = Path.of("docs/rooms.svg");

  private static List<Floor> floors;

  @BeforeAll
  static void readTheHouse() throws IOException {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);
    String page = Files.readString(Path.of("docs/architecture.md"));
    List<String> rooms = Arrays.stream(Room.values()).map(Room::toString).toList();
    floors =
        Stream.concat(Stream.of(BASE), rooms.reversed().stream())
            .map(name -> floor(name, page, classes))
            .toList();
  }

  private static Floor floor(String name, String page, Collection<JavaClass> classes) {
    String in = name.equals(BASE) ? BASE : BASE + "." + name;
    List<JavaClass> own =
        classes.stream().filter(type -> type.getPackageName().equals(in) && isMain(type)).toList();
    List<JavaClass> files = own.stream().filter(JavaClass::isTopLevelClass).toList();
    Set<String> used =
        own.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rooms =
        Arrays.stream(Room.values())
            .filter(room -> used.contains(room.in(BASE)) && !room.in(BASE).equals(in))
            .map(Room::toString)
            .collect(Collectors.toSet());
    return new Floor(name, sentence(name, page), size(files), libraries(used), rooms);
  }

  /** Whether a class is one of the service's, wherever it was compiled to. */
  private static boolean isMain(JavaClass type) {
    String outermost = type.getName().replaceFirst("\\$.*", "");
    return Files.exists(SOURCES.resolve(outermost.replace('.', '/') + ".java"));
  }

  private static String sentence(String room, String page) {
    return Pattern.compile("^\\| `" + room + "` \\| ([^|]+) \\|", Pattern.MULTILINE)
        .matcher(page)
        .results()
        .findFirst()
        .orElseThrow()
        .group(1)
        .replace("`", "");
  }

  /** In steps of twenty, so that not every new class changes the picture. */
  private static String size(List<JavaClass> classes) {
    long files =
        classes.stream()
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("package-info"))
            .count();
    return "up to %d classes".formatted((files + 19) / 20 * 20);
  }

  private static String libraries(Set<String> packages) {
    return Arrays.stream(Library.values())
        .filter(library ->
            library.packages().stream()
                .map(prefix -> prefix.replace("..", ""))
                .anyMatch(prefix -> packages.stream().anyMatch(name -> isIn(name, prefix))))
        .map(library -> library.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  private static boolean isIn(String name, String prefix) {
    return name.equals(prefix) || name.startsWith(prefix + ".");
  }

  @Test
  void thePictureShowsWhatTheClassesUse() throws IOException {
    String drawn = new RoomPicture(floors).svg();
    if (Boolean.getBoolean("rooms.write")) {
      Files.writeString(PICTURE, drawn);
    }
    assertThat(Files.readString(PICTURE))
        .as("%s; draw it anew with ./mvnw test -Dtest=RoomPictureTests -Drooms.write=true", PICTURE)
        .isEqualTo(drawn);
  }

  @Test
  void aRoomUsesRoomsBelowIt() {
    List<String> names = floors.stream().map(Floor::name).toList();
    assertThat(floors)
        .allSatisfy(floor ->
            assertThat(names.subList(names.indexOf(floor.name()) + 1, names.size()))
                .containsAll(floor.uses()));
    assertThat(floors.getFirst().uses()).contains("front");
    assertThat(floors.getLast().uses()).isEmpty();
  }

  @Test
  void everyUseHasADotAndEveryUsedRoomAnArrow() {
    String drawn = new RoomPicture(floors).svg();
    Set<String> used =
        floors.stream().flatMap(floor -> floor.uses().stream()).collect(Collectors.toSet());
    assertThat(drawn.split("<circle", -1))
        .hasSize(1 + floors.stream().mapToInt(floor -> floor.uses().size()).sum());
    assertThat(drawn.split("v10z", -1)).hasSize(1 + used.size());
    assertThat(drawn).contains("<title>web uses service</title>");
  }

  @Test
  void thePictureIsXmlWithATitleAndADescription() {
    String drawn = new RoomPicture(List.of(new Floor("a", "a & b", "", "", Set.of()))).svg();
    assertThat(drawn).contains("a &amp; b");
    assertThatCode(() ->
            DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(new RoomPicture(floors).svg()))))
        .doesNotThrowAnyException();
    assertThat(new RoomPicture(floors).svg())
        .contains("<title id=\"title\">", "<desc id=\"desc\">", "matrix uses no other room.");
  }
}
