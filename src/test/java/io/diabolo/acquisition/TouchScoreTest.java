package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.TOUCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diabolo.platform.WorkspaceScope;
import io.diabolo.qualification.Nurture;
import io.diabolo.qualification.Nurturing;
import io.diabolo.qualification.Score;
import io.diabolo.qualification.Scores;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.rules.Rule;
import io.diabolo.rules.Rules;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** What visitors do on the site is part of a lead's score, and brings back who was kept for later. */
@DiaboloTest
class TouchScoreTest {
    private static final String VISITOR = "qrstuvwxyz_1234567abcdef";
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Submissions submissions;
    private final Touches touches;
    private final Scores scores;
    private final Rules rules;
    private final Nurture nurture;

    TouchScoreTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Submissions submissions,
            Touches touches,
            Scores scores,
            Rules rules,
            Nurture nurture) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.submissions = submissions;
        this.touches = touches;
        this.scores = scores;
        this.rules = rules;
        this.nurture = nurture;
    }

    private void visit(Given given, String page) {
        WorkspaceScope.run(given.workspace(), () -> touches.visited(VISITOR, page, Utm.NONE, given.workspace()));
    }

    private UUID lead(Given given) {
        return given.in(() -> sql.select(LEAD.ID).from(LEAD).fetchSingle().value1());
    }

    private int intent(Given given) {
        return given.<Short>in(
                () -> sql.select(LEAD.INTENT).from(LEAD).fetchSingle().value1());
    }

    private List<Score.Line> lines(Given given) {
        var score = given.in(() -> scores.of(lead(given), given.administrator()));
        return score.lines().stream()
                .filter(line -> line.part().equals("touches") && line.holds())
                .toList();
    }

    private void only(Given given, Rule... all) {
        given.in(() -> rules.save("intent", List.of(), Map.of(), null, given.administrator()));
        given.in(() -> rules.save("touches", List.of(all), Map.of(), null, given.administrator()));
    }

    @Test
    void a_form_and_the_visits_before_it_are_scored_at_once_and_explained_line_by_line(Given given) {
        given.in(() -> rules.save("intent", List.of(), Map.of(), null, given.administrator()));
        var form = AForm.open(given, records, types, sql, submissions, Map.of());
        visit(given, "https://site.example/tarifs");
        visit(given, "https://site.example/clients");
        form.sendFrom("203.0.113.78", Utm.NONE, VISITOR, "email", "lea@brest.example");
        assertThat(intent(given)).isEqualTo(15 + 2 + 2);
        visit(given, "https://site.example/contact");
        assertThat(intent(given)).isEqualTo(15 + 2 + 2 + 2);

        var lines = lines(given);
        assertThat(lines)
                .extracting(Score.Line::says)
                .containsExactly("Nature du contact = formulaire envoyé", "Nature du contact = visite");
        assertThat(lines).extracting(Score.Line::touches).containsExactly(1, 3);
    }

    @Test
    void a_rule_asks_for_the_asset_the_campaign_and_the_page_and_its_points_fade(Given given) {
        only(
                given,
                Rule.giving(30, "touch.kind == \"submission\" && asset.kind == \"white_paper\""),
                Rule.giving(20, "campaign.name == \"Salon\""),
                Rule.giving(8, "touch.page.contains(\"/tarifs\")"));
        var campaign = AForm.create(
                given,
                records,
                types,
                "campaign",
                Map.of("name", "Salon", "utm_campaign", "salon"),
                given.administrator());
        var asset = AForm.create(
                given,
                records,
                types,
                "asset",
                Map.of("name", "Livre blanc", "kind", "white_paper", "campaign", campaign.toString()),
                given.administrator());
        var form = AForm.open(
                given,
                records,
                types,
                sql,
                submissions,
                Map.of("asset", asset.toString(), "campaign", campaign.toString()));
        form.sendFrom("203.0.113.79", Utm.NONE, VISITOR, "email", "lea@brest.example");
        visit(given, "https://site.example/tarifs/annuels");
        assertThat(intent(given)).isEqualTo(30 + 20 + 8);

        given.run(() -> sql.execute("update touch set at = at - interval '30 days'"));
        visit(given, "https://site.example/tarifs");
        assertThat(intent(given)).isEqualTo(15 + 10 + 4 + 8);
        assertThat(lines(given).getFirst().worth()).isCloseTo(15, within(0.01));
    }

    @Test
    void who_was_kept_for_later_comes_back_once_what_they_did_since_is_worth_enough(Given given) {
        var form = AForm.open(given, records, types, sql, submissions, Map.of());
        form.sendFrom("203.0.113.80", Utm.NONE, VISITOR, "email", "lea@brest.example");
        var lead = lead(given);
        given.run(() -> sql.execute("update touch set at = at - interval '1 day'"));
        var until = LocalDate.now(java.time.ZoneId.of("Europe/Paris")).plusMonths(2);
        assertThat(given.<Nurturing>in(() -> nurture.until(lead, until, null, given.administrator())))
                .isInstanceOf(Nurturing.Done.class);

        for (var page = 1; page <= 4; page++) {
            visit(given, "https://site.example/page" + page);
        }
        assertThat(status(given)).isEqualTo("nurturing");
        visit(given, "https://site.example/page5");
        assertThat(status(given)).isEqualTo("working");
        assertThat(given.<String>in(() ->
                        sql.select(LEAD.CAME_BACK_WHY).from(LEAD).fetchSingle().value1()))
                .isEqualTo("signal");
    }

    private String status(Given given) {
        return given.in(() -> sql.select(LEAD.STATUS).from(LEAD).fetchSingle().value1());
    }

    @Test
    void rules_of_touches_are_tried_replayed_and_counted(Given given) {
        var form = AForm.open(given, records, types, sql, submissions, Map.of());
        form.send("email", "lea@brest.example");
        var me = given.administrator();
        assertThat(given.<Long>in(() -> rules.count("touches", "touch.kind == \"submission\"", me)))
                .isEqualTo(1);
        assertThat(given.<Boolean>in(() -> rules.fault("touches", "touch.kind == 3") != null))
                .isTrue();
        var purpose = rules.purpose("touches");
        var candidate = new io.diabolo.rules.RuleSet(
                null, "touches", 0, List.of(Rule.giving(40, "form.name == \"Démo\"")), purpose.settings());
        var replay = given.in(() -> purpose.replay(candidate, me));
        assertThat(replay.looked()).isEqualTo(1);
        assertThat(replay.changed()).isEqualTo(1);
        var trial = given.in(() -> purpose.trial(candidate, lead(given).toString(), me));
        assertThat(trial).isNotNull();
        assertThat(given.<Integer>in(() -> sql.fetchCount(TOUCH))).isEqualTo(1);
    }
}
