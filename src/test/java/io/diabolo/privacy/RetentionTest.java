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

    private UUID contract(Given given, @Nullable UUID company, int startedMonthsAgo, @Nullable Integer endedMonthsAgo) {
        var input = new HashMap<String, Object>(Map.of(
                "name",
                "Abonnement",
                "starts_on",
                today.minusMonths(startedMonthsAgo).toString(),
                "term_months",
                "12",
                "renewal_kind",
                "tacit"));
        if (company != null) {
            input.put("company", company.toString());
        }
        if (endedMonthsAgo != null) {
            input.put("ends_on", today.minusMonths(endedMonthsAgo).toString());
        }
        return create(given, "contract", input);
    }

    private void of(Given given, UUID contract, UUID deal) {
        given.run(() -> sql.execute("update contract set opportunity_id = ? where id = ?", deal, contract));
    }

    private UUID deal(Given given, UUID company) {
        return given.in(() -> sql.fetchSingle("select id from opportunity where company_id = ?", company)
                .get(0, UUID.class));
    }

    @Test
    void a_customers_people_stay_while_a_contract_runs_and_count_from_its_end(Given given) {
        // Sold for a year long ago, and renewed tacitly ever since.
        var renewed = signed(given, person(given, "Tacite", 90), "Renouvelé", 12, 60);
        of(given, contract(given, renewed, 60, null), deal(given, renewed));
        // It ran before there was a sale to win here.
        var imported = create(given, "company", Map.of("name", "Repris"));
        var there = person(given, "Importe", 90);
        given.run(() -> sql.execute("update person set company_id = ? where id = ?", imported, there));
        contract(given, imported, 60, null);
        // Who bought it works elsewhere.
        var buyer = person(given, "Acheteur", 90);
        var sold = signed(given, person(given, "Vendu", 90), "Livré", 12, 60);
        of(given, contract(given, null, 60, null), deal(given, sold));
        given.run(() -> sql.execute("update opportunity set person_id = ? where company_id = ?", buyer, sold));
        // The sale knew no end, its contract had one.
        var left = signed(given, person(given, "Parti", 90), "Quitté", null, 80);
        of(given, contract(given, left, 80, 40), deal(given, left));
        var recent = signed(given, person(given, "Recent", 90), "Fini hier", 12, 80);
        contract(given, recent, 80, 12);
        var withdrawn = signed(given, person(given, "Retire", 90), "Corbeille", 12, 80);
        var binned = contract(given, withdrawn, 80, null);
        given.run(() -> sql.execute("update contract set deleted_at = now() where id = ?", binned));

        assertThat(due(given, 0)).containsExactlyInAnyOrder("Parti ended", "Retire ended");
        assertThat(given.in(() -> retention
                        .preview(0, null, null, 50, given.administrator())
                        .rows()))
                .filteredOn(one -> one.name().equals("Parti"))
                .singleElement()
                .satisfies(one -> assertThat(one.lastOn()).isEqualTo(today.minusMonths(40)));
    }

    @Test
    void whoever_takes_part_in_an_open_deal_stays(Given given) {
        var deal = create(given, "opportunity", Map.of("name", "Licences"));
        var champion = person(given, "Champion", 50);
        person(given, "Etranger", 50);
        given.run(
                () -> sql.execute("insert into stakeholder (opportunity_id, person_id) values (?, ?)", deal, champion));
        assertThat(due(given, 0)).containsExactly("Etranger created");
    }

    private String ago(int months) {
        return today.minusMonths(months) + "T09:00:00Z";
    }

    private UUID ticket(Given given, UUID person, int monthsAgo) {
        var id = create(given, "ticket", Map.of("subject", "Panne", "person", person.toString()));
        given.run(() -> {
            sql.execute("update ticket set opened_at = cast(? as timestamptz) where id = ?", ago(monthsAgo), id);
            sql.execute("delete from ticket_message where ticket_id = ?", id);
        });
        return id;
    }

    private void wrote(Given given, UUID ticket, String kind, int monthsAgo) {
        given.run(() -> sql.execute(
                "insert into ticket_message (ticket_id, kind, body, at) values (?, ?, 'x', cast(? as timestamptz))",
                ticket,
                kind,
                ago(monthsAgo)));
    }

    private void quote(Given given, UUID person, @Nullable Integer seenMonthsAgo) {
        var deal = create(given, "opportunity", Map.of("name", "Offre"));
        given.run(() -> sql.execute(
                """
                insert into quote (series_id, opportunity_id, number, state, title, currency, valid_until, recipient_id, created_by,
                                   seen_at)
                values (uuidv7(), ?, gen_random_uuid()::text, 'sent', 'Offre', 'EUR', '2020-01-01', ?, ?, cast(? as timestamptz))
                """,
                deal,
                person,
                given.administrator().member().value(),
                seenMonthsAgo == null ? null : ago(seenMonthsAgo)));
    }

    private void mailed(Given given, UUID person, String kind) {
        given.run(() -> sql.execute("""
                insert into mail (member_id, direction, state, kind, person_id, from_address, to_address, subject, body, message_id,
                                  thread_id, not_before, at)
                values (?, 'inbound', 'received', ?, ?, 'x@nowhere.example', 'support@nous.example', 'x', 'x',
                        gen_random_uuid()::text, uuidv7(), now(), cast(? as timestamptz))
                """, given.administrator().member().value(), kind, person, ago(2)));
    }

    @Test
    void what_they_asked_answered_and_looked_at_counts(Given given) {
        ticket(given, person(given, "Ouvre", 50), 2);
        wrote(given, ticket(given, person(given, "Ecrit", 50), 45), "inbound", 2);
        wrote(given, ticket(given, person(given, "Muet", 50), 45), "reply", 2);
        var survey = create(given, "survey", Map.of("name", "NPS"));
        for (var months : Map.of("Note", 2, "Nota", 40).entrySet()) {
            create(
                    given,
                    "survey_response",
                    Map.of(
                            "survey",
                            survey.toString(),
                            "score",
                            "9",
                            "person",
                            person(given, months.getKey(), 50).toString(),
                            "answered_at",
                            ago(months.getValue())));
        }
        quote(given, person(given, "Lecteur", 50), 2);
        quote(given, person(given, "Sourd", 50), null);
        mailed(given, person(given, "Copie", 50), "human");
        mailed(given, person(given, "Absent", 50), "out_of_office");
        var form = given.in(() -> sql.fetchValue(
                "insert into form (name, key, owner_id) values ('Contact', gen_random_uuid()::text, ?) returning id",
                given.administrator().member().value()));
        var sender = person(given, "Revenu", 50);
        var reader = person(given, "Telecharge", 50);
        var visitor = person(given, "Passe", 50);
        given.run(() -> {
            sql.execute(
                    "insert into submission (form_id, state, received_at, person_id) values (?, 'accepted', cast(? as timestamptz), ?)",
                    form,
                    ago(2),
                    sender);
            sql.execute(
                    "insert into touch (at, kind, person_id) values (cast(? as timestamptz), 'download', ?)",
                    ago(2),
                    reader);
            sql.execute(
                    "insert into touch (at, kind, person_id) values (cast(? as timestamptz), 'visit', ?)",
                    ago(2),
                    visitor);
        });

        assertThat(due(given, 0))
                .containsExactlyInAnyOrder(
                        "Muet contact", "Nota contact", "Sourd created", "Absent created", "Passe created");
    }

    @Test
    void the_counts_agree_with_the_pages_read_one_after_the_other(Given given) {
        for (var at = 0; at < 7; at++) {
            person(given, "P" + at, 38 + at / 2);
        }
        given.run(() -> sql.execute(
                "update person set created_at = created_at + interval '20 days' where id = ?",
                person(given, "Bientot", 36)));
        var me = given.administrator();
        var seen = new ArrayList<UUID>();
        LocalDate day = null;
        UUID id = null;
        while (true) {
            var afterDay = day;
            var afterId = id;
            var page = given.in(() -> retention.preview(0, afterDay, afterId, 3, me));
            assertThat(page.counts()).extracting(Retention.Count::people).containsExactly(7L, 8L, 8L, 8L);
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
    void what_is_under_way_is_not_begun_beside_it(Given given) {
        person(given, "Parti", 40);
        var me = given.administrator();
        given.run(() -> assertThat(retention.eraseDue("1", me)).isEqualTo(retention.eraseDue("1", me)));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given.in(
                        () -> sql.fetchSingle("select count(*) from person").get(0, Long.class) == 0));
    }

    @Test
    void more_than_one_step_is_done_and_who_was_let_off_meanwhile_stays(Given given) {
        for (var at = 0; at < 53; at++) {
            person(given, "Parti" + at, 40 + at);
        }
        var last = person(given, "Sauve", 38);
        var me = given.administrator();
        WorkspaceScope.run(
                given.workspace(),
                () -> assertThat(work.erase(me, done -> {
                            if (done == 50) {
                                given.run(() -> retention.keep(last, "litige", today.plusMonths(3), me));
                            }
                        }))
                        .isGreaterThanOrEqualTo(53));
        assertThat(given.<List<String>>in(
                        () -> sql.fetch("select name from person").getValues(0, String.class)))
                .containsExactly("Sauve");
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
