package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a sales team looks at once its pipeline is imported: win rate, revenue and cycle by seller, manager, region and product,
 * to the unit; and the weeks of its past, each of which adds up with the next.
 */
@DiaboloTest
class PipelineReportsTest {
    private final MockMvcTester mvc;
    private final Imports imports;
    private final ImportDecisions decisions;
    private final DSLContext sql;
    private final JsonMapper json;

    PipelineReportsTest(
            MockMvcTester mvc, Imports imports, ImportDecisions decisions, DSLContext sql, JsonMapper json) {
        this.mvc = mvc;
        this.imports = imports;
        this.decisions = decisions;
        this.sql = sql;
        this.json = json;
    }

    @Test
    void the_public_set_to_the_unit(Given given) throws Exception {
        apply(
                given,
                RealFiles.of(
                        "crm_sales_opportunities/accounts.csv",
                        "crm_sales_opportunities/products.csv",
                        "crm_sales_opportunities/sales_pipeline.csv",
                        "crm_sales_opportunities/sales_teams.csv"));
        compare(given, "member", "crm_by_sales_agent.csv");
        compare(given, "manager", "crm_by_manager.csv");
        compare(given, "team", "crm_by_regional_office.csv");
        compare(given, "product", "crm_by_product.csv");
        compare(given, "company", "crm_by_account.csv");
        var total = report(given, "by=member").get("total");
        assertThat(total.get("deals").asLong()).isEqualTo(8_800);
        assertThat(total.get("win_rate").asDouble()).isCloseTo(.63150052, within(.00000001));
        assertThat(total.get("revenue").asString()).isEqualTo("10005534.00");
        assertThat(total.get("median_days").asDouble()).isEqualTo(57);
        var quarters = groups(report(given, "by=quarter&from=2017-01-01&to=2017-12-31"));
        for (var theirs : Map.of(
                        "2017-Q1", List.of(531L, 1_134_672L),
                        "2017-Q2", List.of(1_254L, 3_086_111L),
                        "2017-Q3", List.of(1_257L, 2_982_255L),
                        "2017-Q4", List.of(1_196L, 2_802_496L))
                .entrySet()) {
            var ours = Objects.requireNonNull(quarters.get(theirs.getKey()));
            assertThat(ours.get("won").asLong()).isEqualTo(theirs.getValue().getFirst());
            assertThat(ours.get("revenue").asString())
                    .isEqualTo(theirs.getValue().getLast() + ".00");
        }
        theWeeksAddUp(given, "2017-Q4", 30, 3_000);
    }

    @Test
    void a_generated_set_of_the_same_shape(Given given) throws Exception {
        apply(given, generated());
        var items = groups(report(given, "by=member"));
        assertThat(items).containsOnlyKeys("Anna Moreau", "Bastien Roy");
        assertThat(Objects.requireNonNull(items.get("Anna Moreau")).get("won").asLong())
                .isEqualTo(60);
        assertThat(Objects.requireNonNull(items.get("Anna Moreau"))
                        .get("win_rate")
                        .asDouble())
                .isEqualTo(.75);
        theWeeksAddUp(given, "2025-Q2", 10, 50);
    }

