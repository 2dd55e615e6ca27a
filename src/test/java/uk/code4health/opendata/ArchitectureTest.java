package uk.code4health.opendata;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may know whom. To add an edge, add it here first and say why in the commit. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    static final String ROOT = "uk.code4health.opendata";

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("dataset", Set.of()),
            Map.entry("platform", Set.of()),
            Map.entry("catalogue", Set.of("dataset", "platform")),
            Map.entry("access", Set.of("platform")),
            Map.entry("governance", Set.of("dataset", "platform", "catalogue")),
            Map.entry("ingest", Set.of("dataset", "platform", "catalogue", "access", "governance")),
            Map.entry("query", Set.of("dataset", "platform", "catalogue")),
            Map.entry("contract", Set.of("dataset", "platform", "catalogue", "query")),
            Map.entry("portal", Set.of("dataset", "platform", "catalogue", "contract")),
            Map.entry("cli", Set.of()),
            Map.entry("", Set.of("platform", "cli")));

    @ArchTest
    static void roomsKnowOnlyWhomTheyMay(JavaClasses all) {
        List<String> violations = all.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> use.getTargetClass().getPackageName().startsWith(ROOT))
                .filter(use -> !room(use.getOriginClass()).equals(room(use.getTargetClass())))
                .filter(use -> !MAY_USE.getOrDefault(room(use.getOriginClass()), Set.of())
                        .contains(room(use.getTargetClass())))
                .map(Dependency::getDescription)
                .toList();
        assertThat(violations).isEmpty();
    }

    @ArchTest
    static void everyRoomIsInTheTable(JavaClasses all) {
        assertThat(all.stream().map(ArchitectureTest::room).distinct()).allMatch(MAY_USE::containsKey);
    }

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sqlIsOnlyInRoomsThatOwnIt = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".platform..", ROOT + ".catalogue..", ROOT + ".ingest..", ROOT + ".query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jooq..");

    @ArchTest
    static final ArchRule whatADatasetIsNeedsNoFramework = noClasses()
            .that()
            .resideInAPackage(ROOT + ".dataset..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "io.quarkus..", "com.fasterxml..", "org.jooq..", "java.sql..");

    @ArchTest
    static final ArchRule pathsAreOnResources =
            classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

    private static String room(JavaClass type) {
        return type.getPackageName().equals(ROOT)
                ? ""
                : type.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0];
    }
}
