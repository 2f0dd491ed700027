package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.rules.Rule;
import io.diabolo.rules.Rules;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@DiaboloTest
class ScoringTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Rules rules;
    private final Scores scores;
    private final Scoring scoring;
    private final ScoreTrials trials;
    private final Clock clock;
    private final Given.Kit kit;

    ScoringTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Rules rules,
            Scores scores,
            Scoring scoring,
            ScoreTrials trials,
            Clock clock,
            Given.Kit kit) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.rules = rules;
        this.scores = scores;
        this.scoring = scoring;
        this.trials = trials;
        this.clock = clock;
        this.kit = kit;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        var me = given.administrator();
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, me)
                .record()
                .id());
    }

    private UUID lead(Given given, int headcount) {
        var company = create(given, "company", Map.of("name", "Mécaval " + headcount, "headcount", headcount));
        return create(
                given, "lead", Map.of("last_name", "Martin", "company", company.toString(), "channel", "inbound"));
    }

    private Short stored(Given given, UUID lead) {
        return given.in(() -> sql.select(LEAD.SCORE)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle()
                .value1());
    }

    private void rules(Given given, Rule... all) {
        given.in(() -> rules.save("fit", List.of(all), Map.of(), null, given.administrator()));
    }

    private void touch(Given given, UUID lead, String kind, String direction, Duration ago) {
        var input = new HashMap<String, Object>();
        input.put("subject", "Échange");
        input.put("kind", kind);
        input.put("direction", direction);
        input.put("lead", lead.toString());
        input.put("at", clock.instant().minus(ago).toString());
        create(given, "activity", input);
    }

    @Test
    void a_new_lead_is_scored_at_once_and_explained_line_by_line(Given given) {
        rules(given, Rule.giving(30, "company.headcount >= 50"), Rule.giving(10, "lead.channel == \"inbound\""));
        var lead = lead(given, 120);

        assertThat(stored(given, lead)).isEqualTo((short) 40);
        var score = given.in(() -> scores.of(lead, given.administrator()));
        assertThat(score.total()).isEqualTo(40);
        assertThat(score.lines().getFirst().says()).isEqualTo("Effectif ≥ 50");
        assertThat(score.lines().getFirst().worth()).isEqualTo(30);
    }

    @Test
    void a_touch_loses_half_its_worth_with_each_half_life(Given given) {
        rules(given);
        var lead = lead(given, 10);
        touch(given, lead, "meeting", "inbound", Duration.ofDays(30));

        var score = given.in(() -> scores.of(lead, given.administrator()));
        var line = score.lines().stream()
                .filter(one -> one.touches() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(line.worth()).isCloseTo(10, within(0.01));
        assertThat(stored(given, lead)).isEqualTo((short) 10);
    }

    @Test
    void a_score_stays_between_zero_and_a_hundred(Given given) {
        rules(given, Rule.giving(90, "company.headcount > 1"), Rule.giving(90, "lead.channel == \"inbound\""));
        assertThat(stored(given, lead(given, 10))).isEqualTo((short) 100);
        rules(given, Rule.giving(-90, "company.headcount > 1"));
        assertThat(stored(given, lead(given, 11))).isZero();
    }

    @Test
    void what_changes_of_the_company_changes_the_score(Given given) {
        rules(given, Rule.giving(30, "company.headcount >= 50"));
        var lead = lead(given, 10);
        assertThat(stored(given, lead)).isZero();
        var company = given.in(() -> sql.select(LEAD.COMPANY_ID)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle()
                .value1());
        given.run(() -> records.update(
                types.byId("company").orElseThrow(), company, Map.of("headcount", 60), null, given.administrator()));
        assertThat(stored(given, lead)).isEqualTo((short) 30);
    }

    @Test
    void a_score_that_somebody_gave_stays(Given given) {
        rules(given, Rule.giving(30, "company.headcount >= 50"));
        var lead = lead(given, 100);
        var type = types.byId("lead").orElseThrow();
        given.run(() -> records.update(type, lead, Map.of("score", 77), null, given.administrator()));
        given.in(() -> scoring.score(leads(given)));
        assertThat(stored(given, lead)).isEqualTo((short) 77);
        assertThat(given.in(() -> scores.of(lead, given.administrator())).given())
                .isTrue();

        var emptied = new HashMap<String, Object>();
        emptied.put("score", null);
        given.run(() -> records.update(type, lead, emptied, null, given.administrator()));
        assertThat(stored(given, lead)).isEqualTo((short) 30);
    }

    private List<UUID> leads(Given given) {
        return given.in(() -> sql.select(LEAD.ID).from(LEAD).fetch(LEAD.ID));
    }

    @Test
    void all_leads_are_scored_as_each_is_explained(Given given) {
        for (var headcount : List.of(5, 60, 300)) {
            touch(given, lead(given, headcount), "mail", "inbound", Duration.ofDays(headcount % 50));
        }
        given.in(() -> scoring.score(leads(given)));
        for (var lead : leads(given)) {
            var score = given.in(() -> scores.of(lead, given.administrator()));
            assertThat((int) stored(given, lead)).isEqualTo(score.computed());
        }
    }

    @Test
    void other_rules_are_replayed_on_last_month_and_nothing_is_written(Given given) {
        rules(given, Rule.giving(30, "company.headcount >= 50"));
        var small = lead(given, 20);
        lead(given, 100);
        var candidate = new io.diabolo.rules.RuleSet(
                null, "fit", 0, List.of(Rule.giving(30, "company.headcount >= 10")), Map.of());

        var replay = given.in(() -> trials.replay(candidate, given.administrator()));

        assertThat(replay.looked()).isEqualTo(2);
        assertThat(replay.changed()).isEqualTo(1);
        assertThat(replay.lines()).singleElement().satisfies(line -> {
            assertThat(line.id()).isEqualTo(small);
            assertThat(line.before()).isEqualTo("0");
            assertThat(line.after()).isEqualTo("30");
        });
        assertThat(stored(given, small)).isZero();
        var nora = given.memberWhoSeesOwn("Nora", "sdr");
        assertThat(given.in(() -> trials.replay(candidate, nora)).looked()).isZero();
    }

    @Test
    void a_score_is_told_to_who_sees_the_lead_only(Given given) {
        var lead = lead(given, 10);
        Actor nora = given.memberWhoSeesOwn("Nora", "sdr");
        assertThatThrownBy(() -> given.in(() -> scores.of(lead, nora))).isInstanceOf(NoSuchRecord.class);
        var other = kit.given();
        assertThatThrownBy(() -> other.in(() -> scores.of(lead, other.administrator())))
                .isInstanceOf(NoSuchRecord.class);
    }
}
