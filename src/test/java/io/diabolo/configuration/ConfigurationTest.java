package io.diabolo.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.configuration.Comparison.Kind;
import io.diabolo.configuration.ConfigurationHistory.Wanted;
import io.diabolo.configuration.ConfigurationImports.Answer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole configuration goes from one workspace to another as a file, seen before it is set, and can be taken back. */
@DiaboloTest
class ConfigurationTest {
    private static final String FILE = """
            {"format": "diabolo-configuration", "version": 1, "sections": {
              "custom_fields": {
                "company.sites": {"label": "Sites", "kind": "number", "choices": []},
                "company.tier": {"label": "Rang", "kind": "choice", "choices": ["Or", "Argent"]}},
              "pipelines": {"tenders": {"name": "Appels d’offres", "stages": [
                {"id": "discovery", "label": {"fr": "Lecture", "en": "Reading"}, "probability": 15, "stale_after": 20,
                 "sub_stages": [{"fr": "Reçu", "en": "Received"}], "criteria": [], "guidance": {"fr": "", "en": ""}, "asks": []},
                {"id": "proposal", "label": {"fr": "", "en": ""}, "probability": 40, "sub_stages": [], "criteria": [],
                 "guidance": {"fr": "", "en": ""},
                 "asks": [{"kind": "field", "what": "close_date", "least": 1, "label": "", "when": ""}]},
                {"id": "closing", "label": {"fr": "", "en": ""}, "probability": 70, "sub_stages": [], "criteria": [],
                 "guidance": {"fr": "", "en": ""}, "asks": []},
                {"id": "won", "label": {"fr": "", "en": ""}, "probability": 100, "sub_stages": [], "criteria": [],
                 "guidance": {"fr": "", "en": ""}, "asks": []}]}},
              "sla_policies": {"Grands comptes": {"position": 10, "segment": "enterprise", "first_minutes": 30,
                "resolution_hours": 8}},
              "mail_templates": {"Relance": {"subject_fr": "Suite à notre échange", "body_fr": "Bonjour,"}},
              "calendar": {"working_time": {"week": {"monday": "08:00-12:00", "tuesday": "08:00-12:00", "wednesday": "",
                "thursday": "", "friday": "", "saturday": "", "sunday": ""}, "country": "BE", "region": "",
                "closing_days": {"2026-12-24": "Réveillon"}}}}}
            """;

    private final ConfigurationImports imports;
    private final ConfigurationHistory history;
    private final Undo undo;

    ConfigurationTest(ConfigurationImports imports, ConfigurationHistory history, Undo undo) {
        this.imports = imports;
        this.history = history;
        this.undo = undo;
    }

    private static <T> T in(Given given, Supplier<T> work) {
        return Objects.requireNonNull(WorkspaceScope.in(given.workspace(), work));
    }

    private UUID compared(Given given, String file) {
        return in(given, () -> imports.compare("test.json", file, given.administrator()));
    }

    private Answer applied(Given given, UUID id, Actor me) {
        return in(given, () -> {
            var comparison = imports.comparison(id, me);
            var all =
                    comparison.sections().stream().map(Comparison.OfSection::id).collect(Collectors.toSet());
            return imports.apply(id, all, comparison.fingerprint(), me);
        });
    }

    private String exported(Given given) {
        return in(given, () -> imports.export(given.administrator()));
    }

    private UUID taken(Given given, String file) {
        var id = compared(given, file);
        assertThat(in(given, () -> imports.find(id, given.administrator())).faults())
                .isEmpty();
        assertThat(applied(given, id, given.administrator())).isInstanceOf(Answer.Done.class);
        return id;
    }

    @Test
    void what_one_workspace_wrote_another_takes_over_and_writes_again(Given given, Given other) {
        taken(given, FILE);
        var written = exported(given);
        assertThat(written).contains("\"tenders\"", "\"Argent\"", "Réveillon", "Grands comptes");

        taken(other, written);

        assertThat(exported(other)).isEqualTo(written);
    }

