package io.diabolo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Prospects go three years after the last contact that came from them; customers' people stay. */
@DiaboloTest
class RetentionTest {
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Retention retention;
    private final ErasePastDue work;
    private final Erasures erasures;

    RetentionTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            Retention retention,
            ErasePastDue work,
            Erasures erasures) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.retention = retention;
        this.work = work;
        this.erasures = erasures;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    /** Recorded so many months ago. */
    private UUID person(Given given, String name, int months) {
        var id = create(
                given,
                "person",
                Map.of("last_name", name, "email", name.toLowerCase(java.util.Locale.ROOT) + "@nowhere.example"));
        given.run(() -> sql.execute(
                "update person set created_at = cast(? as timestamptz) where id = ?",
                today.minusMonths(months)
                        .atStartOfDay(ZoneId.of("Europe/Paris"))
                        .toOffsetDateTime(),
                id));
        return id;
    }

    private void happened(Given given, UUID person, String kind, @Nullable String direction, int monthsAgo) {
        var note = new HashMap<String, Object>(Map.of(
                "kind",
                kind,
                "subject",
                "x",
                "person",
                person.toString(),
                "at",
                today.minusMonths(monthsAgo) + "T09:00:00Z"));
        if (direction != null) {
            note.put("direction", direction);
        }
        create(given, "activity", note);
    }

    private List<String> due(Given given, int within) {
        return given.in(() -> retention.preview(within, null, null, 50, given.administrator()).rows().stream()
                .map(one -> one.name() + " " + one.why())
                .toList());
    }

    private UUID signed(Given given, UUID person, String company, @Nullable Integer term, int monthsAgo) {
        var customer = create(given, "company", Map.of("name", company));
        given.run(() -> sql.execute("update person set company_id = ? where id = ?", customer, person));
        var deal = create(
                given,
                "opportunity",
                Map.of(
                        "name",
                        "Contrat " + company,
                        "company",
                        customer.toString(),
                        "close_date",
                        today.minusMonths(monthsAgo).toString()));
        given.run(() -> sql.execute("update opportunity set stage = 'won', term_months = ? where id = ?", term, deal));
        return customer;
    }

    @Test
    void what_they_did_counts_and_what_we_did_does_not(Given given) {
        person(given, "Jeune", 35);
        person(given, "Vieux", 37);
        happened(given, person(given, "Relance", 50), "mail", "outbound", 1);
        happened(given, person(given, "Note", 50), "note", null, 1);
        happened(given, person(given, "Repond", 50), "mail", "inbound", 2);
        happened(given, person(given, "Venu", 50), "meeting", null, 3);
        happened(given, person(given, "Jadis", 50), "call", "inbound", 40);
        create(given, "lead", Map.of("person", person(given, "Formulaire", 50).toString(), "channel", "inbound"));
        create(given, "lead", Map.of("person", person(given, "Prospecte", 50).toString(), "channel", "outbound"));
        signed(given, person(given, "Client", 50), "Courant", 36, 12);
        signed(given, person(given, "Sansfin", 50), "Ouvert", null, 48);
        signed(given, person(given, "Ancien", 90), "Fini", 12, 60);

        assertThat(due(given, 0))
                .containsExactlyInAnyOrder(
                        "Vieux created",
                        "Relance created",
                        "Note created",
                        "Jadis contact",
                        "Prospecte created",
                        "Ancien ended");
        assertThat(due(given, 60)).contains("Jeune created").hasSize(7);
    }

    @Test
    void the_counts_agree_with_the_pages_read_one_after_the_other(Given given) {
        for (var at = 0; at < 7; at++) {
            person(given, "P" + at, 38 + at / 2);
        }
        var me = given.administrator();
        var seen = new ArrayList<UUID>();
        LocalDate day = null;
        UUID id = null;
        while (true) {
            var afterDay = day;
            var afterId = id;
            var page = given.in(() -> retention.preview(0, afterDay, afterId, 3, me));
            assertThat(page.counts().getFirst().people()).isEqualTo(7);
            page.rows().forEach(row -> seen.add(row.id()));
            if (!page.more()) {
                break;
            }
            day = page.rows().getLast().dueOn();
            id = page.rows().getLast().id();
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void the_night_erases_who_is_due_keeps_who_has_a_reason_and_leaves_the_figures(Given given) {
        var gone = person(given, "Parti", 40);
        var kept = person(given, "Litige", 40);
        person(given, "Jeune", 2);
        create(given, "lead", Map.of("person", gone.toString(), "source", "salon"));
        var me = given.administrator();
        given.run(() -> retention.keep(kept, "litige en cours", today.plusMonths(3), me));
        var before = figures(given);

        WorkspaceScope.run(
                given.workspace(), () -> assertThat(work.erase(me, _ -> {})).isEqualTo(1));

        given.run(() -> assertThat(
                        sql.fetch("select name from person order by name").getValues(0, String.class))
                .containsExactly("Jeune", "Litige"));
        assertThat(figures(given)).isEqualTo(before);
        assertThat(given.in(() -> erasures.list(null, 10, me))).singleElement().satisfies(proof -> {
            assertThat(proof.isDone()).isTrue();
            assertThat(proof.requestedBy()).isEqualTo("retention");
            assertThat(proof.counts()).containsKeys("person", "lead");
        });
    }

    private List<String> figures(Given given) {
        return given.in(() -> sql.fetch("""
            select channel || coalesce(source, '') || start_stage || current_stage || exited || count(*) from journey
            group by channel, source, start_stage, current_stage, exited order by 1\
            """).getValues(0, String.class));
    }

    @Test
    void nothing_goes_by_itself_until_an_administrator_says_so(Given given) {
        var me = given.administrator();
        assertThat(given.in(() -> retention.settings(me))).isEqualTo(new Retention.Settings(36, false));
        assertThat(given.<Boolean>in(() -> sql.fetch("select workspaces_with_retention()")
                        .getValues(0, UUID.class)
                        .contains(given.workspace().value())))
                .isFalse();
        given.run(() -> retention.change(24, true, me));
        assertThat(given.<Boolean>in(() -> sql.fetch("select workspaces_with_retention()")
                        .getValues(0, UUID.class)
                        .contains(given.workspace().value())))
                .isTrue();
        assertThat(given.in(() -> retention.settings(me))).isEqualTo(new Retention.Settings(24, true));
    }

    @Test
    void erasing_them_at_once_takes_their_exact_number(Given given) {
        person(given, "Parti", 40);
        person(given, "Aussi", 40);
        var page = mvc.post()
                .uri("/retention/erasures")
                .param("confirmation", "1")
                .with(given.signedIn(given.administrator()))
                .with(csrf());
        assertThat(page).hasStatus(422).bodyText().contains("2");
        assertThat(mvc.post()
                        .uri("/retention/erasures")
                        .param("confirmation", "2")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given.in(
                        () -> sql.fetchSingle("select count(*) from person").get(0, Long.class) == 0));
    }

    @Test
    void only_administrators_see_and_decide(Given given, Given.Kit worlds) {
        var person = person(given, "Parti", 40);
        var seller = given.member("Nora Petit", "sdr");
        var neighbour = worlds.given();
        assertThatThrownBy(() -> given.in(() -> retention.preview(0, null, null, 10, seller)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> given.run(() -> retention.keep(person, "x", today, seller)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> given.run(() -> retention.change(1, true, seller)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> neighbour.run(() -> retention.keep(person, "x", today, neighbour.administrator())))
                .isInstanceOf(NoSuchRecord.class);
        assertThat(due(neighbour, 90)).isEmpty();
        for (var months : new int[] {0, -1, 121, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> given.run(() -> retention.change(months, true, given.administrator())))
                    .isInstanceOf(BadInput.class);
        }
        assertThatThrownBy(
                        () -> given.run(() -> retention.keep(person, " ", today.plusYears(2), given.administrator())))
                .isInstanceOf(BadInput.class);
    }
}
