package attention;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house that stands in one base package; the base is a parameter so that they can
 * be held against a house of planted faults too.
 */
record HouseRules(String base) {

  List<ArchRule> all() {
    return Stream.of(
            Arrays.stream(Room.values()).map(this::room),
            Arrays.stream(Library.values()).map(this::library),
            Stream.of(noCycles(), oneLevel(), noJackson2(), plainNames(), nullMarked()))
        .flatMap(rules -> rules)
        .toList();
  }

  private ArchRule room(Room room) {
    return classes()
        .that()
        .resideInAPackage(room.in(base))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(room.mayUse(base))
        .because(room.reason())
        .allowEmptyShould(true);
  }

  private ArchRule noCycles() {
    return slices()
        .matching(base + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("rooms that need each other are one room");
  }

  private ArchRule oneLevel() {
    return classes()
        .should()
        .resideInAnyPackage(Room.all(base))
        .because("there is one level of rooms, and each stands in the table");
  }

  private ArchRule library(Library library) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(library.users(base))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library.packages().toArray(String[]::new))
        .because(library.reason());
  }

  private ArchRule noJackson2() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
        .because("Jackson 2 is on the class path for others only");
  }

  private ArchRule plainNames() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Impl|Util|Helper|Manager|Dto|DTO)([A-Z$].*|s.*)?")
        .because("a name says what a thing is, and these say nothing");
  }

  private ArchRule nullMarked() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("stand in a package whose package-info is @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName()));
              }
            })
        .because("only a marked package is checked for null");
  }
}
