package io.diabolo.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.journey.Stage;
import io.diabolo.pipeline.MoveOrder;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class CompetitionTest {
    private final MockMvcTester mvc;
    private final Competition competition;
    private final WinLoss winLoss;
    private final Blockers blockers;
    private final Opportunities opportunities;
    private final Records records;
    private final RecordTypes types;
    private final Undo undo;

    CompetitionTest(
            MockMvcTester mvc,
            Competition competition,
            WinLoss winLoss,
            Blockers blockers,
            Opportunities opportunities,
            Records records,
            RecordTypes types,
            Undo undo) {
        this.mvc = mvc;
        this.competition = competition;
        this.winLoss = winLoss;
        this.blockers = blockers;
        this.opportunities = opportunities;
        this.records = records;
        this.types = types;
        this.undo = undo;
    }

    private UUID deal(Given given, String name) {
        return given.in(() -> records.create(
                        types.byId("opportunity").orElseThrow(), Map.of("name", name), given.administrator())
                .record()
                .id());
    }

    private UUID against(Given given, String name, Stage stage, String status) {
        var deal = deal(given, name);
        given.in(() -> competition.say(deal, "Planifix", status, null, given.administrator()));
        if (stage != Stage.DISCOVERY) {
            given.in(() -> opportunities.move(deal, stage, "Prix", given.administrator()));
        }
        return deal;
    }

    @Test
    void each_figure_of_win_and_loss_opens_as_many_opportunities_as_it_says(Given given) {
        var me = given.administrator();
        against(given, "Ouverte", Stage.DISCOVERY, "suspected");
        against(given, "Gagnée", Stage.WON, "beaten");
        against(given, "Perdue contre lui", Stage.LOST, "chosen");
        against(given, "Perdue autrement", Stage.LOST, "eliminated");

        var line = given.in(() -> winLoss.by(null, me)).getFirst();
        assertThat(line.winRate()).isEqualTo(1.0 / 3);
        var expected = Map.of(Outcome.OPEN, 1L, Outcome.WON, 1L, Outcome.LOST, 2L, Outcome.LOST_TO, 1L);
        for (var outcome : Outcome.values()) {
            assertThat(line.of(outcome)).as(outcome.id()).isEqualTo(expected.get(outcome));
            assertThat(mvc.get()
                            .uri("/api/v1/opportunities/count?competed="
                                    + OpportunitiesCompeted.value(line.competitor(), outcome, null))
                            .header(HttpHeaders.AUTHORIZATION, given.bearer(me, Scope.READ)))
                    .as(outcome.id())
                    .hasStatusOk()
                    .bodyText()
                    .contains(String.valueOf(expected.get(outcome)));
        }
        assertThat(mvc.get().uri("/competition").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Planifix");
        assertThat(given.in(() -> winLoss.by(null, given.memberWhoSeesOwn("Nora", "ae"))))
                .isEmpty();
    }

    @Test
    void a_new_name_becomes_a_competitor_and_the_same_name_is_the_same(Given given) {
        var me = given.administrator();
        var deal = deal(given, "Suivi");
        var first = given.in(() -> competition.say(deal, "Planifix", "confirmed", "Moins cher", me));
        assertThat(given.in(() -> competition.say(deal, "PLANIFIX", "confirmed", null, me)))
                .isNull();
        assertThat(given.in(() -> competition.of(deal, me)))
                .extracting(Rival::name, Rival::status, Rival::note)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Planifix", "confirmed", "Moins cher"));
        given.in(() -> undo.reverse(Objects.requireNonNull(first), me));
        assertThat(given.in(() -> competition.of(deal, me))).isEmpty();
        assertThat(given.in(() -> competition.offered(deal))).isEmpty();
        assertThatThrownBy(() -> given.in(() -> competition.say(deal, " ", null, null, me)))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void what_was_taken_away_can_be_taken_back_and_said_again(Given given) {
        var me = given.administrator();
        var deal = deal(given, "Suivi");
        given.in(() -> competition.say(deal, "Planifix", "shortlisted", null, me));
        var planifix = given.in(() -> competition.of(deal, me)).getFirst().competitor();
        var removed = given.in(() -> competition.remove(deal, planifix, me));
        assertThat(given.in(() -> competition.of(deal, me))).isEmpty();
        given.in(() -> undo.reverse(Objects.requireNonNull(removed), me));
        assertThat(given.in(() -> competition.of(deal, me)))
                .extracting(Rival::status)
                .containsExactly("shortlisted");
        assertThat(mvc.post()
                        .uri("/opportunities/" + deal + "/competitors")
                        .param("competitor", "Planifix")
                        .param("status", "nonsense")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(422);
    }

    @Test
    void who_was_chosen_instead_is_kept_by_the_move_that_lost_it(Given given) {
        var me = given.administrator();
        var deal = deal(given, "Suivi");
        given.in(() -> blockers.add(deal, new Blockers.Wanted("Le juridique refuse", null, null, 3), me));
        given.in(() -> opportunities.move(
                MoveOrder.to(deal, Stage.LOST).because("competition").teaching("Planifix", null), me));
        assertThat(given.in(() -> competition.of(deal, me)))
                .extracting(Rival::status)
                .containsExactly("chosen");
        assertThat(given.in(() -> blockers.of(deal, me)))
                .extracting(one -> one.clock().isOpen())
                .containsExactly(false);

        given.in(() -> opportunities.move(deal, Stage.DISCOVERY, null, me));
        assertThat(given.in(() -> competition.of(deal, me)))
                .extracting(Rival::status)
                .containsExactly("confirmed");
    }
}