    @Test
    void a_comparison_names_exactly_what_differs(Given given) {
        taken(given, FILE);
        var changed = FILE.replace("\"probability\": 40", "\"probability\": 45")
                .replace("\"Argent\"]", "\"Argent\", \"Bronze\"]")
                .replace("\"Relance\": {", "\"Relance froide\": {");

        var comparison = in(given, () -> imports.comparison(compared(given, changed), given.administrator()));

        var said = comparison.sections().stream()
                .flatMap(part -> part.items().stream()
                        .map(item ->
                                part.id() + "/" + item.key() + "/" + item.kind().id() + "/"
                                        + (item.kind() == Kind.CHANGED ? item.differences() : List.of())))
                .toList();
        assertThat(said)
                .containsExactlyInAnyOrder(
                        "custom_fields/company.tier/changed/[Difference[path=choices, old=Or, Argent, now=Or, Argent, Bronze]]",
                        "pipelines/tenders/changed/[Difference[path=stages[proposal].probability, old=40, now=45]]",
                        "mail_templates/Relance froide/added/[]",
                        "mail_templates/Relance/kept/[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"format\":`|``|configuration.fault.json",
                "`[]`|format|configuration.fault.format",
                "`{\"format\": \"diabolo-configuration\", \"version\": 2, \"sections\": {}}`|version|configuration.fault.version",
                "`{\"format\": \"diabolo-configuration\", \"version\": \"1\", \"sections\": {}}`|version|configuration.fault.version",
                "`{\"format\": \"diabolo-configuration\", \"version\": 1}`|sections|configuration.fault.type.object",
                "`{\"format\": \"diabolo-configuration\", \"version\": 1, \"sections\": {\"colours\": {}}}`|sections.colours|configuration.fault.section",
                "`{\"format\": \"diabolo-configuration\", \"version\": 1, \"more\": 1, \"sections\": {}}`|more|configuration.fault.unknown",
            })
    void what_is_no_configuration_file_is_refused_with_its_place(String file, String field, String key, Given given) {
        assertThatThrownBy(() -> compared(given, file)).isInstanceOfSatisfying(BadInput.class, bad -> {
            assertThat(bad.faults()).first().extracting(BadInput.Fault::key).isEqualTo(key);
            assertThat(bad.faults().getFirst().field()).isEqualTo(field == null ? "" : field);
        });
        assertThat(in(given, () -> imports.all(given.administrator()))).isEmpty();
    }

    @Test
    void each_fault_has_its_place_and_nothing_is_set(Given given) {
        var before = exported(given);
        var bad = FILE.replace("\"probability\": 40", "\"probability\": \"forty\"")
                .replace("\"kind\": \"number\"", "\"kind\": \"number\", \"colour\": \"red\"")
                .replace("\"segment\": \"enterprise\"", "\"segment\": \"huge\"")
                .replace("\"Bonjour,\"", "\"Bonjour {{nobody}}," + "x".repeat(60_000) + "\"")
                .replace("\"country\": \"BE\"", "\"country\": \"XX\"");

        var id = compared(given, bad);

        var faults = in(given, () -> imports.find(id, given.administrator())).faults();
        assertThat(faults.stream().map(BadInput.Fault::field).toList())
                .containsExactlyInAnyOrder(
                        "sections.custom_fields.company.sites.colour",
                        "sections.pipelines.tenders.stages[1].probability",
                        "sections.sla_policies.Grands comptes.segment",
                        "sections.mail_templates.Relance.body_fr",
                        "sections.calendar.working_time.country");
        assertThatThrownBy(() -> applied(given, id, given.administrator())).isInstanceOf(BadInput.class);
        assertThat(exported(given)).isEqualTo(before);
        assertThat(in(given, () -> history.entries(new Wanted("", null, null, null), null, 50, given.administrator())))
                .isEmpty();
    }

