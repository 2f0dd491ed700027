package io.diabolo.acceptance;

import io.diabolo.configuration.ConfigurationImports;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** Pages of the configuration, with a file that was taken over, one with faults that waits, and a history. */
final class ConfigurationPages {
    private final ConfigurationImports imports;
    private final Given given;

    ConfigurationPages(ApplicationContext application, Given given) {
        this.imports = application.getBean(ConfigurationImports.class);
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var taken = compared("Délai", "09:00-18:00");
        WorkspaceScope.run(
                given.workspace(),
                () -> imports.apply(taken, Set.of("ready_answers", "reasons"), null, given.administrator()));
        return List.of(
                "/settings/configuration/imports/" + taken,
                "/settings/configuration/imports/" + compared("Trop tard", "neuf heures"),
                "/settings/configuration/changes?section=reasons");
    }

    private UUID compared(String reason, String monday) {
        return Objects.requireNonNull(WorkspaceScope.in(
                given.workspace(),
                () -> imports.compare("lyon.json", """
            {"format": "diabolo-configuration", "version": 1, "sections": {
              "ready_answers": {"Demander une capture": {"body": "Bonjour,\\n\\nPourriez-vous nous envoyer une capture ?"}},
              "reasons": {"lost": {"reasons": [{"key": "delay", "words": {"fr": "%s", "en": "Too late"}, "aside": false}, {"key": "other", "words": {"fr": "Autre", "en": "Other"}, "aside": false}]}},
              "calendar": {"working_time": {"week": {"monday": "%s"}, "country": "FR", "region": "", "closing_days": {}}}}}
            """.formatted(reason, monday), given.administrator())));
    }
}
