package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Headers;
import attention.http.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How the explorer is served. */
@ServiceTest
class ExplorerTests {

  private static final Path FOLDER = Path.of("src/main/resources/static");

  private static final Pattern IMPORT = Pattern.compile("(?m)^import .* from \"\\./(.+)\";$");

  private static final Pattern MODULE = Pattern.compile("\"explorer/([^\"]+\\.js)\"");

  private static final Pattern NAMED = Pattern.compile("`(Explorer\\w*Tests)\\.(\\w+)`");

  /** Of everything that the page loads, compressed. */
  private static final int MOST_BYTES = 100_000;

  private Client client;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new Client(port);
  }

  /** The addresses of the page and of all of its files. */
  static List<String> addresses() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> "/" + FOLDER.relativize(file).toString().replace("index.html", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void aFileIsSentOnceAndCompressed(String address) throws IOException {
    Answer plain = client.get(address);
    assertThat(plain.status()).isEqualTo(200);
    assertThat(plain.header("Cache-Control")).hasValue("no-cache");
    assertThat(plain.header("Vary")).hasValue("Accept-Encoding");

    Answer packed = new Headers("Accept-Encoding", "deflate, gzip, br").get(client, address);
    assertThat(packed.header("Content-Encoding")).hasValue("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(plain.body());

    String tag = plain.header("ETag").orElseThrow();
    Answer again = new Headers("If-None-Match", tag).get(client, address);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, GZIP", "gzip;q=0.8", "gzip; q=1, *;q=0", "gzip ;q=0.001"})
  void aClientThatUnpacksGetsTheFileCompressed(String encodings) {
    Answer answer = new Headers("Accept-Encoding", encodings).get(client, "/");
    assertThat(answer.header("Content-Encoding")).hasValue("gzip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.000", "br", "xgzip"})
  void aClientThatDoesNotUnpackGetsTheFileAsItIs(String encodings) {
    Answer answer = new Headers("Accept-Encoding", encodings).get(client, "/");
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(answer.text()).startsWith("<!doctype html>");
  }

  /** Else a browser would ask for them one after the other, as each names the next. */
  @Test
  void theBrowserKnowsAllModulesAtOnce() throws IOException {
    assertThat(named(client.get("/").text()))
        .containsExactlyInAnyOrderElementsOf(imports().keySet());
  }

  /** What the maps do not need comes after them: the fewer the files, the sooner the maps. */
  @Test
  void theMapsWaitForNoModuleThatTheyDoNotNeed() throws IOException {
    String page = client.get("/").text();
    Map<String, Set<String>> imports = imports();
    Set<String> first = new TreeSet<>(Set.of("ahead.js", "main.js"));
    while (first.addAll(
        first.stream().flatMap(each -> imports.getOrDefault(each, Set.of()).stream()).toList())) {}

    assertThat(named(page.substring(0, page.indexOf("<template"))))
        .as("before the maps")
        .containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void noModuleNeedsItselfByWayOfOthers() throws IOException {
    Map<String, Set<String>> needs = imports();
    // Takes away what needs nothing that is left, until nothing changes.
    while (needs.values().removeIf(others -> others.stream().noneMatch(needs::containsKey))) {}
    assertThat(needs).isEmpty();
  }

  /** Which modules the page names, each once. */
  private static Set<String> named(String page) {
    return MODULE.matcher(page).results().map(match -> match.group(1)).collect(Collectors.toSet());
  }

  /** What each module imports before it runs. */
  private static Map<String, Set<String>> imports() throws IOException {
    Map<String, Set<String>> imports = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("explorer"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".js")).toList()) {
        imports.put(
            file.getFileName().toString(),
            IMPORT
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    return imports;
  }

  @Test
  void aModuleIsShort() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("explorer"))) {
      assertThat(files.filter(each -> each.toString().endsWith(".js")))
          .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(250));
    }
  }

  /** The document says which test holds which claim. */
  @Test
  void everyTestThatTheDocumentNamesExists() throws IOException {
    List<MatchResult> named =
        NAMED.matcher(Files.readString(Path.of("docs/explorer.md"))).results().toList();
    assertThat(named).hasSizeGreaterThan(16);
    for (MatchResult test : named) {
      Path file = Path.of("src/test/java/attention/web/" + test.group(1) + ".java");
      assertThat(Files.readString(file)).contains(" void " + test.group(2) + "(");
    }
  }

  @Test
  void thePageIsSmall() throws IOException {
    int sum = 0;
    for (String address : addresses()) {
      sum += new Headers("Accept-Encoding", "gzip").get(client, address).body().length;
    }
    assertThat(sum).isLessThan(MOST_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/explorer/main.js"})
  void onlyOwnScriptsRunAndOnlyThisServiceIsAsked(String address) {
    assertThat(client.get(address).header("Content-Security-Policy").orElseThrow())
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void noFileNamesAnotherHost() throws IOException {
    Pattern host = Pattern.compile("https?://(?!www\\.w3\\.org/)[a-z0-9.-]+");
    for (String address : addresses()) {
      assertThat(new String(client.get(address).body(), StandardCharsets.UTF_8))
          .as(address)
          .doesNotContainPattern(host);
    }
  }

  @Test
  void thePageAndSwaggerUiLeadToEachOther() {
    assertThat(client.get("/").text()).contains("href=\"swagger-ui/index.html\"");
    assertThat(client.get("/v3/api-docs").json().at("/info/description").asString())
        .contains("[explorer](../)");
  }

  @Test
  void aFileThatIsNotThereIsReported() {
    client.get("/explorer/nothing.js").problem(404);
  }
}
