package io.diabolo;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleBoundariesTest {
    @Test
    void modules_use_only_what_they_may() {
        ApplicationModules.of(Diabolo.class, resideInAPackage("io.diabolo.jooq.."))
                .verify();
    }
}
