package io.diabolo.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.coaching.CoachingNotes.Wanted;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class CoachingTest {
    private final DSLContext sql;
    private final CoachingNotes notes;
    private final Records records;
    private final RecordTypes types;
    private final MockMvcTester mvc;

    CoachingTest(DSLContext sql, CoachingNotes notes, Records records, RecordTypes types, MockMvcTester mvc) {
        this.sql = sql;
        this.notes = notes;
        this.records = records;
        this.types = types;
        this.mvc = mvc;
    }

    private <T> T in(Given given, Supplier<T> work) {
        return WorkspaceScope.in(given.workspace(), work);
    }

    private void leads(Given given, Actor above, Actor below) {
        given.run(() -> sql.execute(
                "update member set manager_id = ? where id = ?",
                above.member().value(),
                below.member().value()));
    }

    private static Wanted wanted(String body, boolean shared) {
        return new Wanted(body, LocalDate.parse("2026-11-20"), List.of(), shared);
    }

    /** Director, manager, seller; and a colleague of the same sight, another manager, an administrator. */
    private record Line(Actor director, Actor manager, Actor seller, Actor colleague, Actor other) {}

    private Line line(Given given) {
        var line = new Line(
                given.member("Dora Chef", "manager"),
                given.member("Marc Attal", "manager"),
                given.member("Inès Roy", "ae"),
                given.member("Paul Morel", "ae"),
                given.member("Olga Petit", "manager"));
        leads(given, line.director(), line.manager());
        leads(given, line.manager(), line.seller());
        leads(given, line.manager(), line.colleague());
        return line;
    }

    @Test
    void a_private_note_is_read_by_those_above_and_by_nobody_else(Given given) {
        var line = line(given);
        var note = in(
                given, () -> notes.write(line.seller().member(), wanted("Parle trop du prix.", false), line.manager()));

        for (var reader : List.of(line.manager(), line.director())) {
            assertThat(in(given, () -> notes.get(note.id(), reader)).body()).isEqualTo("Parle trop du prix.");
            assertThat(in(given, () -> notes.of(line.seller().member(), reader)))
                    .hasSize(1);
        }
        for (var other : List.of(line.seller(), line.colleague(), line.other(), given.administrator())) {
            assertThatThrownBy(() -> in(given, () -> notes.get(note.id(), other)))
                    .isInstanceOf(NoSuchRecord.class);
        }
        for (var other : List.of(line.colleague(), line.other(), given.administrator())) {
            assertThatThrownBy(() -> in(given, () -> notes.of(line.seller().member(), other)))
                    .isInstanceOf(NotAllowed.class);
            assertThat(mvc.get().uri("/coaching/" + line.seller().member()).with(given.signedIn(other)))
                    .hasStatus(403);
        }
        assertThat(in(given, () -> notes.of(line.seller().member(), line.seller())))
                .isEmpty();
        assertThat(mvc.get().uri("/coaching/" + line.seller().member()).with(given.signedIn(line.seller())))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Parle trop");
    }

    @Test
    void shared_the_member_reads_it_and_changes_nothing(Given given) {
        var line = line(given);
        var note =
                in(given, () -> notes.write(line.seller().member(), wanted("Bel entretien.", false), line.manager()));
        in(given, () -> notes.share(note.id(), line.manager()));
        assertThat(in(given, () -> notes.get(note.id(), line.seller())).isShared())
                .isTrue();
        assertThat(mvc.get().uri("/coaching").with(given.signedIn(line.seller())))
                .bodyText()
                .contains("Bel entretien.");
        assertThat(mvc.get().uri("/notifications").with(given.signedIn(line.seller())))
                .bodyText()
                .contains("Marc Attal partage une note de coaching avec vous");
        assertThatThrownBy(() -> in(given, () -> notes.change(note.id(), wanted("x", true), 2, line.seller())))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> in(given, () -> notes.remove(note.id(), line.seller())))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> in(given, () -> notes.get(note.id(), line.colleague())))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() ->
                        in(given, () -> notes.write(line.manager().member(), wanted("x", false), line.seller())))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() ->
                        in(given, () -> notes.write(line.manager().member(), wanted("x", false), line.manager())))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void who_stands_above_no_more_reads_no_more(Given given) {
        var line = line(given);
        var note = in(given, () -> notes.write(line.seller().member(), wanted("À suivre.", false), line.manager()));
        leads(given, line.other(), line.seller());
        assertThatThrownBy(() -> in(given, () -> notes.get(note.id(), line.manager())))
                .isInstanceOf(NoSuchRecord.class);
        assertThat(in(given, () -> notes.get(note.id(), line.other())).authorName())
                .isEqualTo("Marc Attal");
    }

    @Test
    void what_is_agreed_is_a_task_of_the_member_and_theirs_alone(Given given) {
        var line = line(given);
        var note = in(
                given, () -> notes.write(line.seller().member(), wanted("Budget trop tard.", false), line.manager()));
        var task = in(
                given,
                () -> notes.agree(
                        note.id(),
                        "Réécouter deux appels",
                        LocalDate.now(java.time.ZoneId.of("Europe/Paris")),
                        line.manager()));

        assertThat(mvc.get().uri("/tasks").with(given.signedIn(line.seller())))
                .hasStatusOk()
                .bodyText()
                .contains("Réécouter deux appels");
        assertThat(mvc.get().uri("/desk").with(given.signedIn(line.seller())))
                .hasStatusOk()
                .bodyText()
                .contains("Réécouter deux appels");
        for (var other : List.of(line.colleague(), given.administrator())) {
            assertThat(mvc.get().uri("/activities").with(given.signedIn(other)))
                    .bodyText()
                    .doesNotContain("Réécouter deux appels");
            assertThat(mvc.get()
                            .uri("/api/v1/activities/" + task)
                            .header("Authorization", given.bearer(other, Scope.READ)))
                    .hasStatus(404);
        }
        assertThat(mvc.post()
                        .uri("/activities/" + task + "/completion")
                        .with(given.signedIn(line.seller()))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(in(given, () -> notes.get(note.id(), line.manager())).actions())
                .singleElement()
                .satisfies(action -> assertThat(action.done()).isTrue());
        // What the member did isn't told to others by the log of changes.
        for (var other : List.of(line.colleague(), given.administrator())) {
            assertThat(mvc.get().uri("/changes").with(given.signedIn(other)))
                    .bodyText()
                    .doesNotContain("Réécouter deux appels");
        }
        for (var action : new String[] {" ", "x".repeat(501)}) {
            assertThatThrownBy(() -> in(given, () -> notes.agree(note.id(), action, LocalDate.EPOCH, line.manager())))
                    .isInstanceOf(BadInput.class);
        }
    }

    @Test
    void calls_and_deals_are_shown_to_who_may_see_them(Given given) {
        var line = line(given);
        var hidden = given.memberWhoSeesOwn("Zoé Brun", "manager");
        leads(given, hidden, line.other());
        leads(given, line.other(), line.seller());
        var company = in(
                given,
                () -> records.create(types.byPlural("companies"), Map.of("name", "Acme"), line.seller())
                        .record()
                        .id());
        var call = in(
                given,
                () -> records.create(
                                types.byPlural("activities"),
                                Map.of("kind", "call", "subject", "Premier appel", "company", company.toString()),
                                line.seller())
                        .record()
                        .id());
        var note = in(
                given,
                () -> notes.write(
                        line.seller().member(),
                        new Wanted("Voir l’appel.", null, List.of("activity/" + call), false),
                        line.other()));
        assertThat(note.subjects()).extracting(CoachingNote.Subject::label).containsExactly("Premier appel");
        assertThat(in(given, () -> notes.get(note.id(), hidden)).subjects()).isEmpty();
        // Saved by who doesn't see it, it stays.
        var narrow = new Actor(
                line.other().workspace(),
                line.other().member(),
                line.other().name(),
                line.other().roles(),
                false,
                new Visibility.Of(Set.of(line.other().member())),
                Scope.WRITE,
                Origin.PAGE,
                line.other().locale(),
                line.other().zone());
        in(given, () -> notes.change(note.id(), new Wanted("Voir.", null, List.of(), false), 1, narrow));
        assertThat(in(given, () -> notes.get(note.id(), line.other())).subjects())
                .hasSize(1);
        assertThatThrownBy(() -> in(
                        given,
                        () -> notes.write(
                                line.seller().member(),
                                new Wanted("x", null, List.of("opportunity/" + UUID.randomUUID()), false),
                                line.other())))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void two_at_once_and_a_deleted_note(Given given) {
        var line = line(given);
        var note = in(given, () -> notes.write(line.seller().member(), wanted("Un.", false), line.manager()));
        assertThatThrownBy(() -> in(given, () -> notes.change(note.id(), wanted("Deux.", false), 1, line.director())))
                .isInstanceOf(NotAllowed.class);
        in(given, () -> notes.change(note.id(), wanted("Deux.", false), 1, line.manager()));
        assertThatThrownBy(() -> in(given, () -> notes.change(note.id(), wanted("Trois.", false), 1, line.manager())))
                .isInstanceOf(StaleVersion.class);
        in(given, () -> notes.remove(note.id(), line.manager()));
        assertThatThrownBy(() -> in(given, () -> notes.get(note.id(), line.manager())))
                .isInstanceOf(NoSuchRecord.class);
        assertThat(in(given, () -> notes.restore(note.id(), line.manager())).body())
                .isEqualTo("Deux.");
    }

    @Test
    void the_members_own_file_holds_all_that_was_noted_and_nobody_elses(Given given) {
        var line = line(given);
        in(given, () -> notes.write(line.seller().member(), wanted("Gardé pour moi.", false), line.manager()));
        assertThat(mvc.get().uri("/profile/data").with(given.signedIn(line.seller())))
                .hasStatusOk()
                .bodyText()
                .contains("Gardé pour moi.", "\"shared\":false", "Inès Roy");
        assertThat(mvc.get().uri("/profile/data").with(given.signedIn(line.colleague())))
                .bodyText()
                .doesNotContain("Gardé pour moi.");
    }

    @Test
    void the_api_has_the_same_rights(Given given) {
        var line = line(given);
        var path = "/api/v1/members/" + line.seller().member() + "/coaching-notes";
        var body = "{\"body\": \"Écoute mieux.\", \"talked_on\": \"2026-11-20\", \"shared\": true}";
        assertThat(mvc.post()
                        .uri(path)
                        .header("Authorization", given.bearer(line.manager(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatus(201)
                .bodyText()
                .contains("Écoute mieux.");
        assertThat(mvc.post()
                        .uri(path)
                        .header("Authorization", given.bearer(line.other(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri(path)
                        .header("Authorization", given.bearer(line.manager(), Scope.READ))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatus(403);
        assertThat(mvc.get().uri(path).header("Authorization", given.bearer(line.seller(), Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("Écoute mieux.");
        assertThat(mvc.post()
                        .uri(path)
                        .header("Authorization", given.bearer(line.manager(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"body\": \" \"}"))
                .hasStatus(422);
    }

    @Test
    void pages_of_the_manager(Given given) {
        var line = line(given);
        assertThat(mvc.get().uri("/coaching").with(given.signedIn(line.manager())))
                .hasStatusOk()
                .bodyText()
                .contains("Inès Roy", "Paul Morel");
        var member = "/coaching/" + line.seller().member();
        assertThat(mvc.post()
                        .uri(member + "/notes")
                        .param("body", "Bien.")
                        .param("talked_on", "2026-11-20")
                        .with(given.signedIn(line.manager()))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.post()
                        .uri(member + "/notes")
                        .param("body", "")
                        .with(given.signedIn(line.manager()))
                        .with(csrf()))
                .hasStatus(422);
        var note = in(given, () -> notes.of(line.seller().member(), line.manager()))
                .getFirst();
        assertThat(mvc.get().uri(note.path() + "/edit").with(given.signedIn(line.manager())))
                .hasStatusOk();
        assertThat(mvc.post()
                        .uri(note.path() + "/actions")
                        .param("action", "Appeler")
                        .with(given.signedIn(line.manager()))
                        .with(csrf()))
                .hasStatus(422);
        assertThat(mvc.get().uri("/members/" + line.seller().member()).with(given.signedIn(line.manager())))
                .hasStatusOk()
                .bodyText()
                .contains(member);
        assertThat(mvc.get().uri("/members/" + line.seller().member()).with(given.signedIn(line.colleague())))
                .bodyText()
                .doesNotContain(member);
    }

    @Test
    void a_successor_doesnt_take_over_what_was_agreed_in_talks(Given given) {
        var line = line(given);
        var note = in(given, () -> notes.write(line.seller().member(), wanted("Bien.", false), line.manager()));
        var task = in(
                given,
                () -> notes.agree(note.id(), "Réécouter deux appels", LocalDate.parse("2026-12-01"), line.manager()));
        var company = in(
                given,
                () -> records.create(
                                types.byPlural("companies"),
                                Map.of(
                                        "name",
                                        "Acme",
                                        "owner",
                                        line.seller().member().toString()),
                                line.seller())
                        .record()
                        .id());
        assertThat(mvc.post()
                        .uri("/members/" + line.seller().member() + "/departure")
                        .param("successor", line.colleague().member().toString())
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(owner(given, "company", company))
                        .isEqualTo(line.colleague().member().value()));
        assertThat(owner(given, "activity", task))
                .isEqualTo(line.seller().member().value());
    }

    private Object owner(Given given, String table, UUID id) {
        return given.in(() -> sql.fetchValue("select owner_id from " + table + " where id = ?", id));
    }
}
