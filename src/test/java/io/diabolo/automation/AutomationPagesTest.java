package io.diabolo.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Sales operations write an automation by pages and by the API, without a developer. */
@DiaboloTest
class AutomationPagesTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Automations automations;
    private final Engine engine;
    private final Records records;
    private final RecordTypes types;

    AutomationPagesTest(
            MockMvcTester mvc,
            DSLContext sql,
            Automations automations,
            Engine engine,
            Records records,
            RecordTypes types) {
        this.mvc = mvc;
        this.sql = sql;
        this.automations = automations;
        this.engine = engine;
        this.records = records;
        this.types = types;
    }

    private MvcTestResult get(Given given, String path) {
        return mvc.get().uri(path).with(given.signedIn(given.administrator())).exchange();
    }

    private MvcTestResult post(Given given, String path, Map<String, String> form) {
        var request =
                mvc.post().uri(path).with(given.signedIn(given.administrator())).with(csrf());
        form.forEach((name, value) -> request.param(name, value));
        return request.exchange();
    }

    @Test
    void each_example_opens_in_the_editor_and_can_be_tried(Given given) {
        assertThat(get(given, "/automations")).hasStatusOk().bodyText().contains("Détracteur NPS");
        for (var example : Examples.all(types)) {
            var page = get(given, "/automations/new?example=" + example.id());
            assertThat(page).as(example.id()).hasStatusOk();
            var plan = example.plan();
            assertThat(given.in(() -> automations.create(example.id(), filled(plan), given.administrator())))
                    .isNotNull();
        }
        for (var type : AutomationRules.present(types)) {
            assertThat(get(given, "/automations/new?record_type=" + type))
                    .as(type)
                    .hasStatusOk();
        }
        assertThat(get(given, "/automations/new?record_type=nonsense")).hasStatus(422);
    }

    /** The words that a page writes in the reader's language. */
    private static Plan filled(Plan plan) {
        return new Plan(
                plan.recordType(),
                plan.trigger(),
                plan.delayMinutes(),
                plan.settles(),
                plan.imports(),
                plan.mostAnHour(),
                plan.conditions(),
                plan.actions().stream()
                        .map(action -> new Action(
                                action.kind(),
                                action.values().entrySet().stream()
                                        .collect(java.util.stream.Collectors.toMap(
                                                Map.Entry::getKey,
                                                one -> one.getValue().isEmpty() ? "Mot" : one.getValue()))))
                        .toList());
    }

    @Test
    void an_automation_is_put_together_tried_kept_switched_on_and_its_log_read(Given given) {
        var me = given.administrator();
        given.run(() -> records.create(types.byPlural("companies"), Map.of("name", "Ouessant", "city", "Brest"), me));
        var base = Map.of("record_type", "company", "name", "Brest", "begins", "event", "event", "created");
        var condition = post(
                given,
                "/automations",
                with(base, "press", "condition", "add_field", "company.city", "add_op", "eq", "add_value", "Brest"));
        assertThat(condition).hasStatusOk().bodyText().contains("company.city ==");
        var form = with(base, "conditions[0]", "company.city == \"Brest\"");
        assertThat(post(given, "/automations", with(form, "press", "action", "add_action", "task")))
                .hasStatusOk()
                .bodyText()
                .contains("actions[0].subject");
        form = with(
                form,
                "actions[0].kind",
                "task",
                "actions[0].subject",
                "Appeler",
                "actions[0].days",
                "2",
                "actions[0].to",
                "owner");
        assertThat(post(given, "/automations", with(form, "press", "try")))
                .hasStatusOk()
                .bodyText()
                .contains("Ouessant")
                .contains("Aurait agi");
        assertThat(post(given, "/automations", with(form, "actions[0].subject", "")))
                .hasStatus(422);
        assertThat(post(given, "/automations", form)).hasStatus(303);
        var id = given.in(() -> automations.all(me)).getFirst().id();
        assertThat(post(given, "/automations/" + id + "/state", Map.of("state", "on")))
                .hasStatus(303);
        given.run(() -> records.create(
                types.byPlural("companies"),
                Map.of(
                        "name",
                        "Sein",
                        "city",
                        "Brest",
                        "owner",
                        me.member().value().toString()),
                me));
        WorkspaceScope.run(given.workspace(), () -> engine.here(Instant.now().plusSeconds(1)));

        assertThat(get(given, "/automation-runs?state=done&automation=" + id))
                .hasStatusOk()
                .bodyText()
                .contains("Sein");
        assertThat(get(given, "/automations/" + id)).hasStatusOk();
        assertThat(get(given, "/automations/" + id + "/existing")).hasStatusOk();
        var other = given.signedIn(given.member("Solène", "salesops"));
        assertThat(mvc.get().uri("/automations/" + id + "/existing").with(other))
                .hasStatusOk()
                .bodyText()
                .contains("droits de son gardien")
                .doesNotContain("/existing\"");
        assertThat(post(given, "/automations/" + id, with(form, "version", "1")))
                .hasStatus(409);
        assertThat(mvc.get().uri("/automations").with(given.signedIn(given.member("Hugo", "ae"))))
                .hasStatus(403);
    }

    private static Map<String, String> with(Map<String, String> form, String... more) {
        var all = new java.util.HashMap<>(form);
        for (var i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private MvcTestResult put(String bearer, String path, String body) {
        return mvc.put()
                .uri(path)
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    @Test
    void the_api_writes_tries_and_reads_them(Given given) {
        var bearer = given.bearer(given.administrator(), Scope.ADMIN);
        var body = """
                {"name": "Brest", "state": "on",
                 "plan": {"record_type": "company", "trigger": {"begins": "event", "event": "created"},
                          "conditions": ["company.city == \\"Brest\\""],
                          "actions": [{"kind": "task", "values": {"subject": "Appeler", "days": "1", "to": "owner"}}]}}""";
        var made = mvc.post()
                .uri("/api/v1/automations")
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
        assertThat(made).hasStatus(201).bodyJson().extractingPath("$.state").isEqualTo("on");
        var id = given.in(() -> automations.all(given.administrator()))
                .getFirst()
                .id();
        assertThat(mvc.post().uri("/api/v1/automations/" + id + "/trials").header("Authorization", bearer))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.acts")
                .isEqualTo(0);
        assertThat(mvc.get().uri("/api/v1/automation-runs").header("Authorization", bearer))
                .hasStatusOk();
        assertThat(mvc.post()
                        .uri("/api/v1/automations/" + id + "/runs?dry_run=true")
                        .header("Authorization", bearer))
                .hasStatusOk();
        assertThat(mvc.post()
                        .uri("/api/v1/webhooks")
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": \"x\", \"url\": \"https://127.0.0.1/\"}"))
                .hasStatus(422);
        var webhook = given.in(() -> sql.fetchValue(
                "insert into webhook (name, url, secret, owner_id, state)"
                        + " values ('ERP', 'https://93.184.216.34/', '\\x00', ?, 'stopped') returning id",
                given.administrator().member().value()));
        for (var state : List.of("paused", "ON", "false")) {
            assertThat(put(bearer, "/api/v1/webhooks/" + webhook, "{\"state\": \"" + state + "\"}"))
                    .hasStatus(422);
        }
        for (var state : List.of("stopped", "on", "off")) {
            assertThat(put(bearer, "/api/v1/webhooks/" + webhook, "{\"state\": \"" + state + "\"}"))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.state")
                    .isEqualTo(state);
        }
        assertThat(mvc.get().uri("/api/v1/webhook-deliveries").header("Authorization", bearer))
                .hasStatusOk();
        assertThat(mvc.get().uri("/api/openapi.json")).hasStatusOk().bodyText().contains("/api/v1/webhook-deliveries");
    }
}
