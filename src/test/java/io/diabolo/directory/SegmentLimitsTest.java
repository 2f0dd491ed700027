package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.JOURNEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.directory.Segmentation.Limit;
import io.diabolo.platform.Jobs;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class SegmentLimitsTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final SegmentLimits limits;
    private final Undo undo;
    private final Jobs jobs;

    SegmentLimitsTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            SegmentLimits limits,
            Undo undo,
            Jobs jobs) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.limits = limits;
        this.undo = undo;
        this.jobs = jobs;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private String segment(Given given, UUID company) {
        return given.in(() -> Objects.requireNonNull(sql.select(COMPANY.SEGMENT)
                .from(COMPANY)
                .where(COMPANY.ID.eq(company))
                .fetchOne(COMPANY.SEGMENT)));
    }

    private String ofJourney(Given given, UUID company) {
        return given.in(() -> Objects.requireNonNull(sql.select(JOURNEY.SEGMENT)
                .from(JOURNEY)
                .where(JOURNEY.COMPANY_ID.eq(company))
                .fetchOne(JOURNEY.SEGMENT)));
    }

    @Test
    void new_limits_place_all_companies_anew_and_one_undo_takes_it_back(Given given) {
        var me = given.administrator();
        var company = create(given, "company", Map.of("name", "Mécaval", "headcount", "40"));
        var chosen = create(given, "company", Map.of("name", "Carlin", "headcount", "40", "segment", "enterprise"));
        create(given, "lead", Map.of("company", company.toString()));
        assertThat(segment(given, company)).isEqualTo("smb");

        var changed = (SegmentLimits.Answer.Changed) given.in(() -> limits.change(
                new Limit(50, 1_000_000_000L), new Limit(300, 6_000_000_000L), new Limit(6_000, 200_000_000_000L), me));

        assertThat(changed.companies()).isEqualTo(1);
        assertThat(segment(given, company)).isEqualTo("micro");
        assertThat(ofJourney(given, company)).isEqualTo("micro");
        assertThat(segment(given, chosen)).isEqualTo("enterprise");

        given.in(() -> undo.reverse(Objects.requireNonNull(changed.changeSet()), me));
        assertThat(segment(given, company)).isEqualTo("smb");
        assertThat(ofJourney(given, company)).isEqualTo("smb");
        assertThat(given.in(() -> limits.limits(me)).micro().headcount()).isEqualTo(10);
    }

    @Test
    void many_companies_are_placed_by_a_job_that_tells_how_it_ended(Given given) {
        var me = given.administrator();
        var company = create(given, "company", Map.of("name", "Mécaval", "headcount", "40"));
        var legal = given.in(() -> limits.limits(me));
        var wanted = new Segmentation.Limits(
                new Limit(50, 1_000_000_000L), legal.smb(), legal.midMarket(), legal.currency());

        var job = jobs.runNow(SegmentWork.KIND, "", wanted, me);

        assertThat(segment(given, company)).isEqualTo("micro");
        assertThat(mvc.get().uri("/jobs/" + job).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("1 entreprise a changé de segment", "/reversal", "href=\"/settings/segments\"")
                .doesNotContain("??");
    }

    @Test
    void limits_rise_and_only_administrators_set_them(Given given) {
        var form = Map.of(
                "micro.headcount", "10",
                "micro.turnover", "2 000 000",
                "smb.headcount", "5",
                "smb.turnover", "50000000",
                "mid_market.headcount", "5000",
                "mid_market.turnover", "1500000000");
        var post = mvc.post().uri("/settings/segments");
        form.forEach(post::param);
        assertThat(post.with(given.signedIn(given.administrator())).with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Ce seuil doit dépasser le précédent.");
        assertThat(mvc.get().uri("/settings/segments").with(given.signedIn(given.member("Inès Lambert", "ae"))))
                .hasStatus(403);
        assertThat(mvc.get().uri("/settings/segments").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("décret", "value=\"10\"")
                .doesNotContain("??");
    }
}