    /** 160 deals of two sellers, one opened each day: three of four won after 20 to 59 days. */
    private static List<Imports.Upload> generated() {
        var rows = new StringBuilder(
                "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n");
        for (var i = 0; i < 160; i++) {
            var engaged = LocalDate.of(2025, 2, 3).plusDays(i);
            var won = i / 2 % 4 < 3;
            rows.append("W%03d,%s,GTX Basic,Atelier %d,%s,%s,%s,%s\n"
                    .formatted(
                            i,
                            i % 2 == 0 ? "Anna Moreau" : "Bastien Roy",
                            i % 7,
                            won ? "Won" : "Lost",
                            engaged,
                            engaged.plusDays(20 + i % 40),
                            won ? 1_000 + i : 0));
        }
        return List.of(new Imports.Upload(
                "sales_pipeline.csv", new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8))));
    }

    private void apply(Given given, List<Imports.Upload> files) {
        var order = new Imports.Order(null, false, false, true, ImportOptions.usual());
        var me = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            var id = imports.upload(files, order, me);
            for (var question : imports.find(id, me).questions()) {
                decisions.answer(id, Map.of(question.id(), Objects.requireNonNull(question.proposed())), me);
            }
            imports.apply(id, true, me);
            var done = imports.find(id, me);
            assertThat(done.state()).as(() -> String.valueOf(done.error())).isEqualTo("done");
        });
    }

    private JsonNode get(Given given, String path) throws UnsupportedEncodingException {
        var answer = mvc.get()
                .uri(path)
                .header("Authorization", given.bearer(given.administrator(), Scope.READ))
                .exchange();
        assertThat(answer).as(path).hasStatusOk();
        return json.readTree(answer.getResponse().getContentAsString());
    }

    private JsonNode report(Given given, String query) throws UnsupportedEncodingException {
        return get(given, "/api/v1/insight/sales?" + query);
    }

    private static Map<String, JsonNode> groups(JsonNode report) {
        var all = new HashMap<String, JsonNode>();
        report.get("items").forEach(item -> {
            var label = item.get("label");
            all.put(label.isNull() ? "(none)" : label.asString(), item);
        });
        return all;
    }

    /** Deals, won, lost, open, win rate, won value, mean and median days. */
    private void compare(Given given, String by, String table) throws UnsupportedEncodingException {
        var ours = groups(report(given, "by=" + by));
        for (var theirs : RealFiles.figures(table)) {
            if (theirs.get(1).isEmpty()) {
                continue;
            }
            var name = theirs.getFirst().replace("GTXPro", "GTX Pro").replace("(no account)", "(none)");
            var row = Objects.requireNonNull(ours.get(name), name);
            var says = theirs.toString();
            assertThat(row.get("deals").asLong()).as(says).isEqualTo(whole(theirs.get(1)));
            assertThat(row.get("won").asLong()).as(says).isEqualTo(whole(theirs.get(2)));
            assertThat(row.get("lost").asLong()).as(says).isEqualTo(whole(theirs.get(3)));
            assertThat(row.get("open").asLong()).as(says).isEqualTo(whole(theirs.get(4)));
            assertThat(row.get("revenue").asString()).as(says).isEqualTo(whole(theirs.get(6)) + ".00");
            near(row.get("win_rate"), theirs.get(5), .000001, says);
            near(row.get("mean_days"), theirs.get(7), .0001, says);
            near(row.get("median_days"), theirs.get(8), .0001, says);
        }
    }

    private static long whole(String text) {
        return Math.round(Double.parseDouble(text));
    }

    private static void near(JsonNode ours, String theirs, double off, String says) {
        if (theirs.isEmpty()) {
            assertThat(ours.isNull()).as(says).isTrue();
        } else {
            assertThat(ours.asDouble()).as(says).isCloseTo(Double.parseDouble(theirs), within(off));
        }
    }

    /** The weeks rebuilt from the ledger: what one ends with the next begins with, and the last is what the deals say now. */
    private void theWeeksAddUp(Given given, String period, int weeks, int deals) throws Exception {
        assertThat(mvc.post()
                        .uri("/forecast/past-weeks")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
        var all = new ArrayList<String>();
        get(given, "/api/v1/forecast/snapshots")
                .get("items")
                .forEach(one -> all.addFirst(one.get("week").asString()));
        assertThat(all).hasSizeGreaterThan(weeks);
        var begin = 0L;
        var moved = 0L;
        for (var i = 0; i + 1 < all.size(); i++) {
            var fall = get(
                    given,
                    "/api/v1/forecast/changes?period=" + period + "&since=" + all.get(i) + "&until=" + all.get(i + 1));
            moved += addsUp(fall);
            var count = fall.at("/begin/count").asLong();
            assertThat(count).as(all.get(i)).isEqualTo(counted(given, period, all.get(i)));
            begin += count;
        }
        assertThat(begin).isPositive();
        var whole = get(given, "/api/v1/forecast/changes?period=" + period + "&since=" + all.getFirst());
        addsUp(whole);
        assertThat(moved).isGreaterThan(0);
        assertThat(given.in(() -> sql.fetchSingle("select count(distinct opportunity_id) from forecast_line")
                        .get(0, Integer.class)))
                .isGreaterThan(deals);
    }

    /** By hand: the deals open in a week that close in the period. */
    private long counted(Given given, String period, String week) {
        var year = Integer.parseInt(period.substring(0, 4));
        var from = LocalDate.of(year, (period.charAt(6) - '1') * 3 + 1, 1);
        return given.in(
                () -> sql.fetchSingle("""
                        select count(*) from opportunity o join journey j on j.id = o.journey_id
                        where o.close_date >= ? and o.close_date < ? and j.on_5 <= ? and o.close_date > ?
                        """, from, from.plusMonths(3), LocalDate.parse(week), LocalDate.parse(week))
                        .get(0, Long.class));
    }

    private static long addsUp(JsonNode fall) {
        var sum = new java.math.BigDecimal(fall.at("/begin/value").asString());
        var deals = 0L;
        for (var step : fall.get("steps").properties()) {
            sum = sum.add(new java.math.BigDecimal(step.getValue().get("value").asString()));
            deals += step.getValue().get("deals").asLong();
        }
        assertThat(sum.toPlainString()).isEqualTo(fall.at("/end/value").asString());
        return deals;
    }
}
