package dev.globaltable.partiql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.globaltable.partiql");

    @Test
    void itStandsOnTheCoreTheSdkAndTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.globaltable.partiql..",
                        "dev.globaltable.operation..",
                        "dev.globaltable.expression..",
                        "dev.globaltable.item..",
                        "dev.globaltable.error..",
                        "software.amazon.awssdk..",
                        "org.jspecify..",
                        "java..")
                .check(classes);
    }

    @Test
    void theSyntaxKnowsNothingOfTables() {
        classes()
                .that()
                .resideInAPackage("dev.globaltable.partiql.syntax..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.globaltable.partiql.syntax..",
                        "dev.globaltable.error..",
                        "software.amazon.awssdk.services.dynamodb.model..",
                        "org.jspecify..",
                        "java..")
                .check(classes);
    }
}
