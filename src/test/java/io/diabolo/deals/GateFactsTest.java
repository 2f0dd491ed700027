package io.diabolo.deals;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.pipeline.GateFact;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.sheets.Sheets;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@DiaboloTest
class GateFactsTest {
    private final List<GateFact> facts;
    private final Stakeholders stakeholders;
    private final Sheets sheets;
    private final Records records;
    private final RecordTypes types;

    GateFactsTest(List<GateFact> facts, Stakeholders stakeholders, Sheets sheets, Records records, RecordTypes types) {
        this.facts = facts;
        this.stakeholders = stakeholders;
        this.sheets = sheets;
        this.records = records;
        this.types = types;
    }

    private UUID deal(Given given, String name) {
        return given.in(() -> records.create(
                        types.byId("opportunity").orElseThrow(), Map.of("name", name), given.administrator())
                .record()
                .id());
    }

    private int fact(Given given, String id, UUID deal) {
        var fact = facts.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        return given.in(() -> fact.of(List.of(deal)).getOrDefault(deal, 0));
    }

    @Test
    void a_stage_may_ask_for_the_discovery_and_for_the_people_around_the_deal(Given given) {
        var me = given.administrator();
        var deal = deal(given, "Suivi");
        assertThat(fact(given, "discovery.completeness", deal)).isZero();
        given.in(() -> sheets.answer(
                "opportunity", deal, Map.of("need", new Sheets.Said("Suivre", "Léa", "", "call", "")), me));
        given.in(() -> stakeholders.add(deal, Map.of("person", "Léa Martin", "part", "champion"), me));

        assertThat(fact(given, "discovery.completeness", deal)).isEqualTo(10);
        assertThat(fact(given, "stakeholders", deal)).isEqualTo(1);
        assertThat(fact(given, "stakeholders.champion", deal)).isEqualTo(1);
        assertThat(fact(given, "stakeholders.economic_buyer", deal)).isZero();
    }
}
