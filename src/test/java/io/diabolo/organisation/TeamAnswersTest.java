package io.diabolo.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.identity.Members;
import io.diabolo.journey.Stage;
import io.diabolo.organisation.Finding.Kind;
import io.diabolo.organisation.TeamAnswers.Answers;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

@DiaboloTest
class TeamAnswersTest {
    private final TeamAnswers answers;
    private final Positions positions;
    private final Coverage coverage;
    private final Members members;
    private final Records records;
    private final RecordTypes types;

    TeamAnswersTest(
            TeamAnswers answers,
            Positions positions,
            Coverage coverage,
            Members members,
            Records records,
            RecordTypes types) {
        this.answers = answers;
        this.positions = positions;
        this.coverage = coverage;
        this.members = members;
        this.records = records;
        this.types = types;
    }

    private static Answers of(boolean presales, Object... pairs) {
        var who = new EnumMap<TeamQuestion, Set<MemberId>>(TeamQuestion.class);
        for (var i = 0; i < pairs.length; i += 2) {
            who.put((TeamQuestion) pairs[i], Set.of(((Actor) pairs[i + 1]).member()));
        }
        return new Answers(who, Map.of(), presales);
    }

    @Test
    void answers_become_positions_desks_and_a_map(Given given) {
        var founder = given.administrator();
        var lea = given.member("Léa");
        given.run(() -> {
            answers.answer(
                    of(true, TeamQuestion.PROSPECTS, lea, TeamQuestion.INBOUND, lea, TeamQuestion.CLOSES, founder),
                    founder);
            assertThat(positions.of(lea.member())).hasSize(2).allSatisfy(position -> {
                assertThat(position.share()).isEqualTo(50);
                assertThat(position.stages()).contains(Stage.DISCOVERY);
            });
            assertThat(positions.of(founder.member()))
                    .singleElement()
                    .satisfies(position -> assertThat(position.stages())
                            .doesNotContain(Stage.DISCOVERY)
                            .contains(Stage.CLOSING));
            assertThat(Objects.requireNonNull(members.find(lea.member())).roles())
                    .containsExactly("sdr", "bdr");
            assertThat(answers.present().presales()).isTrue();
            assertThat(Findings.of(coverage.map(null, founder)))
                    .filteredOn(one -> one.kind() == Kind.HOLE)
                    .extracting(Finding::stage)
                    .containsExactlyInAnyOrder(Stage.DELIVERY, Stage.LIVE, Stage.GROWTH);
        });
    }

    @Test
    void answering_again_changes_what_came_from_answers_and_nothing_made_by_hand(Given given) {
        var founder = given.administrator();
        var lea = given.member("Léa");
        given.run(() -> {
            answers.answer(of(false, TeamQuestion.PROSPECTS, lea, TeamQuestion.ONBOARDS, founder), founder);
            records.create(
                    types.byId("position").orElseThrow(),
                    Map.of(
                            "role",
                            "account-manager",
                            "member",
                            lea.member().value().toString(),
                            "share",
                            "20"),
                    founder);
            answers.answer(of(false, TeamQuestion.ONBOARDS, lea), founder);
            assertThat(positions.of(lea.member()))
                    .extracting(position -> position.role().id())
                    .containsExactlyInAnyOrder("account-manager", "csm");
            // The time that the position made by hand leaves.
            assertThat(positions.of(lea.member())).extracting(Position::share).containsExactlyInAnyOrder(20, 80);
            assertThat(positions.of(founder.member())).isEmpty();
            assertThat(Objects.requireNonNull(members.find(lea.member())).roles())
                    .containsExactly("csm");
            // The same answers again change nothing.
            var before = positions.all();
            answers.answer(answers.present(), founder);
            assertThat(positions.all()).isEqualTo(before);
        });
    }

    @Test
    void somebody_who_isnt_a_member_yet_gets_a_place(Given given) {
        given.run(() -> {
            answers.answer(
                    new Answers(
                            Map.of(),
                            Map.of(TeamQuestion.SUPPORTS, "Nadia Roy", TeamQuestion.RENEWS, "nadia roy"),
                            false),
                    given.administrator());
            assertThat(positions.all())
                    .hasSize(2)
                    .allSatisfy(position -> assertThat(position.memberName()).isEqualTo("Nadia Roy"));
        });
    }

    @Test
    void only_an_administrator_answers(Given given) {
        var lea = given.member("Léa", "manager");
        assertThatThrownBy(() -> given.run(() -> answers.answer(of(false), lea)))
                .isInstanceOf(NotAllowed.class);
    }
}
