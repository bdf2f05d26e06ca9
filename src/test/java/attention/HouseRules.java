package attention;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house that stands in one base package; the base is a parameter so that they can
 * be held against a house of planted faults too.
 */
record HouseRules(String base) {

  List<ArchRule> all() {
    List<ArchRule> rules = new ArrayList<>(Arrays.stream(Room.values()).map(this::room).toList());
    rules.addAll(
        List.of(
            noCycles(),
            oneLevel(),
            vectorsForNumbers(),
            noSpringBelowWeb(),
            noJackson2(),
            noDatabindForRequests(),
            jacksonAtTheEdge(),
            plainNames(),
            nullMarked()));
    return rules;
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

  private ArchRule vectorsForNumbers() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(Room.KERNEL.in(base), Room.DECIMAL.in(base))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .because(
            "the service runs without the Vector API, and only arithmetic and numbers as text know how to run with it");
  }

  private ArchRule noSpringBelowWeb() {
    return noClasses()
        .that()
        .resideInAnyPackage(Room.allBut(base, Room.WEB))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .because("what attention is outlives the framework that serves it");
  }

  private ArchRule noJackson2() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
        .because("Jackson 2 lies on the class path for others, and is not ours");
  }

  private ArchRule noDatabindForRequests() {
    return noClasses()
        .that()
        .haveSimpleNameContaining("Read")
        .or()
        .haveSimpleNameEndingWith("Request")
        .or()
        .haveSimpleNameEndingWith("Plan")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson.databind..")
        .because("data binding coerces and stops at the first fault of a request");
  }

  private ArchRule jacksonAtTheEdge() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(Room.WEB.in(base))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .because("Jackson reads what clients send; answers are written without it");
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
