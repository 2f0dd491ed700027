package io.diabolo.roles;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the roles stand in the navigation: in front of the members who hold them. */
@Configuration(proxyBeanMethods = false)
class RolesNavigation {
    @Bean
    NavigationEntry rolesEntry() {
        return NavigationEntry.of(NavigationGroup.TEAM, 5, "/roles", "roles.title");
    }
}
