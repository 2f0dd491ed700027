package io.diabolo.usage;

import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.VALUE_METRIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.jooq.tables.records.ValueMetricRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What was promised is measured, and who sells to the customer hears of it. */
@DiaboloTest
class ValueMetricTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final ValueMeasures measures;
    private final MeasureValues measuring;
    private final UsageIntake intake;
    private final MockMvcTester mvc;

    ValueMetricTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            ValueMeasures measures,
            MeasureValues measuring,
            UsageIntake intake,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.measures = measures;
        this.measuring = measuring;
        this.intake = intake;
        this.mvc = mvc;
    }

    private UUID create(Given given, String plural, Map<String, String> values, Actor me) {
        return given.in(() ->
                records.create(types.byPlural(plural), values, me).record().id());
    }

    private UUID metric(Given given, UUID company, Map<String, String> more, Actor me) {
        var values = new HashMap<>(
                Map.of("name", "Heures gagnées", "company", company.toString(), "baseline", "100", "target", "20"));
        values.putAll(more);
        return create(given, "value-metrics", values, me);
    }

    private UUID company(Given given) {
        return create(
                given, "companies", Map.of("name", "Mécaval", "domain", "mecaval.example"), given.administrator());
    }

    private ValueMetricRecord row(Given given, UUID metric) {
        return given.in(() ->
                sql.selectFrom(VALUE_METRIC).where(VALUE_METRIC.ID.eq(metric)).fetchSingle());
    }

    private List<String> signals(Given given) {
        return given.in(() -> sql.select(HANDOFF.NOTE)
                .from(HANDOFF)
                .where(HANDOFF.KIND.eq("performance-signal"))
                .fetch(HANDOFF.NOTE));
    }

    @Test
    void a_value_that_has_to_fall_is_reached_by_falling(Given given) {
        var perf = given.member("Paul", "perf");
        var metric = metric(given, company(given), Map.of(), perf);

        given.in(() -> measures.measure(metric, null, new BigDecimal("60"), "typed", perf));

        assertThat(row(given, metric).getReached()).isEqualByComparingTo("50");
        assertThat(row(given, metric).getState()).isEqualTo("open");
        assertThat(signals(given)).isEmpty();
        given.in(() -> measures.measure(metric, null, new BigDecimal("15"), "typed", perf));
        assertThat(row(given, metric).getState()).isEqualTo("reached");
        assertThat(row(given, metric).getMeasured()).isEqualByComparingTo("15");
        assertThat(signals(given)).singleElement().asString().contains("Heures gagnées");
    }

    @Test
    void an_older_value_that_comes_late_isnt_the_newest(Given given) {
        var me = given.administrator();
        var metric = metric(given, company(given), Map.of(), me);

        given.in(() -> measures.measure(metric, null, new BigDecimal("60"), "typed", me));
        given.in(() -> measures.measure(
                metric,
                LocalDate.now(java.time.ZoneId.of("Europe/Paris")).minusDays(30),
                new BigDecimal("90"),
                "api",
                me));

        assertThat(row(given, metric).getMeasured()).isEqualByComparingTo("60");
        assertThat(given.in(() -> measures.of(metric, me)).measures())
                .extracting(ValueMeasures.Measure::source)
                .containsExactly("api", "typed");
    }

    @Test
    void a_day_that_passes_unreached_is_missed_and_told(Given given) {
        var perf = given.member("Paul", "perf");
        var metric = metric(given, company(given), Map.of("due_on", "2026-01-31"), perf);

        given.in(() -> measuring.here());

        assertThat(row(given, metric).getState()).isEqualTo("missed");
        assertThat(signals(given)).hasSize(1);
    }

    @Test
    void a_promise_fills_the_metric_in(Given given) {
        var me = given.administrator();
        var company = company(given);
        var promise = create(
                given,
                "promises",
                Map.of(
                        "name",
                        "Retouches",
                        "company",
                        company.toString(),
                        "expected",
                        "12.5",
                        "measure",
                        "percent",
                        "due_on",
                        "2027-03-31"),
                me);

        var metric = row(given, create(given, "value-metrics", Map.of("promise", promise.toString()), me));

        assertThat(metric.getName()).isEqualTo("Retouches");
        assertThat(metric.getTarget()).isEqualByComparingTo("12.5");
        assertThat(metric.getUnit()).isEqualTo("%");
        assertThat(metric.getDueOn()).isEqualTo(LocalDate.of(2027, 3, 31));
        assertThat(metric.getCompanyId()).isEqualTo(company);
    }

    @Test
    void a_formula_measures_by_usage_once_a_day(Given given) {
        var me = given.administrator();
        var metric = metric(
                given,
                company(given),
                Map.of("baseline", "0", "target", "100", "formula", "uses * 2 + active_days"),
                me);
        given.in(() ->
                intake.take(List.of(Map.of("domain", "mecaval.example", "feature", "export", "count", "20")), me));

        assertThat(given.in(() -> measuring.here())).isEqualTo(1);
        assertThat(given.in(() -> measuring.here())).isZero();
        assertThat(row(given, metric).getMeasured()).isEqualByComparingTo("41");
    }

    @Test
    void page_and_api_measure_alike_and_keep_what_was_typed_wrong(Given given) {
        var me = given.administrator();
        var metric = metric(given, company(given), Map.of(), me);
        var path = "/value-metrics/" + metric + "/measures";
        var bearer = given.bearer(me, Scope.WRITE);

        assertThat(mvc.post()
                        .uri(path)
                        .param("value", "douze")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("douze");
        assertThat(mvc.post()
                        .uri(path)
                        .param("day", "2026-01-10")
                        .param("value", "80,5")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.post()
                        .uri("/api/v1" + path)
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"day\": \"2026-02-10\", \"value\": 60}"))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("items.length()")
                .isEqualTo(2);
        assertThat(mvc.get().uri(path).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("<path");
    }

    @Test
    void a_file_gives_many_values_at_once_and_a_wrong_line_none(Given given) {
        var me = given.administrator();
        var metric = metric(given, company(given), Map.of(), me);
        var path = "/value-metrics/" + metric + "/measures";
        assertThat(upload(given, path, "jour;valeur\n2026-01-10;80,5\n10/02/2026;presque rien\n"))
                .hasStatus(422)
                .bodyText()
                .contains("Ligne 3");
        assertThat(given.in(() -> measures.of(metric, me)).measures()).isEmpty();
        assertThat(upload(given, path, "jour;valeur\n10/02/2026;60\n2026-01-10;80,5\n"))
                .hasStatus(303);
        assertThat(mvc.post()
                        .uri("/api/v1" + path)
                        .header("Authorization", given.bearer(me, Scope.WRITE))
                        .contentType("text/csv")
                        .content("day,value\n2026-02-10,58\n2026-03-10,40"))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("items.length()")
                .isEqualTo(3);
        assertThat(row(given, metric).getMeasured()).isEqualByComparingTo("40");
        assertThat(given.in(() -> measures.of(metric, me)).measures())
                .extracting(ValueMeasures.Measure::source)
                .containsOnly("file");
    }

    private MvcTestResult upload(Given given, String path, String text) {
        return mvc.post()
                .multipart()
                .uri(path + "/file")
                .file(new MockMultipartFile("file", "mesures.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)))
                .with(given.signedIn(given.administrator()))
                .with(csrf())
                .exchange();
    }
}
