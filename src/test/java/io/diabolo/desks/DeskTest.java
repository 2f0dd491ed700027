package io.diabolo.desks;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.queues.Figure;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class DeskTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Queues queues;
    private final Handoffs handoffs;
    private final Clock clock;
    private final MockMvcTester mvc;

    DeskTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Queues queues,
            Handoffs handoffs,
            Clock clock,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.queues = queues;
        this.handoffs = handoffs;
        this.clock = clock;
        this.mvc = mvc;
    }

    private UUID create(Given given, String type, Map<String, ?> input, Actor me) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, me)
                .record()
                .id());
    }

    private UUID lead(Given given, Actor owner, String name, Map<String, ?> more) {
        var input = new HashMap<String, Object>(
                Map.of("last_name", name, "owner", owner.member().toString()));
        input.putAll(more);
        return create(given, "lead", input, given.administrator());
    }

    private List<QueueEntry> queue(Given given, Actor who, String desk) {
        return WorkspaceScope.in(
                given.workspace(), () -> queues.next(new QueueRequest(who.member(), desk, clock.instant(), 50)));
    }

    private static List<String> kinds(List<QueueEntry> entries) {
        return entries.stream().map(QueueEntry::kind).toList();
    }

    private UUID task(Given given, UUID lead, String what, LocalDate due, Actor me) {
        return create(
                given,
                "activity",
                Map.of("kind", "task", "subject", what, "lead", lead.toString(), "due_on", due.toString()),
                me);
    }

    @Test
    void what_comes_next_stands_in_order_with_its_reason(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        var today = LocalDate.ofInstant(clock.instant(), sdr.zone());
        lead(given, sdr, "Untel", Map.of("channel", "outbound"));
        task(given, lead(given, sdr, "Hier", Map.of("channel", "outbound")), "Rappeler", today.minusDays(1), sdr);
        task(given, lead(given, sdr, "Aujourd’hui", Map.of("channel", "outbound")), "Envoyer le devis", today, sdr);
        lead(given, sdr, "Entrante", Map.of("channel", "inbound", "source", "devis"));

        var entries = queue(given, sdr, "sdr");
        assertThat(kinds(entries)).containsExactly("lead-response", "task", "task", "lead-next");
        assertThat(entries).extracting(QueueEntry::title).containsExactly("Entrante", "Aujourd’hui", "Hier", "Untel");
        assertThat(mvc.get().uri("/desk/sdr").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Mon bureau",
                        "Lead entrant (devis)",
                        "première réponse due",
                        "Envoyer le devis",
                        "jamais contacté")
                .doesNotContain("??");
    }

    @Test
    void an_inside_sales_desk_puts_its_whole_day_in_one_order(Given given) {
        var lina = given.member("Lina Rousseau", "inside");
        var today = LocalDate.ofInstant(clock.instant(), lina.zone());
        lead(given, lina, "Untel", Map.of("channel", "outbound"));
        var back = lead(given, lina, "Revenue", Map.of("channel", "outbound"));
        task(given, lead(given, lina, "Aujourd’hui", Map.of("channel", "outbound")), "Envoyer le devis", today, lina);
        task(given, lead(given, lina, "Hier", Map.of("channel", "outbound")), "Rappeler", today.minusDays(1), lina);
        lead(given, lina, "Entrante", Map.of("channel", "inbound", "source", "devis"));
        var company = create(
                given,
                "company",
                Map.of("name", "Mécaval", "owner", lina.member().toString()),
                given.administrator());
        given.run(() -> {
            sql.execute("update lead set came_back_at = now(), came_back_why = 'signal' where id = ?", back);
            sql.execute(
                    "insert into claim (company_id, member_id, claimed_at, until) values (?, ?, now() - interval '6 days', now() + interval '1 minute')",
                    company,
                    lina.member().value());
            sql.execute(
                    "insert into enrichment (person_id, field, value, source, confidence, found_at)"
                            + " select person_id, 'title', 'Acheteuse', 'workspace', 60, now() from lead where id = ?",
                    back);
            sql.execute(
                    "update person set owner_id = ? where id = (select person_id from lead where id = ?)",
                    lina.member().value(),
                    back);
        });

        assertThat(kinds(queue(given, lina, "inside")))
                .containsExactly(
                        "lead-came-back", "lead-response", "claim-ends", "task", "task", "lead-next", "enrichment");
        assertThat(mvc.get().uri("/desk/inside").with(given.signedIn(lina)))
                .hasStatusOk()
                .bodyText()
                .contains("donné signe", "Entrante", "Mécaval", "Envoyer le devis", "jamais contacté", "valeur trouvée")
                .doesNotContain("??");
    }

    @Test
    void a_broken_promise_comes_first_and_a_hand_off_waits_for_the_role(Given given) {
        var bdr = given.member("Nora Petit", "bdr");
        var ae = given.member("Sami Vidal", "ae");
        var lead = lead(given, bdr, "Martin", Map.of("channel", "inbound"));
        given.run(() -> sql.update(CLOCK)
                .set(CLOCK.DUE_AT, clock.instant().minusSeconds(60).atOffset(java.time.ZoneOffset.UTC))
                .where(CLOCK.SUBJECT_ID.eq(lead))
                .execute());
        assertThat(queue(given, bdr, "bdr").getFirst())
                .returns(QueueEntry.ANSWER, QueueEntry::urgency)
                .returns("queue.lead.late", entry -> entry.reason().key());

        given.sheetAnswered(lead);
        WorkspaceScope.run(
                given.workspace(),
                () -> handoffs.offer(
                        new Offer(HandoffKind.QUALIFIED_LEAD, "lead", lead, null, null, "Budget validé", List.of()),
                        bdr));
        assertThat(kinds(queue(given, ae, "ae"))).containsExactly("handoff");
        assertThat(queue(given, bdr, "bdr")).isEmpty();
        assertThat(mvc.get().uri("/desk").with(given.signedIn(ae)))
                .hasStatusOk()
                .bodyText()
                .contains("passation de Nora Petit", "Budget validé", "/acceptance\"");
    }

    @Test
    void a_returned_lead_stands_on_the_desk_of_who_offered_it(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        var ae = given.member("Sami Vidal", "ae");
        var lead = lead(given, sdr, "Lumidor", Map.of("channel", "outbound"));
        given.sheetAnswered(lead);
        var offered = WorkspaceScope.in(
                given.workspace(),
                () -> handoffs.offer(
                        new Offer(HandoffKind.QUALIFIED_LEAD, "lead", lead, null, null, "", List.of()), sdr));
        WorkspaceScope.run(
                given.workspace(), () -> handoffs.giveBack(offered.handoff().id(), "budget non confirmé", ae));
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var entries = queue(given, sdr, "sdr");
            assertThat(kinds(entries)).containsExactly("handoff-returned");
            assertThat(entries.getFirst().reason().args()).contains("Sami Vidal", "budget non confirmé");
        });
    }

    @Test
    void what_is_put_off_comes_back_when_it_is_more_urgent(Given given) {
        var bdr = given.member("Nora Petit", "bdr");
        var lead = lead(given, bdr, "Martin", Map.of("channel", "inbound"));
        assertThat(mvc.post()
                        .uri("/queue-snoozes")
                        .param("kind", "lead-response")
                        .param("record_type", "lead")
                        .param("record_id", lead.toString())
                        .param("urgency", "1")
                        .param("until", "tomorrow")
                        .param("reason", "waiting")
                        .param("back", "/desk/bdr")
                        .with(given.signedIn(bdr))
                        .with(csrf()))
                .hasStatus(303)
                .hasRedirectedUrl("/desk/bdr");
        // The lead itself stays the member's; it comes back neither by this line of the queue nor by a less urgent one.
        assertThat(queue(given, bdr, "bdr")).isEmpty();
        given.run(() -> sql.update(CLOCK)
                .set(CLOCK.DUE_AT, clock.instant().minusSeconds(60).atOffset(java.time.ZoneOffset.UTC))
                .where(CLOCK.SUBJECT_ID.eq(lead))
                .execute());
        assertThat(kinds(queue(given, bdr, "bdr"))).containsExactly("lead-response");
    }

    @Test
    void a_desk_is_of_a_role_that_is_held_and_the_queue_of_nobody_else(Given given) {
        var sdr = given.member("Inès Lambert", "sdr", "bdr");
        var other = given.member("Nora Petit", "sdr");
        lead(given, other, "Ailleurs", Map.of("channel", "outbound"));
        assertThat(mvc.get().uri("/desk/ae").with(given.signedIn(sdr))).hasStatus(404);
        assertThat(mvc.get().uri("/desk/bdr").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("/desk/sdr", "Rien n’attend")
                .doesNotContain("Ailleurs");
        assertThat(mvc.get().uri("/api/v1/queue?desk=ae").header("Authorization", given.bearer(sdr, Scope.READ)))
                .hasStatus(422);
        assertThat(mvc.get().uri("/api/v1/queue?desk=sdr").header("Authorization", given.bearer(other, Scope.READ)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].title")
                .isEqualTo("Ailleurs");
    }

    @Test
    void a_manager_sets_targets_and_sees_a_figure_once_its_member_has(Given given) {
        var manager = given.administrator();
        var sdr = given.member("Inès Lambert", "sdr");
        var month = java.time.YearMonth.from(LocalDate.ofInstant(clock.instant(), sdr.zone()))
                .toString();
        assertThat(mvc.post()
                        .uri("/targets")
                        .param("who", "member." + sdr.member())
                        .param("role", "sdr")
                        .param("period", month)
                        .param("value.meetings-held", "12")
                        .param("value.acceptance-rate", "80 %")
                        .with(given.signedIn(manager))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri("/targets?role=sdr").with(given.signedIn(manager)))
                .hasStatusOk()
                .bodyText()
                .contains("Pas encore vu", "value=\"12\"", "value=\"80\"")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/desk/sdr").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("RDV tenus", "sur 12")
                .doesNotContain("€");
        assertThat(mvc.post().uri("/desk/visits").with(given.signedIn(sdr)).with(csrf()))
                .hasStatus(204);
        assertThat(mvc.get().uri("/targets?role=sdr").with(given.signedIn(manager)))
                .bodyText()
                .contains("atteint");
        assertThat(mvc.get().uri("/desk/figures/meetings-held").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("Nombre de rendez-vous tenus");
    }

    @Test
    void nobody_else_sets_targets(Given given) {
        var sdr = given.memberWhoSeesOwn("Inès Lambert", "sdr");
        assertThat(mvc.put()
                        .uri("/api/v1/targets")
                        .header("Authorization", given.bearer(sdr, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"member_id": "%s", "role": "sdr", "figure": "meetings-held", "period": "2026-12", "value": 1}
                                """.formatted(sdr.member())))
                .hasStatus(403);
        assertThat(mvc.put()
                        .uri("/api/v1/targets")
                        .header("Authorization", given.bearer(given.administrator(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"member_id": "%s", "role": "sdr", "figure": "bookings", "period": "2026-12", "value": 1}
                                """.formatted(sdr.member())))
                .hasStatus(422);
    }

    @Test
    void figures_agree_with_the_records_behind_them(Given given) {
        var bdr = given.member("Nora Petit", "bdr");
        var ae = given.member("Sami Vidal", "ae");
        var lead = lead(given, bdr, "Martin", Map.of("channel", "inbound"));
        given.sheetAnswered(lead);
        var offered = WorkspaceScope.in(
                given.workspace(),
                () -> handoffs.offer(
                        new Offer(HandoffKind.QUALIFIED_LEAD, "lead", lead, null, null, "", List.of()), bdr));
        WorkspaceScope.run(
                given.workspace(), () -> handoffs.accept(offered.handoff().id(), ae));
        assertThat(given.in(() -> sql.fetchExists(LEAD, LEAD.ID.eq(lead)))).isTrue();
        for (var figure : List.of("acceptance-rate", "speed-to-lead", "qualified-rate")) {
            assertThat(mvc.get().uri("/desk/figures/" + figure).with(given.signedIn(bdr)))
                    .hasStatusOk()
                    .bodyText()
                    .as(figure)
                    .contains("Martin", "1 ligne");
        }
    }

    @Test
    void who_accepts_an_inbound_lead_owns_it(Given given) {
        var marketer = given.member("Zoé Blanc", "inbound");
        var bdr = given.member("Nora Petit", "bdr");
        var lead = lead(given, marketer, "Martin", Map.of("channel", "inbound"));
        var offered = WorkspaceScope.in(
                given.workspace(),
                () -> handoffs.offer(
                        new Offer(HandoffKind.INBOUND_LEAD, "lead", lead, null, null, "", List.of()), marketer));
        WorkspaceScope.run(
                given.workspace(), () -> handoffs.accept(offered.handoff().id(), bdr));
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(given.in(() -> sql.select(LEAD.OWNER_ID)
                                .from(LEAD)
                                .where(LEAD.ID.eq(lead))
                                .fetchSingle()
                                .value1()))
                        .isEqualTo(bdr.member().value()));
    }

    @Test
    void an_overdue_next_step_stands_on_the_desk_of_who_leads_the_sale(Given given) {
        var ae = given.member("Sami Vidal", "ae", "sdr");
        var today = LocalDate.ofInstant(clock.instant(), ae.zone());
        var company = create(given, "company", Map.of("name", "Mécaval"), given.administrator());
        var sale = create(
                given,
                "opportunity",
                Map.of(
                        "name", "Mécaval, suivi des arrêts",
                        "company", company.toString(),
                        "next_step", "Envoyer la proposition",
                        "next_step_on", today.minusDays(2).toString(),
                        "owner", ae.member().toString()),
                given.administrator());
        assertThat(queue(given, ae, "ae")).singleElement().returns(sale, QueueEntry::record);
        assertThat(mvc.get().uri("/desk/ae").with(given.signedIn(ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Envoyer la proposition", "pas encore faite");
        // An SDR's desk shows no revenue, and so no sale.
        assertThat(queue(given, ae, "sdr")).isEmpty();
    }

    @Test
    void a_target_that_was_taken_away_can_be_set_back(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        for (var value : new String[] {"12", ""}) {
            assertThat(mvc.post()
                            .uri("/targets")
                            .param("who", "member." + sdr.member())
                            .param("role", "sdr")
                            .param("period", "2026-12")
                            .param("value.meetings-held", value)
                            .with(given.signedIn(given.administrator()))
                            .with(csrf()))
                    .hasStatus(303);
        }
        var last = given.in(() -> sql.fetchSingle(
                        "select id from change_set where action = 'target.set' order by created_at desc, id desc limit 1")
                .get(0, UUID.class));
        assertThat(mvc.post()
                        .uri("/changes/" + last + "/reversal")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(mvc.get().uri("/targets?role=sdr&period=2026-12").with(given.signedIn(given.administrator())))
                .bodyText()
                .contains("value=\"12\"");
    }

    @Test
    void a_meeting_counts_for_who_booked_it_once_it_was_held(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        var ae = given.member("Sami Vidal", "ae", "sdr");
        for (var state : new String[] {"held", "missed"}) {
            given.run(() -> sql.execute(
                    "insert into meeting (subject, kind, state, starts_at, ends_at, owner_id, booked_by, link)"
                            + " values (?, 'discovery', ?, now(), now() + interval '30 minutes', ?, ?, ?)",
                    "Découverte " + state,
                    state,
                    ae.member().value(),
                    sdr.member().value(),
                    UUID.randomUUID().toString()));
        }
        assertThat(mvc.get().uri("/desk/figures/meetings-held").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("Découverte held", "1 ligne")
                .doesNotContain("Découverte missed");
        assertThat(mvc.get().uri("/desk/figures/meetings-held").with(given.signedIn(ae)))
                .bodyText()
                .contains("Rien dans cette période");
    }

    @Test
    void marketers_see_what_a_lead_costs_and_what_was_tried(Given given) {
        var growth = given.member("Zoé Blanc", "growth", "inbound");
        var today = LocalDate.ofInstant(clock.instant(), growth.zone());
        given.run(() -> sql.execute(
                "insert into campaign (name, kind, starts_on, cost_minor) values ('Salon Industrie', 'event', ?, 120000)",
                today));
        lead(given, growth, "Martin", Map.of("channel", "inbound"));
        lead(given, growth, "Durand", Map.of("channel", "inbound"));
        assertThat(mvc.get().uri("/desk/figures/cost-per-lead").with(given.signedIn(growth)))
                .hasStatusOk()
                .bodyText()
                .contains("Salon Industrie", "600")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/desk/growth").with(given.signedIn(growth)))
                .hasStatusOk()
                .bodyText()
                .contains("Coût par lead", "Expériences");
    }

    @Test
    void a_figure_is_for_whom_it_measures_and_names_only_what_they_see(Given given) {
        var marketer = given.memberWhoSeesOwn("Zoé Blanc", "inbound");
        var sdr = given.memberWhoSeesOwn("Inès Lambert", "sdr");
        var lead = lead(given, given.administrator(), "Durand", Map.of("channel", "inbound"));
        given.run(() -> sql.execute(
                "update journey set furthest_stage = 3 where id = (select journey_id from lead where id = ?)", lead));
        assertThat(mvc.get().uri("/desk/figures/mqls").with(given.signedIn(sdr)))
                .hasStatus(404);
        assertThat(mvc.get().uri("/desk/figures/mqls").with(given.signedIn(marketer)))
                .hasStatusOk()
                .bodyText()
                .contains("1 ligne", "Une fiche que vous ne voyez pas")
                .doesNotContain("Durand", lead.toString());
        assertThat(mvc.get().uri("/desk/figures/mqls").with(given.signedIn(given.administrator())))
                .bodyText()
                .contains("Durand", "/leads/" + lead);
    }

    @Test
    void a_manager_sets_a_teams_targets_where_they_see_all_of_it(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        var manager = given.memberWhoSeesOwn("Marc Roy", "manager");
        var team = given.in(() -> sql.fetchSingle("insert into team (name) values ('Ouest') returning id")
                .get(0, UUID.class));
        given.run(() -> sql.execute(
                "update member set team_id = ? where id = ?", team, sdr.member().value()));
        var body = """
                {"team_id": "%s", "role": "sdr", "figure": "meetings-held", "period": "2026-12", "value": 1}
                """.formatted(team);
        assertThat(mvc.put()
                        .uri("/api/v1/targets")
                        .header("Authorization", given.bearer(manager, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatus(404);
        assertThat(mvc.put()
                        .uri("/api/v1/targets")
                        .header("Authorization", given.bearer(given.administrator(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatusOk();
    }

    @Test
    void sales_ops_sees_how_many_promises_of_time_were_kept(Given given) {
        var hugo = given.member("Hugo Delmas", "salesops");
        for (var outcome : List.of("met", "met", "met", "breached", "cancelled")) {
            given.run(() -> sql.execute("""
                    insert into clock (kind, subject_type, subject_id, owner_role, started_at, budget, unit, due_at, warn_at,
                                       escalate_at, stopped_at, outcome)
                    values ('qualified-lead', 'lead', uuidv7(), 'ae', now(), 1, 'days', now(), now(), now(), now(), ?)
                    """, outcome));
        }
        assertThat(mvc.get().uri("/desk/salesops").with(given.signedIn(hugo)))
                .hasStatusOk()
                .bodyText()
                .contains("Délais tenus", "75\u00a0%")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/desk/figures/promises-kept").with(given.signedIn(hugo)))
                .hasStatusOk()
                .bodyText()
                .contains("4 lignes")
                .doesNotContain("??");
    }

    @Test
    void a_share_is_typed_as_the_percent_that_it_was_set_to() {
        var share = new Figure("any", Figure.Unit.SHARE, List.of());
        assertThat(FigureText.typed(share, new BigDecimal("0.28"))).isEqualTo("28");
        assertThat(FigureText.typed(share, new BigDecimal("0.575"))).isEqualTo("57.5");
        assertThat(FigureText.typed(new Figure("any", Figure.Unit.COUNT, List.of()), new BigDecimal("120.0000")))
                .isEqualTo("120");
    }
}
