package vn.sen.publish.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;

/** Data flows one way; so do imports. */
@AnalyzeClasses(
    packages = "vn.sen",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArrowsTest.NoTestJars.class})
class ArrowsTest {

  /** Besides {@code vocab}, itself, and its module's root package. {@code ..} includes below. */
  private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>();

  private static final List<String> MODULES = List.of("vocab", "catalog", "harvest", "publish");

  static {
    may("vocab");
    may("vocab.rdf");
    may("vocab.problem");
    may("catalog", "catalog..");
    for (String engine : List.of("journal", "files", "rdf", "search", "tables", "worker")) {
      may("catalog." + engine);
    }
    may("harvest");
    may("harvest.net");
    may("harvest.xml", "harvest.net");
    may("harvest.mapping", "harvest.net");
    for (String protocol : List.of("ckan", "dcat", "dcatus", "files", "pxweb")) {
      may("harvest." + protocol, "harvest.net", "harvest.mapping");
    }
    may(
        "harvest.oaipmh",
        "harvest.net",
        "harvest.mapping",
        "harvest.xml",
        "harvest.dcat",
        "harvest.iso");
    may("harvest.sdmx", "harvest.net", "harvest.mapping", "harvest.xml");
    may("harvest.iso", "harvest.net", "harvest.mapping", "harvest.xml");
    may("harvest.csw", "harvest.net", "harvest.mapping", "harvest.xml", "harvest.iso");
    may(
        "harvest.waf",
        "harvest.net",
        "harvest.mapping",
        "harvest.xml",
        "harvest.iso",
        "harvest.dcat");
    may("harvest.tree", "harvest.net", "harvest.mapping", "harvest.dcat");
    may("harvest.folder", "harvest.tree");
    may("harvest.jdbc", "harvest.net", "harvest.mapping");
    may("harvest.sftp", "harvest.net", "harvest.tree");
    may("harvest.read", "catalog.tables");
    may("harvest.markup", "harvest.read");
    may("harvest.units", "harvest.check", "catalog.tables");
    may("harvest.contract");
    may("harvest.check", "harvest.contract", "catalog.tables");
    may("harvest.run", "harvest..", "catalog", "catalog.worker", "catalog.tables");
    may("harvest.schedule", "harvest.run", "catalog");
    may("publish");
    may("publish.problem");
    may("publish.page");
    may("publish.demo", "vocab..", "catalog..", "harvest..", "publish.page", "publish.problem");
    may("publish.bench", "vocab..", "catalog..", "harvest..", "publish.page", "publish.problem");
    may("publish.app", "vocab..", "catalog..", "harvest..", "publish..");
  }

  /** What a page or a resource of the API may import: every package of publish not named above. */
  private static final List<String> FEATURE =
      List.of("catalog", "catalog.worker", "harvest.run", "publish.problem", "publish.page");

  @ArchTest
  static final ArchRule PACKAGES_IMPORT_ONLY_WHAT_THE_ARCHITECTURE_ALLOWS =
      classes().that().resideInAPackage("vn.sen..").should(importOnlyWhatIsAllowed());

  @ArchTest
  static final ArchRule ONLY_THE_RDF_PACKAGE_KNOWS_TDB2 =
      only("vn.sen.catalog.rdf..", "org.apache.jena.tdb2..");

  @ArchTest
  static final ArchRule ONLY_THE_SEARCH_PACKAGE_KNOWS_LUCENE =
      only("vn.sen.catalog.search..", "org.apache.lucene..");

  @ArchTest
  static final ArchRule ONLY_THE_TABLES_PACKAGE_KNOWS_DUCKDB =
      only("vn.sen.catalog.tables..", "org.duckdb..");

  @ArchTest
  static final ArchRule ONLY_THE_JOURNAL_KNOWS_ITS_DATABASE =
      only("vn.sen.catalog.journal..", "org.sqlite..", "org.jdbi..", "org.flywaydb..");

  @ArchTest
  static final ArchRule ONLY_THE_NET_PACKAGE_OPENS_CONNECTIONS_TO_SOURCES =
      noClasses()
          .that()
          .resideInAPackage("vn.sen.harvest..")
          .and()
          .resideOutsideOfPackage("vn.sen.harvest.net..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.hc..", "java.net.http..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.net.Socket.class, java.net.URLConnection.class);

  @ArchTest
  static final ArchRule ONLY_ONE_PACKAGE_KNOWS_SSH =
      only("vn.sen.harvest.sftp..", "org.apache.sshd..");

  @ArchTest
  static final ArchRule ONLY_THE_READERS_KNOW_FORMAT_LIBRARIES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "vn.sen.harvest.read..", "vn.sen.harvest.markup..", "vn.sen.publish.demo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.poi..", "com.fasterxml.aalto..");

  @ArchTest
  static final ArchRule THE_FRAMEWORK_STAYS_IN_PUBLISH =
      noClasses()
          .that()
          .resideOutsideOfPackage("vn.sen.publish..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micronaut..", "jakarta.inject..");

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
      classes()
          .should(
              new ArchCondition<>("reside in a package annotated with @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  if (!type.getPackage().isAnnotatedWith(NullMarked.class) && !isGenerated(type)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getPackageName() + " has no @NullMarked package-info"));
                  }
                }
              });

  @ArchTest
  static final ArchRule PACKAGES_ARE_NAMED_AFTER_WHAT_THEY_DO =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..impl..",
              "..helper..",
              "..common..",
              "..misc..",
              "..dto..",
              "..service..");

  @ArchTest
  static final ArchRule DEPENDENCIES_COME_THROUGH_THE_CONSTRUCTOR =
      noFields().should().beAnnotatedWith("jakarta.inject.Inject").allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_THE_PROGRAM_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "vn.sen.publish.app..", "vn.sen.catalog.rdf..", "vn.sen.catalog.worker..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  /** Fixtures of other modules come as jars once those are packaged. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static void may(String from, String... to) {
    MAY_IMPORT.put(from, List.of(to));
  }

  private static ArchRule only(String owner, String... engine) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(owner, "vn.sen.publish.bench..")
        .should()
        .dependOnClassesThat(
            new DescribedPredicate<>("belong to " + List.of(engine)) {
              @Override
              public boolean test(JavaClass type) {
                return List.of(engine).stream()
                    .anyMatch(name -> type.getPackageName().startsWith(name.replace("..", "")));
              }
            });
  }

  private static ArchCondition<JavaClass> importOnlyWhatIsAllowed() {
    return new ArchCondition<>("import only what the architecture allows") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String from = room(type);
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> target.getPackageName().startsWith("vn.sen."))
            .filter(target -> !isAllowed(from, room(target)))
            .forEach(
                target ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type, "%s imports %s".formatted(type.getName(), target.getName()))));
      }
    };
  }

  private static boolean isAllowed(String from, String to) {
    String module = MODULES.stream().filter(from::startsWith).findFirst().orElse("");
    if (to.equals(from) || to.equals(module) || to.equals("vocab") || to.startsWith("vocab.")) {
      return true;
    }
    return Optional.ofNullable(MAY_IMPORT.get(from)).orElse(FEATURE).stream()
        .anyMatch(
            allowed ->
                allowed.endsWith("..")
                    ? to.startsWith(allowed.substring(0, allowed.length() - 1))
                        || to.equals(allowed.substring(0, allowed.length() - 2))
                    : to.equals(allowed));
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring("vn.sen.".length());
  }

  private static boolean isGenerated(JavaClass type) {
    return type.getPackageName().startsWith("gg.jte.generated")
        || type.getSimpleName().startsWith("$");
  }
}
