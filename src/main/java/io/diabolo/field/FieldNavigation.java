package io.diabolo.field;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the day's visits stand in the navigation, for those who go out to customers. */
@Configuration(proxyBeanMethods = false)
class FieldNavigation {
    private static final Set<String> OUTSIDE = Set.of("ae", "am", "se", "csm", "manager");

    @Bean
    NavigationEntry fieldEntry() {
        return NavigationEntry.of(NavigationGroup.CONVERT, 34, FieldController.PATH, "field.title")
                .visibleTo(me -> me.roles().stream().anyMatch(OUTSIDE::contains));
    }
}
