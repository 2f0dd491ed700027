package io.diabolo.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DiaboloTest
class RulesTest {
    private final DSLContext sql;
    private final Rules rules;
    private final Undo undo;
    private final Given.Kit kit;

    RulesTest(DSLContext sql, Rules rules, Undo undo, Given.Kit kit) {
        this.sql = sql;
        this.rules = rules;
        this.undo = undo;
        this.kit = kit;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "company.headcount >= 50 ; Effectif ≥ 50",
                "lead.channel == \"inbound\" ; Canal = Entrant",
                "company.segment in [\"smb\", \"mid_market\"] ; Segment parmi PME, ETI",
                "filled(person.mobile) && (lead.source == \"salon\" || empty(lead.campaign)) ; Mobile renseigné et"
                        + " (Source = salon ou Campagne vide)",
                "person.title.mentions(\"DIRECTEUR\") ; Fonction contient « directeur »",
                "days_since(lead.created_at) < 7 ; Jours depuis « Création (Lead) » < 7",
            })
    void a_rule_reads_as_a_sentence(String expression, String sentence, Given given) {
        assertThat(given.in(() -> rules.says("fit", expression, Locale.FRANCE)).replace('\u00a0', ' '))
                .isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "company.headcoun >= 50 ; 1 ; rules.fault.unknown",
                "company.headcount >= \"x\" ; 19 ; rules.fault.types",
                "company.headcount ; 1 ; rules.fault.result",
                "lead.source == ; 15 ; rules.fault.syntax",
                "lead.source = \"a\" ; 13 ; rules.fault.syntax",
                "lead.created_at > date(\"hier\") ; 24 ; rules.fault.date",
                "company.headcount.mentions(\"a\") ; 28 ; rules.fault.mentions",
                "size(lead.source) > 3 ; 5 ; rules.fault.sets",
                "lead.source.matches(\"a+\") ; 20 ; rules.fault.sets",
            })
    void what_is_wrong_is_said_with_its_place(String expression, int position, String key, Given given) {
        var fault = given.in(() -> rules.fault("fit", expression));
        assertThat(fault).isNotNull();
        assertThat(fault.key()).isEqualTo(key);
        assertThat(fault.position()).isEqualTo(position);
    }

    @Test
    void what_cannot_run_on_all_may_run_on_one(Given given) {
        assertThat(given.in(() -> rules.fault("routing", "size(lead.source) > 3")))
                .isNull();
    }

    @Test
    void length_and_nesting_are_bounded(Given given) {
        var longRule = "lead.source == \"" + "x".repeat(3_000) + "\"";
        assertThat(given.in(() -> rules.fault("fit", longRule)))
                .extracting("key")
                .isEqualTo("rules.fault.long");
        var deep = "(".repeat(300) + "true" + ")".repeat(300);
        assertThat(given.in(() -> rules.fault("fit", deep))).isNotNull();
    }

    @Test
    void a_change_is_a_change_set_that_can_be_taken_back(Given given) {
        var me = given.administrator();
        var before = given.in(() -> rules.of("fit"));
        assertThat(before.version()).isZero();
        var first = given.in(() -> rules.save("fit", List.of(rule(30, "company.headcount > 10")), Map.of(), 0, me));
        assertThat(first.version()).isEqualTo(1);
        given.in(() -> rules.save("fit", List.of(rule(40, "company.headcount > 99")), Map.of(), 1, me));

        var last = given.in(() -> sql.fetchSingle(
                        "select id from change_set where action = 'rules.updated' order by created_at desc limit 1")
                .get(0, UUID.class));
        given.run(() -> undo.reverse(last, me));

        assertThat(given.in(() -> rules.of("fit")).rules().getFirst().points()).isEqualTo(30);
    }

    @Test
    void who_saves_over_another_is_told(Given given) {
        var me = given.administrator();
        given.in(() -> rules.save("routing", List.of(), Map.of(), 0, me));
        assertThatThrownBy(() -> given.in(() -> rules.save("routing", List.of(), Map.of(), 0, me)))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void a_seller_reads_rules_but_changes_none(Given given) {
        var bdr = given.member("Inès", "bdr");
        assertThatThrownBy(() -> given.in(() -> rules.save("fit", List.of(), Map.of(), null, bdr)))
                .isInstanceOf(NotAllowed.class);
        var ops = given.member("Paul", "salesops");
        assertThat(given.in(() -> rules.save("fit", List.of(), Map.of(), null, ops))
                        .rules())
                .isEmpty();
    }

    @Test
    void each_wrong_rule_is_named(Given given) {
        var me = given.administrator();
        assertThatThrownBy(() -> given.in(() -> rules.save(
                        "fit",
                        List.of(rule(1, "lead.source == \"a\""), rule(500, "lead.x")),
                        Map.of("half_life", 3L),
                        null,
                        me)))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults())
                                .extracting(BadInput.Fault::field)
                                .containsExactlyInAnyOrder(
                                        "rules[1].points", "rules[1].expression", "settings.half_life"));
    }

    @Test
    void another_workspace_has_rules_of_its_own(Given given) {
        given.in(() -> rules.save("fit", List.of(), Map.of(), null, given.administrator()));
        var other = kit.given();
        assertThat(other.in(() -> rules.of("fit")).rules()).isNotEmpty();
    }

    private static Rule rule(int points, String expression) {
        return Rule.giving(points, expression);
    }
}