    @Test
    void a_reference_that_is_not_there_is_named(Given given) {
        var file = """
                {"format": "diabolo-configuration", "version": 1, "sections": {"rules": {"routing": {"settings": {}, "rules": [
                  {"expression": "channel == 'inbound'", "outcome": "member:{member nobody@example.com}", "active": true}]}}}}
                """;

        var id = compared(given, file);

        assertThat(in(given, () -> imports.find(id, given.administrator())).faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.field()).isEqualTo("sections.rules.routing.rules[0].outcome");
                    assertThat(fault.key()).isEqualTo("configuration.fault.reference");
                });
    }

    @Test
    void an_import_is_undone_as_one(Given given) {
        var before = exported(given);
        var id = taken(given, FILE);
        var changeSet = Objects.requireNonNull(
                in(given, () -> imports.find(id, given.administrator())).changeSet());

        var answer = in(given, () -> undo.reverse(changeSet, given.administrator()));

        assertThat(answer).isInstanceOf(Undo.Answer.Done.class);
        assertThat(exported(given)).isEqualTo(before);
        assertThat(in(given, () -> imports.find(id, given.administrator())).state())
                .isEqualTo("undone");
    }

    @Test
    void what_was_set_otherwise_since_stays_when_an_import_is_undone(Given given) {
        var id = taken(given, FILE);
        taken(given, exported(given).replace("Réveillon", "Veille de Noël"));
        var changeSet = Objects.requireNonNull(
                in(given, () -> imports.find(id, given.administrator())).changeSet());

        in(given, () -> undo.reverse(changeSet, given.administrator()));

        assertThat(exported(given)).contains("Veille de Noël").doesNotContain("tenders");
        assertThat(in(given, () -> imports.find(id, given.administrator())).kept())
                .containsExactly("calendar.working_time");
    }

    @Test
    void the_history_says_who_set_what_when_old_and_new(Given given) {
        taken(given, FILE);
        taken(given, exported(given).replace("Réveillon", "Veille de Noël"));

        var newest = in(
                        given,
                        () -> history.entries(
                                new Wanted("calendar", null, null, null), null, 50, given.administrator()))
                .getFirst();

        assertThat(newest.member()).isEqualTo("Claire Fontaine");
        assertThat(newest.differences())
                .containsExactly(new Comparison.Difference("closing_days.2026-12-24", "Réveillon", "Veille de Noël"));
        assertThat(in(
                        given,
                        () -> history.entries(new Wanted("sheets", null, null, null), null, 50, given.administrator())))
                .isEmpty();
    }

    @Test
    void of_two_imports_at_once_the_second_is_looked_at_again(Given given) throws Exception {
        var id = compared(given, FILE);
        var other = compared(given, FILE.replace("\"probability\": 40", "\"probability\": 45"));
        var me = given.administrator();
        var fingerprints = List.of(
                in(given, () -> imports.comparison(id, me)).fingerprint(),
                in(given, () -> imports.comparison(other, me)).fingerprint());
        var sections = Set.of("pipelines", "custom_fields", "calendar");

        try (var both = Executors.newFixedThreadPool(2)) {
            var answers = both
                    .invokeAll(List.<Callable<Answer>>of(
                            () -> in(given, () -> imports.apply(id, sections, fingerprints.get(0), me)),
                            () -> in(given, () -> imports.apply(other, sections, fingerprints.get(1), me))))
                    .stream()
                    .map(one -> {
                        try {
                            return one.get().getClass().getSimpleName();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(answers).containsExactlyInAnyOrder("Done", "Outdated");
        }
    }

    @Test
    void who_does_not_set_the_workspace_up_sees_and_sets_nothing(Given given) {
        var sdr = given.member("Inès", "sdr");
        var id = compared(given, FILE);

        assertThatThrownBy(() -> in(given, () -> imports.export(sdr))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> in(given, () -> imports.compare("x", FILE, sdr)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> in(given, () -> imports.find(id, sdr))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> in(given, () -> imports.apply(id, Set.of("pipelines"), null, sdr)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> in(given, () -> history.entries(new Wanted("", null, null, null), null, 5, sdr)))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void sales_operations_take_over_what_they_may_set_one_by_one(Given given) {
        var ops = given.member("Omar", "salesops");
        var id = compared(given, FILE);

        assertThat(in(given, () -> imports.closed(ops)))
                .contains("custom_fields", "calendar")
                .doesNotContain("pipelines");
        assertThatThrownBy(() -> in(given, () -> imports.apply(id, Set.of("calendar"), null, ops)))
                .isInstanceOf(NotAllowed.class);
        assertThat(in(given, () -> imports.apply(id, Set.of("pipelines"), null, ops)))
                .isInstanceOf(Answer.Done.class);
        assertThat(exported(given)).contains("tenders").doesNotContain("Réveillon");
    }

    @Test
    void another_workspace_sees_nothing_of_it(Given given, Given other) {
        var id = compared(given, FILE);
        taken(given, FILE);

        assertThatThrownBy(() -> in(other, () -> imports.find(id, other.administrator())))
                .isInstanceOf(NoSuchRecord.class);
        assertThat(in(other, () -> imports.all(other.administrator()))).isEmpty();
        assertThat(in(other, () -> history.entries(new Wanted("", null, null, null), null, 50, other.administrator())))
                .isEmpty();
        assertThat(exported(other)).doesNotContain("tenders");
    }
}
