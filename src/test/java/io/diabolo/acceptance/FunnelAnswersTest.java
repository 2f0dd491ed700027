package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.journey.JourneyVerification;
import io.diabolo.journey.Stage;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResultAssert;

/** What the funnel answers to what nobody should ask, to figures that change, and to money of other countries. */
@DiaboloTest
class FunnelAnswersTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Opportunities opportunities;
    private final JourneyVerification verification;
    private final MockMvcTester mvc;

    FunnelAnswersTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Opportunities opportunities,
            JourneyVerification verification,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.opportunities = opportunities;
        this.verification = verification;
        this.mvc = mvc;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "journeys?figure=reached:{figure}",
                "journeys?figure=reached:lost",
                "funnel?from=%2B999999999-12-31",
                "funnel?to=-9999-01-01",
                "funnel?from=0001-01-01&basis=activity"
            })
    void bad_input_is_named(String path, Given given) {
        assertThat(mvc.get()
                        .uri("/api/v1/" + path, "%zz")
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .hasStatus(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9999-01-01", "-9999-01-01T00:00:00Z", "+999999999-12-31", "1066-10-14"})
    void a_move_happens_in_a_year_of_ours(String at, Given given) {
        var me = given.administrator();
        for (var plural : new String[] {"leads", "opportunities"}) {
            var id = create(given, plural, Map.of(plural.equals("leads") ? "last_name" : "name", "Martin"));
            MvcTestResultAssert moved = assertThat(mvc.post()
                    .uri("/api/v1/" + plural + "/" + id + "/moves")
                    .header("Authorization", given.bearer(me, Scope.WRITE))
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{\"stage\":\"" + (plural.equals("leads") ? "qualified" : "proposal") + "\",\"at\":\"" + at
                            + "\"}"));
            moved.hasStatus(422);
        }
    }

    @Test
    void a_deal_won_and_then_lost_is_lost_and_one_reopened_is_neither(Given given) {
        var me = given.administrator();
        var lost = create(given, "opportunities", Map.of("name", "Perdue"));
        var open = create(given, "opportunities", Map.of("name", "Rouverte"));
        WorkspaceScope.run(given.workspace(), () -> {
            opportunities.move(lost, Stage.WON, null, me);
            opportunities.move(open, Stage.WON, null, me);
        });
        assertThat(home(given)).contains("2 signés, 0 perdu");

        WorkspaceScope.run(given.workspace(), () -> {
            opportunities.move(lost, Stage.LOST, "Prix", me);
            opportunities.move(open, Stage.CLOSING, null, me);
        });
        assertThat(home(given)).contains("0 signé, 1 perdu");
    }

    @Test
    void money_in_another_currency_is_left_out_aloud(Given given) {
        create(
                given,
                "opportunities",
                Map.of(
                        "name",
                        "Zürich",
                        "stage",
                        "won",
                        "recurring_amount",
                        Map.of("value", "100", "currency", "CHF")));

        assertThat(home(given)).contains("sans 1 affaire dans une autre devise");
    }

    @Test
    void in_another_time_zone_every_day_is_counted_anew(Given given) throws InterruptedException {
        var me = given.administrator();
        var deal = create(given, "opportunities", Map.of("name", "Nuit"));
        WorkspaceScope.run(
                given.workspace(),
                () -> opportunities.move(deal, Stage.PROPOSAL, Instant.parse("2026-03-05T23:30:00Z"), null, null, me));
        assertThat(proposed(given)).isEqualTo(LocalDate.of(2026, 3, 6));

        assertThat(
                        mvc.post()
                                .uri("/workspace")
                                .with(given.signedIn(me))
                                .with(org.springframework.security.test.web.servlet.request
                                        .SecurityMockMvcRequestPostProcessors.csrf())
                                .param("organisation", "Mécaval")
                                .param("language", "fr")
                                .param("zone", "America/Montreal")
                                .param("currency", "EUR"))
                .hasStatus3xxRedirection();
        var deadline = System.nanoTime() + 20_000_000_000L;
        while (!LocalDate.of(2026, 3, 5).equals(proposed(given)) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(proposed(given)).isEqualTo(LocalDate.of(2026, 3, 5));
        assertThat(given.in(verification::verify).astray()).isEmpty();
    }

    @Test
    void of_many_sources_the_menu_takes_those_it_does_not_show(Given given) {
        given.run(
                () -> sql.execute(
                        "insert into journey (source, start_stage, current_stage, furthest_stage) select 's' || n, 2, 2, 2 from generate_series(1, 70) n"));

        assertThat(home(given)).contains("Les 60 premières").contains("<input name=\"source\"");
    }

    private LocalDate proposed(Given given) {
        return given.in(() -> sql.fetchSingle("select on_5 from journey").get(0, LocalDate.class));
    }

    private UUID create(Given given, String plural, Map<String, ?> input) {
        return given.in(() -> records.create(types.byPlural(plural), input, given.administrator())
                .record()
                .id());
    }

    private String home(Given given) {
        try {
            return mvc.get()
                    .uri("/")
                    .with(given.signedIn(given.administrator()))
                    .exchange()
                    .getResponse()
                    .getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
