package dev.rnn4j.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which module and which package may know which other. */
class ArchitectureTest {
    private static final String[] PLUG_INS = {
        "dev.rnn4j.activations..", "dev.rnn4j.losses..", "dev.rnn4j.optimizers..", "dev.rnn4j.cells.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.rnn4j");

    @Test
    void everyModuleIsLookedAt() {
        Set<String> seen = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        for (String name :
                new String[] {"api", "core", "activations", "losses", "optimizers", "cells", "kernels.vector", "testkit"
                }) {
            assertTrue(seen.contains("dev.rnn4j." + name), name + " is not among " + seen);
        }
    }

    @Test
    void theApiDependsOnJavaAlone() {
        classes()
                .that()
                .resideInAPackage("dev.rnn4j.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.rnn4j.api..", "java..")
                .check(CLASSES);
    }

    @Test
    void plugInsDependOnTheApiAlone() {
        for (String plugIns : PLUG_INS) {
            classes()
                    .that()
                    .resideInAPackage(plugIns)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(plugIns, "dev.rnn4j.api..", "java..")
                    .check(CLASSES);
        }
    }

    @Test
    void kernelsDependOnTheirInterfaceAndTheVectorApiAlone() {
        classes()
                .that()
                .resideInAPackage("dev.rnn4j.kernels.vector..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.rnn4j.kernels.vector..", "dev.rnn4j.core.kernel..", "java..", "jdk.incubator.vector..")
                .check(CLASSES);
    }

    @Test
    void theProviderOfKernelsTouchesNoVectorApi() {
        noClasses()
                .that()
                .haveSimpleName("VectorKernels")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(CLASSES);
    }

    @Test
    void theCoreKnowsNoPlugInModuleAndNobodyAboveIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.rnn4j.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(PLUG_INS),
                                Stream.of("dev.rnn4j.kernels..", "dev.rnn4j.testkit..", "dev.rnn4j.examples.."))
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void theTestkitKnowsNoPlugInModule() {
        noClasses()
                .that()
                .resideInAPackage("dev.rnn4j.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PLUG_INS)
                .check(CLASSES);
    }

    @Test
    void theCoresPackagesHaveNoCycles() {
        slices().matching("dev.rnn4j.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES.that(resideInAPackage("dev.rnn4j.core..")));
    }

    @Test
    void guavaAndCommonsMathAreInNoPublicSignature() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.rnn4j.examples..")
                .and()
                .arePublic()
                .should(showNothingOf("com.google.", "org.apache.commons."))
                .check(CLASSES);
    }

    @Test
    void theCoreReadsNoSerializedObjectsAndLoadsNoClassByName() {
        noClasses()
                .that()
                .resideInAPackage("dev.rnn4j.core..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
                .orShould()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .check(CLASSES);
    }

    private static ArchCondition<JavaClass> showNothingOf(String... prefixes) {
        return new ArchCondition<>("show nothing of " + String.join(" and ", prefixes) + " in their signatures") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                Stream<JavaType> above = Stream.concat(owner.getSuperclass().stream(), owner.getInterfaces().stream());
                Stream<JavaType> ofMembers = owner.getMembers().stream()
                        .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC)
                                || m.getModifiers().contains(JavaModifier.PROTECTED))
                        .flatMap(ArchitectureTest::signature);
                Stream.concat(above, ofMembers)
                        .flatMap(t -> t.getAllInvolvedRawTypes().stream())
                        .map(JavaClass::getName)
                        .filter(name -> Stream.of(prefixes).anyMatch(name::startsWith))
                        .distinct()
                        .forEach(name ->
                                events.add(SimpleConditionEvent.violated(owner, owner.getName() + " shows " + name)));
            }
        };
    }

    private static Stream<JavaType> signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(s -> s);
    }
}
