package io.diabolo.prospecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.diabolo.platform.Actor;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the managers have chosen comes first in the queues, and the reason says so. */
@DiaboloTest
class PriorityQueueTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Queues queues;
    private final MockMvcTester mvc;
    private final Clock clock;

    PriorityQueueTest(
            DSLContext sql, Records records, RecordTypes types, Queues queues, MockMvcTester mvc, Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.queues = queues;
        this.mvc = mvc;
        this.clock = clock;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    /** A lead whose score was given, at a company of that place and segment. */
    private UUID lead(Given given, Actor owner, String name, int score, Map<String, ?> company) {
        var input = new HashMap<String, Object>(company);
        input.put("name", name + " SA");
        return create(
                given,
                "lead",
                Map.of(
                        "last_name",
                        name,
                        "channel",
                        "outbound",
                        "score",
                        score,
                        "owner",
                        owner.member().toString(),
                        "company",
                        create(given, "company", input).toString()));
    }

    private List<QueueEntry> queue(Given given, Actor who) {
        return given.in(() -> queues.next(new QueueRequest(who.member(), "sdr", clock.instant(), 50)));
    }

    @Test
    void leads_of_a_priority_come_before_a_better_score_and_say_why(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        lead(given, sdr, "Autre", 90, Map.of("region", "Normandie", "country", "FR", "segment", "smb"));
        lead(given, sdr, "Breton", 10, Map.of("region", "Bretagne", "country", "FR", "segment", "smb"));
        lead(given, sdr, "Nantais", 20, Map.of("postcode", "44000", "country", "FR", "segment", "mid_market"));
        lead(given, sdr, "Belge", 30, Map.of("country", "BE", "segment", "smb"));
        assertThat(queue(given, sdr))
                .extracting(QueueEntry::title)
                .containsExactly("Autre", "Belge", "Nantais", "Breton");

        create(given, "priority", Map.of("name", "Grand Ouest", "importance", "high", "territory", "bretagne ; 44"));
        create(given, "priority", Map.of("name", "Benelux", "importance", "low", "territory", "Belgique, Luxembourg"));
        create(
                given,
                "priority",
                Map.of("name", "Passée", "importance", "high", "territory", "Normandie", "ends_on", "2020-01-31"));
        var entries = queue(given, sdr);
        assertThat(entries).extracting(QueueEntry::title).containsExactly("Nantais", "Breton", "Belge", "Autre");
        assertThat(entries)
                .extracting(entry -> entry.reason().args().getLast())
                .containsExactly("Grand Ouest", "Grand Ouest", "Benelux", "none");
        assertThat(mvc.get().uri("/desk/sdr").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("priorité «\u00a0Grand Ouest\u00a0»")
                .doesNotContain("??");
    }

    @Test
    void a_segment_counts_within_its_territory_and_a_list_that_cites_the_priority_wherever_they_are(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        lead(given, sdr, "Petite", 90, Map.of("region", "Bretagne", "segment", "micro"));
        lead(given, sdr, "Moyenne", 10, Map.of("region", "Bretagne", "segment", "mid_market"));
        var listed = lead(given, sdr, "Listée", 5, Map.of("region", "Corse", "segment", "micro"));
        var product = create(given, "product", Map.of("name", "Borne", "list_price", "100"));
        create(
                given,
                "priority",
                Map.of(
                        "name",
                        "ETI bretonnes",
                        "importance",
                        "normal",
                        "territory",
                        "Bretagne",
                        "segment",
                        "mid_market"));
        var borne = create(
                given,
                "priority",
                Map.of("name", "Lancer la borne", "importance", "high", "product", product.toString()));
        var list = create(
                given,
                "target_list",
                Map.of("name", "Pour la borne", "holds", "company", "priority", borne.toString()));
        given.run(() -> sql.execute(
                "insert into target_list_entry (list_id, company_id) select ?, company_id from lead where id = ?",
                list,
                listed));

        assertThat(queue(given, sdr))
                .extracting(QueueEntry::title, entry -> entry.reason().args().getLast())
                .containsExactly(
                        tuple("Listée", "Lancer la borne"), tuple("Moyenne", "ETI bretonnes"), tuple("Petite", "none"));
    }

    @Test
    void targets_name_the_priorities_of_their_period(Given given, Given other) {
        create(given, "priority", Map.of("name", "Grand Ouest", "importance", "high", "territory", "Bretagne"));
        create(given, "priority", Map.of("name", "Passée", "ends_on", "2020-01-31"));
        given.member("Inès Lambert", "sdr");
        assertThat(mvc.get().uri("/targets").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("Priorités de la période", "Grand Ouest")
                .doesNotContain("Passée");
        assertThat(mvc.get().uri("/targets").with(other.signedIn(other.administrator())))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Grand Ouest");
    }
}
