package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Templates of one's own: written, copied, changed, retired; and the onboardings that begin by them. */
@DiaboloTest
class OnboardingTemplatesTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final OnboardingTemplates templates;
    private final Onboardings onboardings;

    OnboardingTemplatesTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            OnboardingTemplates templates,
            Onboardings onboardings) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.templates = templates;
        this.onboardings = onboardings;
    }

    private UUID create(Given given, String plural, Map<String, String> values, Actor who) {
        return given.in(() ->
                records.create(types.byPlural(plural), values, who).record().id());
    }

    private static TemplateStep task(String id, String role, int days, boolean asks, String... after) {
        return new TemplateStep(id, "task", "us", role, days, null, List.of(after), id, id, asks);
    }

    private static TemplateStep goLive(String... after) {
        return new TemplateStep(
                "go-live", "milestone", "us", null, 0, null, List.of(after), "Mise en service", "Go-live", false);
    }

    private MvcTestResult post(Given given, Actor who, String path, Map<String, String> form) {
        var request = mvc.post().uri(path).with(given.signedIn(who)).with(csrf());
        for (var entry : form.entrySet()) {
            request = request.param(entry.getKey(), entry.getValue());
        }
        return request.exchange();
    }

    @Test
    void a_new_one_begins_with_the_steps_of_its_kind_in_both_languages(Given given) {
        var csm = given.member("Jeanne Ollivier", "csm");
        var id = create(given, "onboarding-templates", Map.of("name", "Capteurs", "kind", "device"), csm);
        given.run(() -> {
            var version = templates.version(id, null);
            assertThat(version.number()).isEqualTo(1);
            assertThat(version.steps())
                    .hasSize(OnboardingTemplate.DEVICE.steps().size());
            assertThat(version.steps().getLast().nameFr()).isEqualTo("Mise en service");
            assertThat(version.steps().getLast().nameEn()).isEqualTo("Go-live");
        });
    }

    @Test
    void a_running_onboarding_keeps_the_steps_with_which_it_began(Given given) {
        var csm = given.member("Jeanne Ollivier", "csm");
        var id = create(given, "onboarding-templates", Map.of("name", "Express"), csm);
        given.run(() -> templates.save(id, List.of(task("installer", "csm", 2, false), goLive()), 1, csm));
        var first = create(given, "onboardings", Map.of("name", "Un", "own_template", id.toString()), csm);
        var changeSet = given.in(() -> Objects.requireNonNull(templates.save(
                id, List.of(task("installer", "csm", 2, false), task("former", "csm", 1, false), goLive()), 2, csm)));
        var second = create(given, "onboardings", Map.of("name", "Deux", "own_template", id.toString()), csm);
        given.run(() -> {
            assertThat(onboardings.get(first, csm).steps()).hasSize(2);
            assertThat(onboardings.get(second, csm).steps()).hasSize(3);
            assertThat(onboardings.get(second, csm).onboarding().getTemplate()).isEqualTo("software");
        });
        assertThat(mvc.get()
                        .uri("/onboarding-templates/" + id + "/steps?version=2")
                        .with(given.signedIn(csm)))
                .hasStatusOk()
                .bodyText()
                .contains("Vous regardez la version 2");
        // The version by which one runs stays, though its saving is taken back; what begins next has the older steps.
        assertThat(post(given, csm, "/changes/" + changeSet + "/reversal", Map.of())
                        .getResponse()
                        .getStatus())
                .isLessThan(400);
        var third = create(given, "onboardings", Map.of("name", "Trois", "own_template", id.toString()), csm);
        given.run(() -> {
            assertThat(onboardings.get(second, csm).steps()).hasSize(3);
            assertThat(onboardings.get(third, csm).steps()).hasSize(2);
        });
        given.run(() -> templates.save(id, List.of(task("livrer", "csm", 2, false), goLive()), 2, csm));
        given.run(() -> assertThat(templates.version(id, null).number()).isEqualTo(4));
    }

    @Test
    void the_form_keeps_what_was_typed_wrong_and_orders_by_number(Given given) {
        var csm = given.member("Jeanne Ollivier", "csm");
        var id = create(given, "onboarding-templates", Map.of("name", "Atelier"), csm);
        var form = new HashMap<String, String>();
        form.put("version", "1");
        line(form, 0, "2", "Deuxième", "csm", "1");
        line(form, 1, "1", "Première", "csm", "2");
        line(form, 2, "", "", "csm", "");
        form.put("steps[3].id", "go-live");
        form.put("steps[3].kind", "milestone");
        form.put("steps[3].number", "9");
        form.put("steps[3].name_fr", "Mise en service");
        form.put("steps[3].days", "1");
        var path = "/onboarding-templates/" + id + "/steps";
        assertThat(post(given, csm, path, form))
                .hasStatus(422)
                .bodyText()
                .contains("Ces étapes s’attendent les unes les autres", "Deuxième");
        form.put("steps[1].after", "");
        assertThat(post(given, csm, path, form)).hasStatus(303);
        given.run(() -> assertThat(templates.version(id, null).steps())
                .extracting(TemplateStep::nameFr)
                .containsExactly("Première", "Deuxième", "Mise en service"));
        assertThat(post(given, csm, path, form)).hasStatus(409).bodyText().contains("La version 2 a été enregistrée");
    }

    private static void line(Map<String, String> form, int at, String number, String name, String role, String after) {
        form.put("steps[" + at + "].number", number);
        form.put("steps[" + at + "].name_fr", name);
        form.put("steps[" + at + "].kind", "task");
        form.put("steps[" + at + "].side", "us");
        form.put("steps[" + at + "].role", role);
        form.put("steps[" + at + "].days", "1");
        form.put("steps[" + at + "].after", after);
    }

    @Test
    void a_copy_has_the_same_steps_and_begins_nothing_until_it_is_taken_into_use(Given given) {
        var csm = given.member("Jeanne Ollivier", "csm");
        var id = create(given, "onboarding-templates", Map.of("name", "Express", "segment", "micro"), csm);
        var steps = List.of(task("installer", "csm", 2, false), goLive("installer"));
        given.run(() -> templates.save(id, steps, null, csm));
        var answer = post(given, csm, "/onboarding-templates/" + id + "/copies", Map.of());
        assertThat(answer).hasStatus(303);
        var copy = UUID.fromString(
                Objects.requireNonNull(answer.getResponse().getRedirectedUrl()).split("/")[2]);
        given.run(() -> {
            assertThat(templates.version(copy, null).steps()).isEqualTo(steps);
            assertThat(templates.fitting("software", Set.of(), "micro"))
                    .satisfies(found ->
                            assertThat(Objects.requireNonNull(found).getId()).isEqualTo(id));
        });
        assertThat(post(given, csm, "/onboarding-templates/" + id + "/retirement", Map.of()))
                .hasStatus(303);
        given.run(() ->
                assertThat(templates.fitting("software", Set.of(), "micro")).isNull());
        assertThat(post(given, csm, "/onboardings", Map.of("name", "Non", "own_template", id.toString())))
                .hasStatus(422)
                .bodyText()
                .contains("Ce modèle n’est pas en service");
    }

    @Test
    void the_narrowest_that_fits_is_taken(Given given) {
        var csm = given.member("Jeanne Ollivier", "csm");
        var product = create(given, "products", Map.of("name", "Sonde"), given.administrator());
        var all = create(given, "onboarding-templates", Map.of("name", "Tous"), csm);
        var small = create(given, "onboarding-templates", Map.of("name", "Petits", "segment", "smb"), csm);
        var own = create(given, "onboarding-templates", Map.of("name", "Sonde", "product", product.toString()), csm);
        given.run(() -> {
            assertThat(fitting(Set.of(), null)).isEqualTo(all);
            assertThat(fitting(Set.of(), "smb")).isEqualTo(small);
            assertThat(fitting(Set.of(product), "smb")).isEqualTo(own);
            assertThat(templates.fitting("device", Set.of(), "smb")).isNull();
        });
    }

    private UUID fitting(Set<UUID> products, @org.jspecify.annotations.Nullable String segment) {
        return Objects.requireNonNull(templates.fitting("software", products, segment))
                .getId();
    }

    @Test
    void what_a_step_needs_of_another_role_is_asked_with_a_clock_when_it_can_begin(Given given) {
        var csm = given.member("Jeanne Ollivier", "csm");
        var company = create(given, "companies", Map.of("name", "Fonderie"), given.administrator());
        var id = create(given, "onboarding-templates", Map.of("name", "Express"), csm);
        given.run(() -> templates.save(
                id,
                List.of(
                        task("cadrer", "csm", 1, false),
                        task("acces", "ops", 2, true),
                        task("relier", "support", 1, true, "cadrer"),
                        goLive()),
                null,
                csm));
        var one = create(
                given,
                "onboardings",
                Map.of("name", "Fonderie", "company", company.toString(), "own_template", id.toString()),
                csm);
        given.run(() -> {
            assertThat(asked()).containsExactly("ops");
            assertThat(sql.fetchCount(
                            io.diabolo.jooq.Tables.CLOCK, io.diabolo.jooq.Tables.CLOCK.KIND.eq("internal-request")))
                    .isEqualTo(1);
            var first = onboardings.get(one, csm).steps().getFirst();
            onboardings.tick(one, first.id(), true, csm);
            assertThat(asked()).containsExactlyInAnyOrder("ops", "support");
            assertThat(onboardings.get(one, csm).steps().stream().filter(step -> step.handoff() != null))
                    .hasSize(2);
        });
    }

    private List<String> asked() {
        return sql.select(HANDOFF.TO_ROLE)
                .from(HANDOFF)
                .where(HANDOFF.KIND.eq("internal-request"))
                .fetch(HANDOFF.TO_ROLE);
    }

    @Test
    void a_step_isnt_due_before_its_working_day_from_the_signature(Given given) {
        var csm = given.member("Jeanne Ollivier", "csm");
        var id = create(given, "onboarding-templates", Map.of("name", "Express"), csm);
        var late = new TemplateStep("bilan", "task", "us", "csm", 1, 20, List.of(), "Bilan", "", false);
        given.run(() -> templates.save(id, List.of(late, goLive("bilan")), null, csm));
        var one = create(
                given,
                "onboardings",
                Map.of("name", "Fonderie", "own_template", id.toString(), "signed_on", "2027-03-01"),
                csm);
        // Twenty working days after Monday, 1 March 2027, with Easter Monday on the 29th.
        given.run(() -> assertThat(sql.select(ONBOARDING.GO_LIVE_ON)
                        .from(ONBOARDING)
                        .where(ONBOARDING.ID.eq(one))
                        .fetchSingle()
                        .value1())
                .isEqualTo("2027-03-30"));
    }

    @Test
    void page_and_api_write_alike_and_only_who_delivers_may(Given given) {
        var csm = given.member("Jeanne Ollivier", "csm");
        var sdr = given.member("Paul Morel", "sdr");
        var id = create(given, "onboarding-templates", Map.of("name", "Express"), csm);
        var path = "/api/v1/onboarding-templates/" + id + "/steps";
        var body = new ArrayList<String>();
        body.add("{\"id\": \"install\", \"role\": \"ops\", \"days\": 2, \"name_en\": \"Install\", \"asks\": true}");
        body.add("{\"id\": \"go-live\", \"kind\": \"milestone\", \"name_en\": \"Go-live\"}");
        assertThat(mvc.put()
                        .uri(path)
                        .header("Authorization", given.bearer(csm, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"version\": 1, \"items\": [" + String.join(",", body) + "]}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.version")
                .isEqualTo(2);
        assertThat(mvc.put()
                        .uri(path)
                        .header("Authorization", given.bearer(csm, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"version\": 1, \"items\": [" + String.join(",", body) + "]}"))
                .hasStatus(412);
        assertThatThrownBy(() -> given.run(() -> templates.save(id, List.of(goLive()), null, sdr)))
                .isInstanceOf(NotAllowed.class);
        assertThat(mvc.get().uri("/onboarding-templates/" + id + "/steps").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Enregistrer les étapes");
    }
}
