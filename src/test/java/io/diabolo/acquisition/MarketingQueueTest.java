package io.diabolo.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** The desks of who brings people in aren't empty when something waits for them. */
@DiaboloTest
class MarketingQueueTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Queues queues;
    private final Clock clock;

    MarketingQueueTest(DSLContext sql, Records records, RecordTypes types, Queues queues, Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.queues = queues;
        this.clock = clock;
    }

    private UUID create(Given given, String plural, Map<String, String> input) {
        return given.in(() -> records.create(types.byPlural(plural), input, given.administrator())
                .record()
                .id());
    }

    private List<QueueEntry> queue(Given given, Actor who, String desk) {
        return given.in(() -> queues.next(new QueueRequest(who.member(), desk, clock.instant(), 50)));
    }

    @Test
    void an_experiment_that_ended_waits_for_its_lesson(Given given) {
        var theo = given.member("Théo Maillard", "growth");
        for (var each : Map.of("Finie", "2026-01-31", "En cours", "2099-01-31").entrySet()) {
            create(
                    given,
                    "experiments",
                    Map.of(
                            "name",
                            each.getKey(),
                            "state",
                            "running",
                            "ends_on",
                            each.getValue(),
                            "owner",
                            theo.member().toString()));
        }

        assertThat(queue(given, theo, "growth")).extracting(QueueEntry::title).containsExactly("Finie");
        assertThat(queue(given, given.member("Camille Besson", "growth"), "growth"))
                .isEmpty();
    }

    @Test
    void answers_held_back_as_spam_wait_for_who_owns_the_form(Given given) {
        var camille = given.member("Camille Besson", "inbound");
        var form = create(
                given,
                "forms",
                Map.of("name", "Démonstration", "owner", camille.member().toString()));
        assertThat(queue(given, camille, "inbound")).isEmpty();

        given.run(() -> {
            for (var state : List.of("held", "held", "accepted")) {
                sql.execute("insert into submission (form_id, state, received_at) values (?, ?, now())", form, state);
            }
        });

        assertThat(queue(given, camille, "inbound")).singleElement().satisfies(entry -> {
            assertThat(entry.title()).isEqualTo("Démonstration");
            assertThat(entry.reason().args()).containsExactly(2);
            assertThat(entry.link()).isEqualTo("/forms/" + form + "/submissions?state=held");
        });
    }
}
