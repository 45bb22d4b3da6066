package dev.tusk.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What docs/ARCHITECTURE.md says of modules and libraries, held to. */
class ArchitectureTest {
  /** Who may use whom. Four modules use no other, so each can be read by itself. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "sql", Set.of(),
          "storage", Set.of(),
          "vector", Set.of(),
          "wire", Set.of(),
          "executor", Set.of("sql", "storage", "vector"),
          "server", Set.of("sql", "executor", "wire"));

  /** A library has one home; our own types stand at every seam. */
  private static final Map<String, String> HOME =
      Map.of(
          "org.apache.calcite..", "dev.tusk.sql..",
          "io.netty..", "dev.tusk.wire..",
          "com.ibm.icu..", "dev.tusk.sql.type..",
          "org.mapdb..", "dev.tusk.storage..",
          "org.pcollections..", "dev.tusk.executor.catalog..",
          "org.tartarus.snowball..", "dev.tusk.executor.textsearch..",
          "jdk.incubator.vector..", "dev.tusk.vector..",
          "picocli..", "dev.tusk.server..",
          "org.postgresql..", "dev.tusk.server.demo..");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tusk");

  @Test
  void modulesUseOnlyWhatTheyMay() {
    MAY_USE.forEach((module, mayUse) -> {
      Set<String> others = new HashSet<>(MAY_USE.keySet());
      others.removeAll(mayUse);
      others.remove(module);
      String[] forbidden = others.stream().map(ArchitectureTest::inModule).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(inModule(module))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden)
          .check(PRODUCT);
    });
  }

  @Test
  void eachLibraryIsUsedInOnePlaceOnly() {
    HOME.forEach((library, home) ->
        noClasses()
            .that()
            .resideOutsideOfPackage(home)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library)
            .allowEmptyShould(true)
            .check(PRODUCT));
  }

  @Test
  void calciteStaysBehindTheParserAndThePlanner() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.tusk.sql.error..",
            "dev.tusk.sql.type..",
            "dev.tusk.sql.function..",
            "dev.tusk.sql.catalog..",
            "dev.tusk.sql.statement..",
            "dev.tusk.sql.plan..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.calcite..")
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void noPackagesNameEachOtherInACircle() {
    slices().matching("dev.tusk.(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void thePlannersRoomsKnowOnlyThoseBeforeThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("algebra")
        .definedBy("dev.tusk.sql.planner.algebra..")
        .layer("analyze")
        .definedBy("dev.tusk.sql.planner.analyze..")
        .layer("rewrite")
        .definedBy("dev.tusk.sql.planner.rewrite..")
        .layer("physical")
        .definedBy("dev.tusk.sql.planner.physical..")
        .layer("deparse")
        .definedBy("dev.tusk.sql.planner.deparse..")
        .layer("planner")
        .definedBy("dev.tusk.sql.planner")
        .whereLayer("planner")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("deparse")
        .mayOnlyBeAccessedByLayers("planner")
        .whereLayer("physical")
        .mayOnlyBeAccessedByLayers("planner")
        .whereLayer("rewrite")
        .mayOnlyBeAccessedByLayers("physical", "planner")
        .whereLayer("analyze")
        .mayOnlyBeAccessedByLayers("rewrite", "physical", "deparse", "planner")
        .check(PRODUCT);
  }

  @Test
  void ofThePlannerOnlyItsFaceIsUsed() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tusk.sql.planner..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.tusk.sql.planner..")
                .and(not(simpleName("Planner")))
                .and(not(simpleName("AnalyzedQuery")))
                .and(not(simpleName("AnalyzedCondition")))
                .and(not(simpleName("AnalyzedRule")))
                .and(not(simpleName("AnalyzedBody")))
                .and(not(simpleName("PrintStyle")))
                .and(not(simpleName("References")))
                .and(not(simpleName("PlannerSettings")))
                .and(not(simpleName("Clause")))
                .and(not(simpleName("Collations")))
                .and(not(simpleName("ResolvedType"))))
        .check(PRODUCT);
  }

  @Test
  void packagesAreNamedForWhatTheyHold() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..base..")
        .check(PRODUCT);
  }

  @Test
  void everyClassIsInAModule() {
    String[] modules =
        MAY_USE.keySet().stream().map(ArchitectureTest::inModule).toArray(String[]::new);
    classes().should().resideInAnyPackage(modules).check(PRODUCT);
  }

  private static String inModule(String module) {
    return "dev.tusk." + module + "..";
  }
}
