package org.heapsnapshot.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.archive.Archive;
import org.heapsnapshot.core.capture.HeapWalker;
import org.heapsnapshot.core.classpath.ClassPathReader;
import org.heapsnapshot.core.closure.ClosureWalker;
import org.heapsnapshot.core.encode.HeapEncoder;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.core.observe.Observe;
import org.heapsnapshot.core.train.Train;
import org.heapsnapshot.core.write.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data flows one way: who may know whom. */
class ArchitectureTest {
  private static final String CORE = "org.heapsnapshot.core";

  /** The stage class of every stage, in the order of the pipeline. */
  private static final List<Class<?>> STAGES =
      List.of(
          ClassPathReader.class,
          ClosureWalker.class,
          Train.class,
          Observe.class,
          HeapWalker.class,
          Intern.class,
          HeapEncoder.class,
          ImageWriter.class,
          Archive.class);

  /**
   * Packages of the child JVMs' agent and of the stages that start it: their products travel both
   * ways, so a cycle between them is allowed; none else.
   */
  private static final Map<String, Set<String>> CYCLES =
      Map.of("agent", Set.of("observe", "train"), "observe", Set.of("agent"));

  private static final JavaClasses CLASSES = read();

  private static JavaClasses read() {
    // Names are enough; the classes of the JDK need not be read.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .importUrl(HeapWalker.class.getProtectionDomain().getCodeSource().getLocation());
  }

  static List<Class<?>> stages() {
    return STAGES;
  }

  @ParameterizedTest
  @MethodSource("stages")
  void shouldKeepStagesFromEachOther(Class<?> stage) {
    // The agent is the part of capture and observation that lives in the child JVM.
    String[] others =
        STAGES.stream()
            .map(Class::getPackageName)
            .filter(p -> !p.equals(stage.getPackageName()))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(others)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are the stage " + stage.getSimpleName(), c -> c.isEquivalentTo(stage)))
        .because("a stage uses upstream products, never another stage")
        .check(CLASSES);
  }

  @Test
  void shouldKeepTheHooksInTheLanguage() {
    classes()
        .that()
        .resideInAPackage("org.heapsnapshot.hooks")
        .and()
        .haveSimpleNameNotStartingWith("Network")
        .and()
        .haveSimpleNameNotStartingWith("Time")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.heapsnapshot.hooks", "java.lang", "java.util")
        .because("classes of the JDK call them while the JDK is not ready for more")
        .check(CLASSES);
  }

  @Test
  void shouldKeepTheHooksWithoutLambdas() {
    noClasses()
        .that()
        .resideInAPackage("org.heapsnapshot.hooks")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.invoke..")
        .check(CLASSES);
  }

  @Test
  void shouldNotKnowItsUsers() {
    noClasses()
        .that()
        .resideInAPackage(CORE + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.heapsnapshot.cli..", "picocli..", "org.heapsnapshot.testkit..")
        .check(CLASSES);
  }

  @Test
  void shouldKnowTheFormatOfTheRuntimeAlone() {
    noClasses()
        .that()
        .resideInAPackage(CORE + "..")
        .and()
        .doNotHaveFullyQualifiedName(CORE + ".RuntimeClasses") // it puts them into images
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.heapsnapshot.runtime",
            "org.heapsnapshot.runtime.restore..",
            "org.heapsnapshot.runtime.image..")
        .because("reader and writer share the constants of the format and nothing else")
        .check(CLASSES);
  }

  @Test
  void shouldKeepPackagesFreeOfCycles() {
    slices()
        .matching("org.heapsnapshot.core.(*)..")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(allowed(true), allowed(false))
        .check(CLASSES);
  }

  /** One end of a dependency that {@link #CYCLES} allows. */
  private static DescribedPredicate<JavaClass> allowed(boolean origin) {
    Set<String> names =
        origin
            ? CYCLES.keySet()
            : CYCLES.values().stream()
                .flatMap(Set::stream)
                .collect(java.util.stream.Collectors.toSet());
    return DescribedPredicate.describe(
        "one of " + names,
        c -> names.stream().anyMatch(n -> c.getPackageName().equals(CORE + "." + n)));
  }

  @Test
  void shouldHaveOneStageInEachStagePackage() {
    assertEquals(STAGES.size(), STAGES.stream().map(Class::getPackageName).distinct().count());
  }
}
