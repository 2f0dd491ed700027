package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Search;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Quotes, notes, tasks, surveys and value metrics are found like any record, by who may see them. */
@DiaboloTest
class FoundByTypingTest {
    private final ApplicationContext application;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Search search;
    private final Quotes quotes;
    private final Lists lists;

    FoundByTypingTest(
            ApplicationContext application,
            DSLContext sql,
            Records records,
            RecordTypes types,
            Search search,
            Quotes quotes,
            Lists lists) {
        this.application = application;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.search = search;
        this.quotes = quotes;
        this.lists = lists;
    }

    private List<UUID> found(Given given, String q, String kind, Actor me) {
        return given.in(() -> search.find(q, List.of(kind), 10, me)).stream()
                .map(Search.Hit::id)
                .toList();
    }

    @Test
    void a_quote_by_its_number_its_title_and_its_company_for_who_sees_the_opportunity(Given given) {
        var offer = AnOffer.of(given, application);
        var draft = offer.quote();
        assertThat(found(given, "équipement", "quote", offer.ae)).containsExactly(draft);
        assertThat(found(given, "atelier brest", "quote", offer.ae)).containsExactly(draft);
        offer.sent();
        var number = given.<String>in(() -> sql.fetchSingle("select number from quote where state = 'sent' limit 1")
                .get(0, String.class));
        assertThat(found(given, number, "quote", offer.ae)).isNotEmpty();
        var stranger = given.memberWhoSeesOwn("Zoé Blanc", "sdr");
        assertThat(found(given, number, "quote", stranger)).isEmpty();

        given.run(() -> records.update(
                types.byId("company").orElseThrow(),
                offer.company,
                Map.of("name", "Forges du Ponant"),
                null,
                given.administrator()));
        assertThat(found(given, "ponant", "quote", offer.ae)).contains(draft);
        given.run(() -> records.delete(
                types.byId("opportunity").orElseThrow(), offer.opportunity, null, given.administrator()));
        assertThat(found(given, "ponant", "quote", given.administrator())).isEmpty();
        given.run(() ->
                records.restore(types.byId("opportunity").orElseThrow(), offer.opportunity, given.administrator()));
        assertThat(found(given, "ponant", "quote", given.administrator())).contains(draft);
    }

    @Test
    void a_quote_that_was_given_up_is_found_no_more(Given given) {
        var offer = AnOffer.of(given, application);
        var draft = offer.quote();
        given.in(() -> quotes.discard(draft, offer.ae));
        assertThat(found(given, "équipement", "quote", offer.ae)).isEmpty();
    }

    @Test
    void notes_and_tasks_by_their_title_and_surveys_and_value_metrics_by_their_name(Given given, Given other) {
        var offer = AnOffer.of(given, application);
        var note = offer.create(
                "activities",
                Map.of("kind", "note", "subject", "Compte rendu de la visite", "company", offer.company.toString()));
        offer.create(
                "activities", Map.of("kind", "call", "subject", "Compte rendu", "company", offer.company.toString()));
        var survey = offer.create("surveys", Map.of("name", "Satisfaction d’automne", "kind", "nps"));
        var metric = offer.create(
                "value-metrics",
                Map.of("name", "Temps d’arrêt", "company", offer.company.toString(), "baseline", "10", "target", "5"));
        var me = given.administrator();
        assertThat(found(given, "compte rendu", "activity", me)).containsExactly(note);
        assertThat(found(given, "automne", "survey", me)).containsExactly(survey);
        assertThat(found(given, "temps d'arret", "value_metric", me)).containsExactly(metric);
        assertThat(found(other, "automne", "survey", other.administrator())).isEmpty();

        given.run(() -> records.update(types.byId("activity").orElseThrow(), note, Map.of("kind", "call"), null, me));
        assertThat(found(given, "compte rendu", "activity", me)).isEmpty();
        given.run(() -> records.update(types.byId("activity").orElseThrow(), note, Map.of("kind", "task"), null, me));
        assertThat(found(given, "compte rendu", "activity", me)).containsExactly(note);
        // A list looks through all of them, the calls too.
        var type = types.byId("activity").orElseThrow();
        var asked = Map.of("q", List.of("compte rendu"));
        assertThat(given.<Long>in(() -> lists.count(lists.parse(type, asked, me), me)))
                .isEqualTo(2L);
    }
}
