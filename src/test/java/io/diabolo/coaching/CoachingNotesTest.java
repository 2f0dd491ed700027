package io.diabolo.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A coaching note is between two people. */
@DiaboloTest
class CoachingNotesTest {
    private final Records records;
    private final RecordTypes types;
    private final Queues queues;
    private final Clock clock;
    private final MockMvcTester mvc;

    CoachingNotesTest(Records records, RecordTypes types, Queues queues, Clock clock, MockMvcTester mvc) {
        this.records = records;
        this.types = types;
        this.queues = queues;
        this.clock = clock;
        this.mvc = mvc;
    }

    private UUID note(Given given, Actor by, Actor with, Map<String, String> more) {
        var values = new java.util.HashMap<>(Map.of("name", "Ouverture d’appel", "member", with.member().toString()));
        values.putAll(more);
        return given.in(() -> records.create(types.byPlural("coaching-notes"), values, by).record().id());
    }

    @Test
    void the_two_read_it_and_nobody_else(Given given) {
        var manager = given.member("Paul Meyer", "manager");
        var ines = given.member("Inès Lambert", "sdr");
        var tom = given.member("Tom Girard", "manager");
        var id = note(given, manager, ines, Map.of("note", "La raison vient tard."));
        for (var reader : List.of(manager, ines)) {
            assertThat(mvc.get().uri("/coaching-notes/" + id).with(given.signedIn(reader)))
                    .hasStatusOk()
                    .bodyText()
                    .contains("La raison vient tard.")
                    .doesNotContain("??");
            assertThat(mvc.get().uri("/coaching-notes").with(given.signedIn(reader)))
                    .bodyText()
                    .contains("Ouverture d’appel");
        }
        for (var other : List.of(tom, given.administrator())) {
            assertThat(mvc.get().uri("/coaching-notes/" + id).with(given.signedIn(other)))
                    .hasStatus(404);
            assertThat(mvc.get().uri("/coaching-notes").with(given.signedIn(other)))
                    .bodyText()
                    .doesNotContain("Ouverture d’appel");
            assertThat(mvc.get().uri("/search?q=Ouverture").with(given.signedIn(other)))
                    .bodyText()
                    .doesNotContain("Ouverture d’appel");
        }
    }

    @Test
    void the_member_reads_and_the_manager_writes(Given given) {
        var manager = given.member("Paul Meyer", "manager");
        var ines = given.member("Inès Lambert", "sdr");
        var id = note(given, manager, ines, Map.of());
        var type = types.byPlural("coaching-notes");
        assertThatThrownBy(() -> given.run(() -> records.update(type, id, Map.of("note", "Faux"), null, ines)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() ->
                        given.run(() -> records.update(type, id, Map.of("note", "Faux"), null, given.administrator())))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> note(given, ines, manager, Map.of())).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> note(given, manager, manager, Map.of())).isInstanceOf(BadInput.class);
        given.run(() -> records.update(type, id, Map.of("agreed", "Réécouter trois appels"), null, manager));
    }

    @Test
    void it_comes_back_on_the_day_that_was_agreed_until_they_talked(Given given) {
        var manager = given.member("Paul Meyer", "manager");
        var ines = given.member("Inès Lambert", "sdr");
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var id = note(
                given,
                manager,
                ines,
                Map.of(
                        "held_on", today.minusDays(9).toString(),
                        "next_on", today.minusDays(2).toString()));
        assertThat(queue(given, manager)).extracting(QueueEntry::record).contains(id);
        note(given, manager, ines, Map.of("held_on", today.minusDays(1).toString()));
        assertThat(queue(given, manager)).extracting(QueueEntry::record).doesNotContain(id);
    }

    private List<QueueEntry> queue(Given given, Actor who) {
        return WorkspaceScope.in(
                given.workspace(),
                () -> queues.next(new QueueRequest(who.member(), "manager", clock.instant(), 50)));
    }
}
