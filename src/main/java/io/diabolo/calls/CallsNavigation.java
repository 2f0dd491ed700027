package io.diabolo.calls;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the call desk stands in the navigation, for those who call. */
@Configuration(proxyBeanMethods = false)
class CallsNavigation {
    private static final Set<String> CALLERS = Set.of("sdr", "bdr", "inside", "ae", "manager");

    @Bean
    NavigationEntry callsEntry() {
        return NavigationEntry.of(NavigationGroup.ACQUIRE, 22, "/calls", "calls.title")
                .letter("c")
                .visibleTo(me -> me.administrator() || me.roles().stream().anyMatch(CALLERS::contains));
    }
}
