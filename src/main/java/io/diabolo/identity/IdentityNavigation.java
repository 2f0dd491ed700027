package io.diabolo.identity;

import io.diabolo.platform.Actor;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where identity's pages stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class IdentityNavigation {
    @Bean
    NavigationEntry membersEntry() {
        return NavigationEntry.of(NavigationGroup.TEAM, 10, "/members", "members.title");
    }

    @Bean
    NavigationEntry workspaceEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 90, "/workspace", "workspace.title")
                .visibleTo(Actor::administrator);
    }

    @Bean
    NavigationEntry profileEntry() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 10, "/profile", "profile.title");
    }

    @Bean
    NavigationEntry tokensEntry() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 20, "/tokens", "tokens.title");
    }

    @Bean
    NavigationEntry workspacesEntry() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 30, "/workspaces", "workspaces.title");
    }

    @Bean
    @ConditionalOnBooleanProperty("diabolo.demo")
    NavigationEntry demoEntry() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 40, "/demo", "demo.title");
    }

    @Bean
    NavigationEntry signOutEntry() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 90, "/sign-out", "sign-out.do")
                .posting();
    }
}
