package io.diabolo.reports;

import static io.diabolo.jooq.Tables.NOTIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever asks a report reads the figures of the records that they see, and finds these behind each figure. */
@DiaboloTest
class ReportsTest {
    private final MockMvcTester mvc;
    private final Records records;
    private final RecordTypes types;
    private final TellOfReports telling;
    private final DSLContext sql;
    private final JsonMapper json;
    private final Clock clock;

    ReportsTest(
            MockMvcTester mvc,
            Records records,
            RecordTypes types,
            TellOfReports telling,
            DSLContext sql,
            JsonMapper json,
            Clock clock) {
        this.mvc = mvc;
        this.records = records;
        this.types = types;
        this.telling = telling;
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    private void deal(Given given, Actor owner, String stage, String amount, String closes) {
        WorkspaceScope.run(given.workspace(), () -> {
            var input = new HashMap<String, @Nullable Object>(Map.of("name", "Affaire " + amount, "stage", stage));
            input.put("owner", owner.member().toString());
            input.put("one_off_amount", amount);
            input.put("close_date", closes);
            records.create(types.byId("opportunity").orElseThrow(), input, given.administrator());
        });
    }

    private JsonNode asked(Given given, Actor me, String query) {
        var answer = mvc.get()
                .uri("/api/v1/report-results?of=opportunities&" + query)
                .header("Authorization", given.bearer(me, Scope.READ))
                .exchange();
        assertThat(answer).hasStatusOk();
        return json.readTree(answer.getResponse().getContentAsByteArray());
    }

    private static @Nullable JsonNode item(JsonNode answer, String key) {
        for (var item : answer.get("items")) {
            if (item.get("key").asString("").equals(key)) {
                return item;
            }
        }
        return null;
    }

    private static String value(@Nullable JsonNode figure) {
        return figure == null ? "" : figure.get("value").asString();
    }

    @Test
    void figures_are_counted_summed_and_crossed_and_add_up(Given given) {
        var marc = given.member("Marc Attal", "ae");
        var sofia = given.member("Sofia Lambert", "ae");
        deal(given, marc, "discovery", "1000,50", "2027-01-15");
        deal(given, marc, "discovery", "2000", "2027-02-28");
        deal(given, sofia, "discovery", "500", "2027-02-01");
        deal(given, sofia, "proposal", "700", "2027-04-01");
        deal(given, sofia, "proposal", "900 USD", "2027-04-02");
        var me = given.administrator();

        var stages = asked(given, me, "by=stage&measure=sum.one_off_amount");
        assertThat(value(item(stages, "discovery"))).isEqualTo("3500.50");
        assertThat(value(item(stages, "proposal"))).isEqualTo("700.00");
        assertThat(value(stages.get("total"))).isEqualTo("4200.50");
        assertThat(stages.get("records_left_out").asInt()).isEqualTo(1);
        assertThat(value(item(asked(given, me, "by=stage&measure=sum.one_off_amount&currency=USD"), "proposal")))
                .isEqualTo("900.00");

        var crossed = asked(given, me, "by=close_date.quarter&across=owner&measure=count");
        var first = item(crossed, "2027-Q1");
        assertThat(value(first)).isEqualTo("3");
        var parts = 0L;
        for (var cell : java.util.Objects.requireNonNull(first).get("across")) {
            parts += cell.get("records").asLong();
        }
        assertThat(parts).isEqualTo(3);
        assertThat(value(item(
                        asked(given, me, "by=owner&measure=mean.one_off_amount"),
                        marc.member().toString())))
                .isEqualTo("1500.25");
        assertThat(value(asked(given, me, "by=stage&filter[stage]=proposal").get("total")))
                .isEqualTo("2");
    }

    @Test
    void behind_each_figure_stand_its_records(Given given) {
        var marc = given.member("Marc Attal", "ae");
        deal(given, marc, "discovery", "1000", "2027-01-15");
        deal(given, marc, "discovery", "2000", "2027-02-28");
        deal(given, marc, "proposal", "700", "2027-02-01");
        var page = mvc.get()
                .uri(
                        "/reports/new?of=opportunities&by=close_date.month&across=stage&look=heat&filter[close_date][gte]=2027-01-01")
                .with(given.signedIn(marc))
                .exchange();
        assertThat(page).hasStatusOk().bodyText().contains("janv.\u00a02027", "févr.\u00a02027", "data-tint");
        var month = mvc.get()
                .uri(
                        "/opportunities?filter[close_date][gte]=2027-01-01&all.1.filter[close_date][gte]=2027-02-01&all.1.filter[close_date][lt]=2027-03-01&all.1.filter[stage]=discovery")
                .with(given.signedIn(marc))
                .exchange();
        assertThat(month)
                .hasStatusOk()
                .bodyText()
                .contains("Affaire 2000")
                .doesNotContain("Affaire 1000", "Affaire 700");
    }

    @Test
    void nobody_is_told_more_than_they_see(Given given) {
        var sofia = given.member("Sofia Lambert", "ae");
        var marc = given.memberWhoSeesOwn("Marc Attal", "ae");
        deal(given, sofia, "discovery", "1000", "2027-01-15");
        deal(given, marc, "discovery", "20", "2027-01-15");
        assertThat(value(asked(given, marc, "by=stage&measure=sum.one_off_amount")
                        .get("total")))
                .isEqualTo("20.00");
        assertThat(value(asked(given, sofia, "by=stage&measure=sum.one_off_amount")
                        .get("total")))
                .isEqualTo("1020.00");
    }

    @Test
    void what_cannot_be_asked_is_named(Given given) {
        var me = given.administrator();
        for (var query : new String[] {
            "by=nothing", "by=name.month", "across=x", "measure=sum.name", "measure=all", "currency=euro", "filter[x]=1"
        }) {
            assertThat(mvc.get()
                            .uri("/api/v1/report-results?of=opportunities&" + query)
                            .header("Authorization", given.bearer(me, Scope.READ)))
                    .as(query)
                    .hasStatus(422);
        }
        assertThat(mvc.get()
                        .uri("/api/v1/report-results?of=secrets")
                        .header("Authorization", given.bearer(me, Scope.READ)))
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri("/api/v1/reports")
                        .header("Authorization", given.bearer(me, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": \"x\", \"of\": \"opportunities\", \"query\": \"by=%zz\"}"))
                .as("what can't be decoded")
                .hasStatus(422);
    }

    private String kept(Given given, Actor me, boolean shared) {
        var answer = mvc.post()
                .uri("/api/v1/reports")
                .header("Authorization", given.bearer(me, Scope.WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                        "{\"name\": \"Par étape\", \"of\": \"opportunities\", \"query\": \"by=stage&measure=sum.one_off_amount\", \"shared\": "
                                + shared + "}")
                .exchange();
        assertThat(answer).hasStatus(201);
        return json.readTree(answer.getResponse().getContentAsByteArray())
                .get("id")
                .asString();
    }

    @Test
    void a_kept_report_is_its_keepers_until_it_is_shared(Given given) {
        var marc = given.member("Marc Attal", "ae");
        var sofia = given.member("Sofia Lambert", "ae");
        var own = kept(given, marc, false);
        var shared = kept(given, marc, true);
        assertThat(mvc.get().uri("/reports/" + own).with(given.signedIn(sofia))).hasStatus(404);
        assertThat(mvc.get().uri("/reports/" + shared).with(given.signedIn(sofia)))
                .hasStatusOk()
                .bodyText()
                .contains("Par étape")
                .doesNotContain("/deletion");
        assertThat(mvc.delete()
                        .uri("/api/v1/reports/" + shared)
                        .header("Authorization", given.bearer(sofia, Scope.WRITE)))
                .hasStatus(404);
        assertThat(mvc.get().uri("/reports").with(given.signedIn(marc)))
                .hasStatusOk()
                .bodyText()
                .contains("Par étape");
        assertThat(mvc.post()
                        .uri("/reports/" + own)
                        .param("name", "")
                        .param("query", "by=owner")
                        .with(given.signedIn(marc))
                        .with(csrf()))
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri("/reports/" + own + "/deletion")
                        .with(given.signedIn(marc))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri("/reports/" + own).with(given.signedIn(marc))).hasStatus(404);
    }

    @Test
    void who_follows_a_report_is_told_once_a_week(Given given) {
        var marc = given.member("Marc Attal", "ae");
        var sofia = given.member("Sofia Lambert", "ae");
        var report = kept(given, marc, true);
        assertThat(mvc.post()
                        .uri("/reports/" + report + "/subscription")
                        .param("every", "week")
                        .with(given.signedIn(sofia))
                        .with(csrf()))
                .hasStatus(303);
        var now = clock.instant();
        assertThat(given.in(() -> telling.tell(now))).isZero();
        var week = now.plus(Duration.ofDays(7));
        assertThat(given.in(() -> telling.tell(week))).isEqualTo(1);
        assertThat(given.in(() -> telling.tell(week))).isZero();
        assertThat(told(given, sofia)).isEqualTo(1);
        assertThat(told(given, marc)).isZero();
        // What isn't shared any more is nobody else's business.
        given.run(() -> sql.execute("update report set shared = false where id = ?", UUID.fromString(report)));
        assertThat(given.in(() -> telling.tell(week.plus(Duration.ofDays(7))))).isZero();
    }

    private int told(Given given, Actor member) {
        return given.in(() -> sql.fetchCount(
                NOTIFICATION,
                NOTIFICATION
                        .KIND
                        .eq("report-ready")
                        .and(NOTIFICATION.MEMBER_ID.eq(member.member().value()))));
    }

    @Test
    void the_sheet_has_the_tables_figures(Given given) throws Exception {
        var marc = given.member("Marc Attal", "ae");
        deal(given, marc, "discovery", "1000,50", "2027-01-15");
        var sheet = mvc.get()
                .uri("/reports/sheet?of=opportunities&by=stage&measure=sum.one_off_amount")
                .with(given.signedIn(marc))
                .exchange();
        assertThat(sheet).hasStatusOk();
        assertThat(sheet.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8))
                .contains("Découverte;1000,50");
    }
}
