package attention;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.FailureReport;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the house to its table of rooms, and the rules to finding what breaks them. */
class ArchitectureTests {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("attention");

  /** A house in test sources in which every rule is broken at least once. */
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

  /** What must be found, rule by rule in the order of {@link HouseRules#all()}. */
  private static final List<String> FOUND =
      List.of(
          "planted.matrix.KnowsKernel",
          "planted.kernel.KnowsMechanism",
          "planted.decimal.KnowsFormat",
          "planted.trace.KnowsFormat",
          "planted.stage.KnowsMechanism",
          "planted.mechanism.KnowsJson",
          "planted.recurrent.KnowsFormat",
          "planted.definition.KnowsMechanism",
          "planted.mistake.KnowsRequest",
          "planted.trial.KnowsRequest",
          "planted.picture.KnowsFormat",
          "planted.problem.KnowsRequest",
          "planted.request.KnowsParse",
          "planted.parse.KnowsService",
          "planted.service.KnowsCapacity",
          "planted.check.KnowsFormat",
          "planted.format.KnowsSpring",
          "planted.capacity.KnowsSpring",
          "planted.document.KnowsCatalogue",
          "planted.catalogue.KnowsService",
          "planted.openapi.KnowsWeb",
          "planted.front.KnowsService",
          "planted.access.KnowsParse",
          "planted.web.KnowsCatalogue",
          "planted.mechanism.KnowsVectors",
          "planted.capacity.Draws",
          "planted.mechanism.KnowsJson",
          "planted.parse.Binds",
          "planted.web.Meters",
          "planted.catalogue.KnowsSwagger",
          "planted.capacity.KnowsSpring",
          "planted.front.Authenticates",
          "planted.web.Counts",
          "planted.catalogue.KnowsServlet",
          "planted.web.KnowsTomcat",
          "planted.request.Validates",
          "planted.service.Logs",
          "planted.format.Paints",
          "Cycle detected: Slice kernel",
          "planted.matrix.deeper.Cellar",
          "planted.web.KnowsJackson2",
          "planted.web.WebUtils",
          "planted.attic.Unmarked");

  static List<ArchRule> rules() {
    return new HouseRules("attention").all();
  }

  static Stream<Arguments> plantedFaults() {
    List<ArchRule> rules = new HouseRules("planted").all();
    assertThat(rules).hasSameSizeAs(FOUND);
    return IntStream.range(0, rules.size()).mapToObj(i -> Arguments.of(FOUND.get(i), rules.get(i)));
  }

  @Test
  void theHouseWasReallyRead() {
    assertThat(HOUSE).hasSizeGreaterThan(50);
    assertThat(HOUSE).noneMatch(type -> type.getSimpleName().endsWith("Tests"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theHouseKeepsTheRule(ArchRule rule) {
    rule.check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("plantedFaults")
  void theRuleFindsThePlantedFault(String fault, ArchRule rule) {
    FailureReport report = rule.evaluate(PLANTED).getFailureReport();
    assertThat(report.getDetails()).anyMatch(detail -> detail.contains(fault));
  }
}
