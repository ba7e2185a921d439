package dev.understack.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between modules point down, and the pure cores stay pure. */
class ModuleArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.understack");

  private static final Set<String> IMPURE =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.ZonedDateTime.now",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random");

  /** What each module may use besides itself, as ARCHITECTURE.md says. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("model", List.of()),
          Map.entry("language", List.of()),
          Map.entry("operations", List.of()),
          Map.entry("store", List.of("model")),
          Map.entry("cluster", List.of("model", "language", "store")),
          Map.entry("bus", List.of("model", "store")),
          Map.entry("sources", List.of("model", "language", "store", "cluster", "bus")),
          Map.entry("sensors", List.of("model", "language", "store", "cluster", "bus")),
          Map.entry("workflows", List.of("model", "language", "store", "cluster")),
          Map.entry(
              "executors",
              List.of("model", "language", "operations", "store", "cluster", "workflows")),
          Map.entry("secrets", List.of("model", "language", "store", "cluster")),
          Map.entry("standins", List.of()));

  @TestFactory
  Stream<DynamicTest> modulesUseOnlyWhatLiesBelow() {
    return MAY_USE.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(), () -> onlyUses(entry.getKey(), entry.getValue()).check(CLASSES)));
  }

  @Test
  void onlyTheStoreKnowsSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.understack.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..")
        .check(CLASSES);
  }

  @Test
  void theCoresKnowNoClockThreadOrInput() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.understack.sensors.network..", "dev.understack.workflows.core..")
        .should()
        .callMethodWhere(
            describe(
                "reads a clock, draws a random number or sleeps",
                call ->
                    IMPURE.contains(
                        call.getTargetOwner().getName() + "." + call.getTarget().getName())))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.net..",
            "java.nio.channels..",
            "java.nio.file..",
            "java.util.concurrent..",
            "org.slf4j..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, Clock.class, InstantSource.class, Random.class)
        .check(CLASSES);
  }

  private static ArchRule onlyUses(String module, List<String> others) {
    String[] allowed =
        Stream.concat(Stream.of(module), others.stream())
            .map(name -> "dev.understack." + name + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("dev.understack." + module + "..")
        .should()
        .onlyDependOnClassesThat(
            describe(
                "are outside this project or in " + String.join(", ", allowed),
                used ->
                    !used.getPackageName().startsWith("dev.understack")
                        || Stream.of(allowed)
                            .anyMatch(a ->
                                (used.getPackageName() + ".")
                                    .startsWith(a.substring(0, a.length() - 1)))))
        .allowEmptyShould(true);
  }
}
