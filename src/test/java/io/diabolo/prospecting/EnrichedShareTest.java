package io.diabolo.prospecting;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.Figures;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** By what a growth hacker and a prospector are measured: how much of what is new was completed. */
@DiaboloTest
class EnrichedShareTest {
    private static final Instant ALWAYS = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant FOR_EVER = Instant.parse("2100-01-01T00:00:00Z");

    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Enrichments enrichments;
    private final Figures figures;

    EnrichedShareTest(DSLContext sql, Records records, RecordTypes types, Enrichments enrichments, Figures figures) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.enrichments = enrichments;
        this.figures = figures;
    }

    private UUID create(Given given, String plural, Actor owner, Map<String, String> fields) {
        var input = new HashMap<>(fields);
        input.put("owner", owner.member().toString());
        return given.in(() -> records.create(types.byPlural(plural), input, given.administrator())
                .record()
                .id());
    }

    /** A postcode tells the region: of four companies and one contact, two companies gain something. */
    private UUID base(Given given, Actor nora, Actor karim) {
        var first = create(given, "companies", nora, Map.of("name", "Mécaval", "postcode", "57000", "country", "FR"));
        var second = create(given, "companies", karim, Map.of("name", "Lumidor", "postcode", "29200", "country", "FR"));
        create(given, "companies", karim, Map.of("name", "Attal"));
        create(given, "companies", karim, Map.of("name", "Fonderie Roy"));
        create(given, "people", nora, Map.of("last_name", "Martin"));
        for (var company : List.of(first, second)) {
            given.in(() -> enrichments.enrich("company", company, given.administrator()));
        }
        return first;
    }

    private Double share(Given given, String figure, Actor... members) {
        var request = new FigureRequest(
                java.util.Arrays.stream(members).map(Actor::member).toList(), ALWAYS, FOR_EVER);
        return given.in(() -> figures.value(figure, request).value());
    }

    @Test
    void of_the_whole_base_for_who_grows_it_and_of_their_own_for_who_prospects(Given given) {
        var nora = given.member("Nora Petit", "sdr");
        var karim = given.member("Karim Diallo", "sdr");
        base(given, nora, karim);

        assertThat(share(given, "enriched-share")).isEqualTo(2.0 / 5);
        assertThat(share(given, "own-enriched-share", nora)).isEqualTo(1.0 / 2);
        assertThat(share(given, "own-enriched-share", karim)).isEqualTo(1.0 / 3);
        assertThat(share(given, "own-enriched-share", nora, karim)).isEqualTo(2.0 / 5);
    }

    @Test
    void what_was_refused_and_what_is_gone_does_not_count(Given given) {
        var nora = given.member("Nora Petit", "sdr");
        var company = base(given, nora, given.member("Karim Diallo", "sdr"));
        for (var one : given.in(() -> enrichments.all("company", company))) {
            given.in(() -> enrichments.refuse(one.id(), given.administrator()));
        }
        assertThat(share(given, "enriched-share")).isEqualTo(1.0 / 5);

        given.run(() -> sql.execute("update company set deleted_at = now() where name = 'Attal'"));
        assertThat(share(given, "enriched-share")).isEqualTo(1.0 / 4);
    }

    @Test
    void a_time_in_which_nothing_came_has_no_share(Given given) {
        base(given, given.administrator(), given.administrator());

        var before = new FigureRequest(List.of(), ALWAYS, ALWAYS.plusSeconds(60));
        assertThat(given.in(() -> figures.value("enriched-share", before)).value())
                .isNull();
        assertThat(given.in(() -> figures.records("enriched-share", before, 10)))
                .isEmpty();
    }

    @Test
    void behind_the_share_stand_the_records_it_is_of_and_hidden_ones_without_their_name(Given given) {
        var nora = given.memberWhoSeesOwn("Nora Petit", "growth");
        base(given, nora, given.member("Karim Diallo", "sdr"));

        var behind = given.in(() ->
                figures.records("enriched-share", new FigureRequest(List.of(), ALWAYS, FOR_EVER).readBy(nora), 10));

        assertThat(behind).hasSize(5).filteredOn(FigureRecord::above).hasSize(2);
        assertThat(behind).extracting(FigureRecord::title).containsOnly("Mécaval", "Martin", "");
    }
}
