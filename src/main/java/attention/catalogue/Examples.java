package attention.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The ready requests, the one source of them: a JSON file each, named {@code NN-name.json}, where
 * NN sets the order.
 */
public final class Examples {

  private static final String FILES = "classpath:/examples/*.json";

  private final Map<String, ExampleRequest> byName = new LinkedHashMap<>();

  private Examples(Resource[] files) {
    Arrays.stream(files)
        .sorted(Comparator.comparing(Examples::fileName))
        .forEach(file -> add(fileName(file), JsonResource.read(file, ExampleRequest.class)));
  }

  public static Examples load() {
    try {
      return new Examples(new PathMatchingResourcePatternResolver().getResources(FILES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName(Resource file) {
    return Objects.requireNonNull(file.getFilename());
  }

  private void add(String file, ExampleRequest example) {
    if (!file.matches("\\d\\d-\\Q" + example.name() + "\\E\\.json")) {
      throw new IllegalStateException(
          "The example in %s must be named like its file, found \"%s\""
              .formatted(file, example.name()));
    }
    if (byName.put(example.name(), example) != null) {
      throw new IllegalStateException("Two examples are named " + example.name());
    }
  }

  public List<ExampleRequest> all() {
    return List.copyOf(byName.values());
  }

  /** Requests to compute something. */
  List<ExampleRequest> computing() {
    return byName.values().stream().filter(example -> !example.isCheck()).toList();
  }

  /** Requests to check numbers, with a mistake in them. */
  List<ExampleRequest> checks() {
    return byName.values().stream().filter(ExampleRequest::isCheck).toList();
  }

  /** Those to be sent to one path. */
  public List<ExampleRequest> of(String path) {
    return byName.values().stream().filter(example -> example.path().equals(path)).toList();
  }

  @Nullable ExampleRequest named(String name) {
    return byName.get(name);
  }
}
