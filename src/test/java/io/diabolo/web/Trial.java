package io.diabolo.web;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.WorkspaceId;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The shell alone, without database, signed in as somebody: for its tests, and to look at it. Not a stereotype, so nothing scans it. */
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration",
            "org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
        })
@ComponentScan(basePackages = "io.diabolo.web")
@Import({Texts.class, Announcements.class})
class Trial {
    static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(0, 1));

    /** Looks at the pages: arguments are Spring's, such as --server.port=18120. */
    public static void main(String[] args) {
        application().run(args);
    }

    static ConfigurableApplicationContext start() {
        return application().run("--server.port=0", "--spring.main.banner-mode=off");
    }

    private static SpringApplicationBuilder application() {
        // Without a database it can't be asked whether there is one.
        return new SpringApplicationBuilder(Trial.class)
                .properties("management.endpoint.health.validate-group-membership=false");
    }

    static Actor member(Locale locale) {
        return new Actor(
                WORKSPACE,
                new MemberId(new UUID(0, 2)),
                "Inès Lambert",
                Set.of("ae"),
                false,
                new Visibility.All(),
                Scope.WRITE,
                Origin.PAGE,
                locale,
                ZoneId.of("Europe/Paris"));
    }

    /** As strict as the product's: pages that break under it are seen here. */
    @Bean
    SecurityFilterChain everybody(HttpSecurity http) {
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'self'")))
                .build();
    }

    /** Speaks the browser's language; a header or cookie-less visitor asks for /…?as=nobody to be nobody. */
    @Bean
    SignedIn signedIn() {
        return request ->
                request.getQueryString() != null && request.getQueryString().contains("as=nobody")
                        ? null
                        : member(request.getLocale().getLanguage().equals("en") ? Locale.ENGLISH : Locale.FRENCH);
    }

    /** What a module's controllers bring about. A local class, so that the product's scan can't find it. */
    @Bean
    Object trialController() {
        @Controller
        class Trials {
            @SuppressWarnings("UnusedMethod") // Spring calls it
            @GetMapping({"/trial/{what}", "/api/trial/{what}"})
            String show(@PathVariable String what, Ui ui) {
                switch (what) {
                    case "missing" -> throw new NoSuchRecord("lead", what);
                    case "forbidden" -> throw new NotAllowed("administrator");
                    case "stale" -> throw new StaleVersion(1, 2);
                    case "bad" -> throw new BadInput("email", "components.siren.fault");
                    case "broken" -> throw new IllegalArgumentException("a defect with a secret");
                    default -> ui.flash(Flash.of("components.lost", 2).undoneBy("/components"));
                }
                return "redirect:/components";
            }
        }
        return new Trials();
    }

    @Bean
    WorkspaceName workspaceName() {
        return _ -> "Atelier Nord";
    }

    @Bean
    NavigationEntry components() {
        return NavigationEntry.of(NavigationGroup.TOP, 10, "/components", "components.title")
                .letter("d")
                .counted(_ -> NavigationEntry.Count.of(14));
    }

    @Bean
    NavigationEntry late() {
        return NavigationEntry.of(NavigationGroup.TOP, 20, "/problems/not-found", "components.late")
                .counted(_ -> NavigationEntry.Count.late(3));
    }

    @Bean
    NavigationEntry leads() {
        return NavigationEntry.of(NavigationGroup.ACQUIRE, 10, "/problems/bad-input", "components.stage.lead")
                .counted(_ -> NavigationEntry.Count.of(1284));
    }

    @Bean
    NavigationEntry proposals() {
        return NavigationEntry.of(NavigationGroup.CONVERT, 10, "/problems/internal", "components.stage.proposal");
    }

    @Bean
    NavigationEntry growth() {
        return NavigationEntry.of(NavigationGroup.GROW, 10, "/problems/too-large", "components.stage.growth");
    }

    @Bean
    NavigationEntry hidden() {
        return NavigationEntry.of(NavigationGroup.TEAM, 10, "/problems/not-allowed", "components.hole")
                .visibleTo(Actor::administrator);
    }

    @Bean
    NavigationEntry out() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 90, "/palette", "components.cancel")
                .posting();
    }

    @Bean
    PaletteSource people() {
        return (_, q, limit) -> List.of(
                        PaletteItem.of("components.person", "Claire Fontaine", "Mécaval", "/components?claire"),
                        PaletteItem.of("components.person", "Marc Attal", "Bois & Fils", "/components?marc"))
                .stream()
                .filter(item -> item.label().toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT)))
                .limit(limit)
                .toList();
    }
}
