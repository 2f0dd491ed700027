package io.diabolo.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
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
    private final Handoffs handoffs;
    private final Clock clock;

    MarketingQueueTest(
            DSLContext sql, Records records, RecordTypes types, Queues queues, Handoffs handoffs, Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.queues = queues;
        this.handoffs = handoffs;
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

    @Test
    void a_form_that_falls_silent_against_its_rhythm_is_on_its_owners_desk(Given given) {
        var camille = given.member("Camille Besson", "inbound");
        for (var name : List.of("Silencieux", "Comme toujours", "Rare")) {
            create(
                    given,
                    "forms",
                    Map.of(
                            "name",
                            name,
                            "state",
                            "open",
                            "owner",
                            camille.member().toString()));
        }
        given.run(() -> {
            // One each day until nine days ago, one each day until today, and one each ten days.
            received("Silencieux", 10, 1, 9);
            received("Comme toujours", 10, 1, 0);
            received("Rare", 7, 10, 9);
        });

        assertThat(queue(given, camille, "inbound")).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo("form-silent");
            assertThat(entry.title()).isEqualTo("Silencieux");
            assertThat(entry.reason().args().getLast()).isEqualTo(7L);
        });
    }

    private void received(String form, int many, int everyDays, int daysAgo) {
        sql.execute(
                "insert into submission (form_id, state, received_at)"
                        + " select f.id, 'accepted', now() - make_interval(days => ? + n * ?) from form f,"
                        + " generate_series(0, ? - 1) n where f.name = ?",
                daysAgo,
                everyDays,
                many,
                form);
    }

    @Test
    void a_lead_that_matches_the_target_waits_until_it_is_handed_over(Given given) {
        var camille = given.member("Camille Besson", "inbound");
        for (var each : Map.of("Martin", "20", "Roux", "-15").entrySet()) {
            var lead = create(
                    given,
                    "leads",
                    Map.of(
                            "last_name",
                            each.getKey(),
                            "channel",
                            "inbound",
                            "owner",
                            camille.member().toString()));
            given.run(() -> {
                sql.execute("update lead set fit = ?::smallint, score = 20 where id = ?", each.getValue(), lead);
                sql.execute("update clock set stopped_at = now(), outcome = 'met' where subject_id = ?", lead);
            });
        }

        var entries = queue(given, camille, "inbound").stream()
                .filter(entry -> entry.kind().equals("lead-to-hand-over"))
                .toList();
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.title()).isEqualTo("Martin");
            assertThat(entry.link()).startsWith("/handoffs/new?kind=inbound-lead&subject_type=lead&subject_id=");
        });
        given.in(() -> handoffs.offer(
                new Offer(HandoffKind.INBOUND_LEAD, "lead", entries.getFirst().record(), null, null, "", List.of()),
                camille));
        assertThat(queue(given, camille, "inbound"))
                .extracting(QueueEntry::kind)
                .doesNotContain("lead-to-hand-over");
    }

    @Test
    void a_campaign_that_brings_people_in_asks_for_its_cost(Given given) {
        var camille = given.member("Camille Besson", "inbound");
        var me = camille.member().toString();
        var salon = create(given, "campaigns", Map.of("name", "Salon", "owner", me));
        create(given, "campaigns", Map.of("name", "Sans visite", "owner", me));
        var paid = create(given, "campaigns", Map.of("name", "Payée", "owner", me, "cost", "500"));
        given.run(() -> {
            for (var campaign : List.of(salon, paid)) {
                sql.execute("insert into touch (at, kind, campaign_id) values (now(), 'visit', ?)", campaign);
            }
        });
        assertThat(queue(given, camille, "inbound"))
                .extracting(QueueEntry::kind, QueueEntry::title)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("campaign-without-cost", "Salon"));
    }

    @Test
    void what_was_found_out_waits_on_the_desks_that_prospect(Given given) {
        var theo = given.member("Théo Maillard", "growth", "inbound");
        var company = create(
                given,
                "companies",
                Map.of("name", "Mécaval", "owner", theo.member().toString()));
        given.run(() -> sql.execute(
                "insert into enrichment (company_id, field, value, source, confidence, found_at) values"
                        + " (?, 'city', 'Niort', 'register', 60, now()), (?, 'postcode', '79000', 'register', 60, now())",
                company,
                company));
        assertThat(queue(given, theo, "growth")).singleElement().satisfies(entry -> {
            assertThat(entry.title()).isEqualTo("Mécaval");
            assertThat(entry.reason().args()).containsExactly(2);
            assertThat(entry.link()).isEqualTo("/companies/" + company + "/enrichment");
        });
        assertThat(queue(given, theo, "inbound")).isEmpty();
    }
}
