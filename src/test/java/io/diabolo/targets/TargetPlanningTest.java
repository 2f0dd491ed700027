package io.diabolo.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Scope;
import io.diabolo.queues.Figure;
import io.diabolo.queues.Figure.Unit;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Ramp-up and season as managers set them, and what targets come to with them. */
@DiaboloTest
class TargetPlanningTest {
    private static final String SHARES = "[6, 7, 9, 8, 8, 10, 6, 3, 9, 10, 10, 14]";
    private final MockMvcTester mvc;
    private final Records records;
    private final RecordTypes types;
    private final TargetPlans plans;
    private final DSLContext sql;

    TargetPlanningTest(MockMvcTester mvc, Records records, RecordTypes types, TargetPlans plans, DSLContext sql) {
        this.mvc = mvc;
        this.records = records;
        this.types = types;
        this.plans = plans;
        this.sql = sql;
    }

    private int put(String path, String body, Given given, Actor me) {
        return mvc.put()
                .uri("/api/v1/" + path)
                .header("Authorization", given.bearer(me, Scope.WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange()
                .getResponse()
                .getStatus();
    }

    private void fills(Given given, MemberId member, String role, String start) {
        given.in(() -> records.create(
                types.byPlural("positions"),
                Map.of("role", role, "member", member.toString(), "starts_on", start),
                given.administrator()));
    }

    private BigDecimal counts(Given given, String role, String figure, MemberId member, int year) {
        return given.in(() -> {
            var from = LocalDate.of(year, 1, 1);
            var course = plans.of(role)
                    .course(
                            new Figure(figure, Unit.COUNT, List.of(role)),
                            member,
                            from,
                            from.plusYears(1),
                            BigDecimal.valueOf(1_200));
            return course == null ? BigDecimal.ZERO : course.total();
        });
    }

    @Test
    void a_role_s_plan_applies_from_the_start_of_the_position_and_a_member_may_have_their_own(Given given) {
        var me = given.administrator();
        var ines = given.member("Inès Lambert", "sdr").member();
        var nora = given.member("Nora Petit", "sdr").member();
        fills(given, ines, "sdr", "2026-11-16");
        assertThat(counts(given, "sdr", "meetings-held", ines, 2027)).isEqualByComparingTo("1200");
        assertThat(put("ramp-up", "{\"role\": \"sdr\", \"shares\": [0, 50]}", given, me))
                .isEqualTo(200);
        // 23.5/31 of January's 100: see the calculation in CourseTest.
        assertThat(counts(given, "sdr", "meetings-held", ines, 2027)).isEqualByComparingTo("1176");
        assertThat(counts(given, "sdr", "meetings-held", nora, 2027))
                .as("no start is known")
                .isEqualByComparingTo("1200");
        assertThat(counts(given, "ae", "bookings", ines, 2027))
                .as("another role")
                .isEqualByComparingTo("1200");

        var own = "{\"member_id\": \"%s\", \"role\": \"sdr\", \"mode\": \"%s\", \"starts_on\": %s, \"shares\": %s}";
        assertThat(put("ramp-up/members", own.formatted(ines, "own", "\"2027-02-01\"", "[20]"), given, me))
                .isEqualTo(200);
        // Nothing in January, 20 in February, 100 in each of ten months.
        assertThat(counts(given, "sdr", "meetings-held", ines, 2027)).isEqualByComparingTo("1020");
        assertThat(put("ramp-up/members", own.formatted(ines, "none", "null", "null"), given, me))
                .isEqualTo(200);
        assertThat(counts(given, "sdr", "meetings-held", ines, 2027)).isEqualByComparingTo("1200");
        assertThat(mvc.post()
                        .uri("/changes/" + last(given, "ramp.set") + "/reversal")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(counts(given, "sdr", "meetings-held", ines, 2027))
                .as("taken back")
                .isEqualByComparingTo("1020");
    }

    private UUID last(Given given, String action) {
        return given.in(() -> sql.fetchSingle(
                        "select id from change_set where action = ? order by created_at desc, id desc limit 1", action)
                .get(0, UUID.class));
    }

    @Test
    void a_year_s_target_shows_its_months_and_a_month_its_part(Given given) {
        var me = given.administrator();
        var sami = given.member("Sami Vidal", "ae");
        assertThat(put("seasonality", "{\"figure\": \"bookings\", \"shares\": " + SHARES + "}", given, me))
                .isEqualTo(200);
        assertThat(put(
                        "targets",
                        "{\"member_id\": \"%s\", \"role\": \"ae\", \"figure\": \"bookings\", \"period\": \"2026\", \"value\": 120000}"
                                .formatted(sami.member()),
                        given,
                        me))
                .isEqualTo(200);
        assertThat(mvc.get().uri("/targets?role=ae&period=2026").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Mois par mois", "16\u00a0800", "3\u00a0600", "120\u00a0000")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/targets?role=ae&period=2026-08").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("3\u00a0600", "de l’objectif de 2026");
        assertThat(mvc.get().uri("/targets?role=ae&period=2026-Q1").with(given.signedIn(me)))
                .bodyText()
                .contains("26\u00a0400");
        assertThat(mvc.get()
                        .uri("/targets/months?role=ae&period=2026&who=member." + sami.member()
                                + "&value.bookings=240000")
                        .with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("33\u00a0600");
        assertThat(mvc.get()
                        .uri("/api/v1/targets/months?period=2026")
                        .header("Authorization", given.bearer(me, Scope.READ)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].months[11].value")
                .isEqualTo(16800.00);
        assertThat(mvc.get()
                        .uri("/api/v1/figures?desk=ae&period=2026-08")
                        .header("Authorization", given.bearer(sami, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"target\":3600.0", "\"due\":1.0", "\"attained\":0.0");
        assertThat(mvc.get().uri("/forecast?period=2026-12").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("16\u00a0800");
    }

    @Test
    void bad_shares_are_refused_at_the_field_and_change_nothing(Given given) {
        var me = given.administrator();
        assertThat(mvc.post()
                        .uri("/settings/targets/seasonality")
                        .param("m1", "50")
                        .param("m2", "49")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"49\"", "font 99")
                .doesNotContain("??");
        assertThat(mvc.post()
                        .uri("/settings/targets/ramp")
                        .param("role", "sdr")
                        .param("plan", "0 / 250")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("0 / 250", "entre 0 et 100");
        assertThat(put("seasonality", "{\"shares\": [1, 2]}", given, me)).isEqualTo(422);
        assertThat(put("ramp-up", "{\"role\": \"chief\", \"shares\": [1]}", given, me))
                .isEqualTo(422);
        assertThat(given.in(() -> sql.fetchCount(org.jooq.impl.DSL.table("season_profile"))))
                .isZero();
    }

    @Test
    void months_are_drawn_while_they_are_typed(Given given) {
        var me = given.administrator();
        assertThat(mvc.get()
                        .uri("/settings/targets/seasonality?m1=50&m12=50&example=1000")
                        .with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("50\u00a0%", "500")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/settings/targets/seasonality?m1=50").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("encore 50");
        assertThat(mvc.get()
                        .uri("/settings/targets/ramp?plan=0/50&start=2026-11-16")
                        .with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("16\u00a0janvier\u00a02027", "26\u00a0%");
        assertThat(mvc.get()
                        .uri("/settings/targets/ramp")
                        .param("plan", "0/50")
                        .param("start", "+999999999-12-31")
                        .with(given.signedIn(me)))
                .hasStatusOk();
    }

    @Test
    void too_short_a_history_is_said_and_proposes_nothing(Given given) {
        var me = given.administrator();
        assertThat(mvc.get().uri("/settings/targets?propose=true").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("pas encore d’historique")
                .doesNotContain("??");
        assertThat(mvc.get()
                        .uri("/api/v1/seasonality/proposal?figure=bookings")
                        .header("Authorization", given.bearer(me, Scope.READ)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.shares")
                .isNull();
    }

    @Test
    void only_who_sets_targets_plans_them_and_a_neighbour_sees_nothing(Given given, Given other) {
        var sdr = given.memberWhoSeesOwn("Inès Lambert", "sdr");
        assertThat(put("ramp-up", "{\"role\": \"sdr\", \"shares\": [10]}", given, sdr))
                .isEqualTo(403);
        assertThat(mvc.get().uri("/settings/targets").with(given.signedIn(sdr))).hasStatus(403);
        assertThat(put("ramp-up", "{\"role\": \"sdr\", \"shares\": [10]}", given, given.administrator()))
                .isEqualTo(200);
        assertThat(mvc.get()
                        .uri("/api/v1/ramp-up")
                        .header("Authorization", other.bearer(other.administrator(), Scope.READ)))
                .bodyJson()
                .extractingPath("$.items")
                .asArray()
                .isEmpty();
        assertThat(mvc.get()
                        .uri("/settings/targets/members/" + sdr.member())
                        .with(other.signedIn(other.administrator())))
                .hasStatus(404);
        assertThat(mvc.get()
                        .uri("/settings/targets/members/" + sdr.member() + "?role=sdr")
                        .with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("Inès Lambert")
                .doesNotContain("??");
    }

    @Test
    void members_are_ranked_only_once_staff_were_told(Given given) {
        var me = given.administrator();
        for (var name : new String[] {"Inès Lambert", "Nora Petit"}) {
            var sdr = given.member(name, "sdr");
            assertThat(put(
                            "targets",
                            "{\"member_id\": \"%s\", \"role\": \"sdr\", \"figure\": \"meetings-held\", \"period\": \"2026\", \"value\": 12}"
                                    .formatted(sdr.member()),
                            given,
                            me))
                    .isEqualTo(200);
            assertThat(mvc.post().uri("/desk/visits").with(given.signedIn(sdr)).with(csrf()))
                    .hasStatus(204);
        }
        assertThat(mvc.get().uri("/targets?role=sdr&period=2026").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Classement");
        assertThat(mvc.post()
                        .uri("/settings/targets/rankings")
                        .param("shown", "true")
                        .param("told_on", "")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Indiquez quand les salariés");
        assertThat(mvc.post()
                        .uri("/settings/targets/rankings")
                        .param("shown", "true")
                        .param("told_on", "2099-01-01")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri("/settings/targets/rankings")
                        .param("shown", "true")
                        .param("told_on", "2026-01-05")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri("/settings/targets").with(given.signedIn(me)))
                .bodyText()
                .contains("value=\"2026-01-05\"");
        assertThat(put("ranking", "{\"shown\": true}", given, me)).isEqualTo(422);
        assertThat(put("ranking", "{\"shown\": true, \"told_on\": \"2026-01-05\"}", given, me))
                .isEqualTo(200);
        assertThat(mvc.get().uri("/targets?role=sdr&period=2026").with(given.signedIn(me)))
                .bodyText()
                .contains("Classement : RDV tenus".replace(" :", "\u00a0:"), "1. Inès Lambert", "1. Nora Petit")
                .doesNotContain("??");
    }
}
