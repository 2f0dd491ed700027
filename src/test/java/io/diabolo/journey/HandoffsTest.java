package io.diabolo.journey;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.clocks.Sweep;
import io.diabolo.journey.Handoff.State;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.qualification.Leads;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class HandoffsTest {
    private final Handoffs handoffs;
    private final Leads leads;
    private final Records records;
    private final RecordTypes types;
    private final Sweep sweep;
    private final Undo undo;
    private final DSLContext sql;
    private final MockMvcTester mvc;
    private final Given.Kit kit;

    HandoffsTest(
            Handoffs handoffs,
            Leads leads,
            Records records,
            RecordTypes types,
            Sweep sweep,
            Undo undo,
            DSLContext sql,
            MockMvcTester mvc,
            Given.Kit kit) {
        this.handoffs = handoffs;
        this.leads = leads;
        this.records = records;
        this.types = types;
        this.sweep = sweep;
        this.undo = undo;
        this.sql = sql;
        this.mvc = mvc;
        this.kit = kit;
    }

    private <T> T here(Given given, Supplier<T> work) {
        return WorkspaceScope.in(given.workspace(), work);
    }

    private UUID create(Given given, Actor me, String type, Map<String, ?> input) {
        return here(
                given,
                () -> records.create(types.byId(type).orElseThrow(), input, me)
                        .record()
                        .id());
    }

    private UUID lead(Given given, Actor me) {
        var lead = unanswered(given, me);
        given.sheetAnswered(lead);
        return lead;
    }

    private UUID unanswered(Given given, Actor me) {
        return create(
                given,
                me,
                "lead",
                Map.of(
                        "last_name",
                        "Martin",
                        "email",
                        UUID.randomUUID() + "@mecaval.fr",
                        "owner",
                        me.member().toString()));
    }

    private Handoffs.Offered offer(Given given, UUID lead, MemberId to, Actor me) {
        return here(
                given,
                () -> handoffs.offer(
                        new Offer(HandoffKind.QUALIFIED_LEAD, "lead", lead, null, to, "Mardi 10 h", List.of("need")),
                        me));
    }

    private HandoffAnswer accept(Given given, Handoff handoff, Actor me) {
        return here(given, () -> handoffs.accept(handoff.id(), me));
    }

    private Handoff now(Given given, Handoff handoff) {
        return here(given, () -> handoffs.find(handoff.id()));
    }

    private String stage(Given given, UUID lead) {
        return given.in(() -> sql.select(LEAD.STAGE)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle()
                .value1());
    }

    private Handoff.Outcome outcome(Given given, Handoff handoff) {
        await().atMost(Duration.ofSeconds(20)).until(() -> now(given, handoff).outcome() != null);
        return now(given, handoff).outcome();
    }

    @Test
    void accepting_opens_an_opportunity_at_discovery(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.memberWhoSeesOwn("Marc Attal", "ae");
        var lead = lead(given, sdr);

        var offered = offer(given, lead, null, sdr).handoff();
        assertThat(stage(given, lead)).isEqualTo("qualified");
        assertThat(offered.dueAt()).isAfter(offered.offeredAt());
        assertThat(accept(given, offered, ae)).isInstanceOf(HandoffAnswer.Done.class);

        var outcome = outcome(given, offered);
        var opportunity = given.in(() -> sql.selectFrom(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(outcome.id()))
                .fetchSingle());
        assertThat(opportunity.getStage()).isEqualTo("discovery");
        assertThat(opportunity.getOwnerId()).isEqualTo(ae.member().value());
        assertThat(opportunity.getLeadId()).isEqualTo(lead);
        assertThat(stage(given, lead)).isEqualTo("discovery");
        assertThat(given.in(() -> sql.selectFrom(CLOCK).fetchSingle()).getOutcome())
                .isEqualTo("met");
    }

    /** An AE who sees only their own would otherwise have a sale with a customer whom they can't look at. */
    @Test
    void who_accepts_a_lead_sees_it_and_whom_it_is_about(Given given) {
        var sdr = given.memberWhoSeesOwn("Nora Petit", "sdr");
        var ae = given.memberWhoSeesOwn("Marc Attal", "ae");
        var other = given.memberWhoSeesOwn("Sami Vidal", "ae");
        var company = create(
                given,
                sdr,
                "company",
                Map.of("name", "Mécaval", "owner", sdr.member().toString()));
        var lead = create(
                given,
                sdr,
                "lead",
                Map.of(
                        "last_name",
                        "Martin",
                        "company",
                        company.toString(),
                        "owner",
                        sdr.member().toString()));
        var person = given.in(() ->
                sql.fetchSingle("select person_id from lead where id = ?", lead).get(0, UUID.class));
        given.sheetAnswered(lead);
        var offered = offer(given, lead, null, sdr).handoff();
        var pages = List.of("/leads/" + lead, "/people/" + person, "/companies/" + company);
        for (var page : pages) {
            assertThat(mvc.get().uri(page).with(given.signedIn(ae)))
                    .as("offered to everybody: " + page)
                    .hasStatus(404);
        }

        accept(given, offered, ae);

        for (var page : pages) {
            assertThat(mvc.get().uri(page).with(given.signedIn(ae)))
                    .as("accepted: " + page)
                    .hasStatusOk();
            assertThat(mvc.get().uri(page).with(given.signedIn(sdr)))
                    .as("who found it: " + page)
                    .hasStatusOk();
            assertThat(mvc.get().uri(page).with(given.signedIn(other)))
                    .as("nobody else: " + page)
                    .hasStatus(404);
        }
        assertThat(mvc.get().uri("/leads").with(given.signedIn(ae))).bodyText().contains("Martin");
        assertThat(mvc.get().uri("/companies").with(given.signedIn(other)))
                .bodyText()
                .doesNotContain("Mécaval");
        assertThat(mvc.get().uri("/handoffs/" + offered.id()).with(given.signedIn(ae)))
                .bodyText()
                .contains("/leads/" + lead + "\"");
    }

    @Test
    void a_second_lead_joins_the_sale_that_is_open_at_the_company(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.member("Marc Attal", "ae");
        var company = create(given, sdr, "company", Map.of("name", "Mécaval"));
        var first = create(given, sdr, "lead", Map.of("last_name", "Martin", "company", company.toString()));
        var second = create(given, sdr, "lead", Map.of("last_name", "Roux", "company", company.toString()));
        given.sheetAnswered(first);
        given.sheetAnswered(second);

        var one = offer(given, first, null, sdr).handoff();
        var other = offer(given, second, null, sdr).handoff();
        accept(given, one, ae);
        var opened = outcome(given, one);
        accept(given, other, ae);

        assertThat(outcome(given, other)).isEqualTo(opened);
        assertThat(stage(given, second)).isEqualTo("joined");
        assertThat(given.in(() -> sql.fetchCount(OPPORTUNITY))).isEqualTo(1);
    }

    @Test
    void a_lead_that_goes_out_is_offered_to_nobody_any_more(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.member("Marc Attal", "ae");
        var lead = lead(given, sdr);
        var offered = offer(given, lead, null, sdr).handoff();
        given.run(() -> leads.move(lead, Stage.DISQUALIFIED, "doublon", sdr));
        assertThat(now(given, offered).state()).isEqualTo(State.WITHDRAWN);
        assertThat(accept(given, offered, ae)).isInstanceOf(HandoffAnswer.Taken.class);
        assertThat(given.in(() -> sql.selectFrom(CLOCK).fetchSingle()).getOutcome())
                .isEqualTo("cancelled");
    }

    @Test
    void an_answer_is_kept_by_the_undo_once_the_same_is_offered_again(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr);
        var first = offer(given, lead, null, sdr).handoff();
        var withdrawn = (HandoffAnswer.Done) here(given, () -> handoffs.withdraw(first.id(), sdr));
        var again = offer(given, lead, null, sdr).handoff();

        var answer = (Undo.Answer.Done) here(given, () -> undo.reverse(withdrawn.changeSet(), sdr));
        assertThat(answer.kept()).extracting(Undo.Kept::id).contains(first.id().value());
        assertThat(now(given, first).state()).isEqualTo(State.WITHDRAWN);
        assertThat(now(given, again).isOpen()).isTrue();
        assertThat(given.in(() -> sql.fetchCount(CLOCK, CLOCK.STOPPED_AT.isNull())))
                .isEqualTo(1);
    }

    @Test
    void a_second_click_changes_nothing(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.member("Marc Attal", "ae");
        var lead = lead(given, sdr);

        var offered = offer(given, lead, ae.member(), sdr);
        var again = offer(given, lead, ae.member(), sdr);
        assertThat(again.changeSet()).isNull();
        assertThat(again.handoff().id()).isEqualTo(offered.handoff().id());
        accept(given, offered.handoff(), ae);
        assertThat(accept(given, offered.handoff(), ae)).isInstanceOf(HandoffAnswer.Unchanged.class);
    }

    @Test
    void of_two_who_accept_at_once_one_wins_and_the_other_is_told_who(Given given) throws Exception {
        var sdr = given.member("Nora Petit", "sdr");
        var marc = given.member("Marc Attal", "ae");
        var ines = given.member("Inès Roy", "ae");
        var handoff = offer(given, lead(given, sdr), null, sdr).handoff();

        var one = CompletableFuture.supplyAsync(() -> accept(given, handoff, marc));
        var other = CompletableFuture.supplyAsync(() -> accept(given, handoff, ines));
        var answers = List.of(one.get(), other.get());

        assertThat(answers).filteredOn(HandoffAnswer.Done.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(HandoffAnswer.Taken.class::isInstance)
                .singleElement()
                .satisfies(taken -> assertThat(
                                ((HandoffAnswer.Taken) taken).handoff().answeredBy())
                        .isNotNull());
    }

    @Test
    void returning_needs_a_reason_and_puts_the_lead_back(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.member("Marc Attal", "ae");
        var lead = lead(given, sdr);
        var handoff = offer(given, lead, ae.member(), sdr).handoff();

        assertThat(here(given, () -> handoffs.giveBack(handoff.id(), " ", ae)))
                .isInstanceOf(HandoffAnswer.ReasonMissing.class);
        here(given, () -> handoffs.giveBack(handoff.id(), "Pas de budget", ae));

        await().atMost(Duration.ofSeconds(20)).until(() -> stage(given, lead).equals("lead"));
        assertThat(given.in(() -> sql.fetchValue(
                        "select reason from journey_entry where subject_id = ? order by seq desc limit 1", lead)))
                .isEqualTo("Pas de budget");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(given, sdr)).containsExactly("handoff-returned"));
        assertThat(mvc.get().uri("/leads/" + lead).with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("Marc Attal a renvoyé ce lead", "Pas de budget");
    }

    @Test
    void without_its_sheet_a_lead_isnt_offered_and_what_is_missing_is_named(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = unanswered(given, sdr);
        assertThat(mvc.post()
                        .uri("/handoffs")
                        .param("kind", "qualified-lead")
                        .param("subject_type", "lead")
                        .param("subject_id", lead.toString())
                        .with(given.signedIn(sdr))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Il manque 4 réponses", "Calendrier du projet", "/leads/" + lead + "/sheet");
        assertThat(mvc.post()
                        .uri("/api/v1/handoffs")
                        .header("Authorization", given.bearer(sdr, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"kind\":\"qualified-lead\",\"subject_type\":\"lead\",\"subject_id\":\"" + lead
                                + "\"}"))
                .hasStatus(422)
                .bodyText()
                .contains("sheet.need", "sheet.timing", "sheet.budget", "sheet.authority");
        assertThat(stage(given, lead)).isEqualTo("lead");
        assertThat(given.in(() -> sql.fetchCount(CLOCK))).isZero();
    }

    @Test
    void the_answers_go_along_with_their_evidence(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.memberWhoSeesOwn("Marc Attal", "ae");
        var lead = lead(given, sdr);
        var handoff = offer(given, lead, null, sdr).handoff();
        assertThat(handoff.carried())
                .containsEntry("sheet.need", "ce qu’elle dit de : need")
                .containsEntry("sheet.need.question", "Besoin")
                .containsEntry("sheet.need.evidence", "Léa Martin · Appel");
        // Who doesn't see the lead reads what was known when it was offered; who does reads the sheet too.
        assertThat(mvc.get().uri("/handoffs/" + handoff.id()).with(given.signedIn(ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Besoin", "Léa Martin · Appel")
                .doesNotContain("/leads/" + lead + "/sheet");
        assertThat(mvc.get().uri("/handoffs/" + handoff.id()).with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("/leads/" + lead + "/sheet", "100");
    }

    private List<String> told(Given given, Actor member) {
        return given.in(() -> sql.select(NOTIFICATION.KIND)
                .from(NOTIFICATION)
                .where(NOTIFICATION.MEMBER_ID.eq(member.member().value()))
                .orderBy(NOTIFICATION.AT)
                .fetch(NOTIFICATION.KIND));
    }

    @Test
    void an_undone_acceptance_waits_again_and_takes_the_opportunity_away(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.member("Marc Attal", "ae");
        var lead = lead(given, sdr);
        var handoff = offer(given, lead, null, sdr).handoff();
        var done = (HandoffAnswer.Done) accept(given, handoff, ae);
        outcome(given, handoff);

        assertThat(here(given, () -> undo.reverse(done.changeSet(), ae))).isInstanceOf(Undo.Answer.Done.class);

        assertThat(now(given, handoff).state()).isEqualTo(State.OFFERED);
        assertThat(now(given, handoff).outcome()).isNull();
        assertThat(given.in(() -> sql.fetchCount(OPPORTUNITY))).isZero();
        assertThat(stage(given, lead)).isEqualTo("qualified");
        var clock = given.in(() -> sql.selectFrom(CLOCK).fetchSingle());
        assertThat(clock.getStoppedAt()).isNull();
        assertThat(clock.getNextAt()).isNotNull();
    }

    @Test
    void past_the_deadline_it_warns_breaks_and_goes_to_the_manager_once_each(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.member("Marc Attal", "ae");
        var handoff = offer(given, lead(given, sdr), ae.member(), sdr).handoff();
        var clock = given.in(() -> sql.selectFrom(CLOCK).fetchSingle());
        var soon = clock.getWarnAt().toInstant().plusSeconds(1);
        var late = clock.getDueAt().toInstant().plusSeconds(1);

        assertThat(here(given, () -> sweep.here(soon.minusSeconds(2)))).isZero();
        assertThat(here(given, () -> sweep.here(soon))).isEqualTo(1);
        assertThat(here(given, () -> sweep.here(soon))).isZero();
        assertThat(here(given, () -> sweep.here(late))).isEqualTo(1);
        assertThat(here(given, () -> sweep.here(late))).isZero();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(told(given, ae)).containsExactlyInAnyOrder("handoff-offered", "clock-warned", "clock-breached");
            assertThat(told(given, given.administrator())).containsExactly("clock-escalated");
            assertThat(now(given, handoff).escalatedAt()).isNotNull();
        });
    }

    /** The task of every two seconds finds it by itself, whichever workspace it is in. */
    @Test
    void what_is_overdue_is_found_over_all_workspaces(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.member("Marc Attal", "ae");
        offer(given, lead(given, sdr), ae.member(), sdr);
        given.run(() ->
                sql.execute("update clock set due_at = now(), warn_at = now(), escalate_at = now(), next_at = now()"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(given, ae)).contains("clock-breached"));
    }

    @Test
    void a_promise_kept_is_never_late(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.member("Marc Attal", "ae");
        var handoff = offer(given, lead(given, sdr), ae.member(), sdr).handoff();
        accept(given, handoff, ae);
        assertThat(here(given, () -> sweep.here(handoff.dueAt().plus(Duration.ofDays(9)))))
                .isZero();
    }

    @Test
    void only_who_is_concerned_sees_it_and_only_the_receiving_side_answers(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var csm = given.member("Zoé Blanc", "csm");
        var handoff = offer(given, lead(given, sdr), null, sdr).handoff();

        assertThatThrownBy(() -> here(given, () -> handoffs.get(handoff.id(), csm)))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> accept(given, handoff, csm)).isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> accept(given, handoff, sdr)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> offer(given, lead(given, csm), null, csm)).isInstanceOf(NotAllowed.class);
        assertThat(accept(given, handoff, given.administrator())).isInstanceOf(HandoffAnswer.Done.class);
        var neighbour = kit.given();
        assertThatThrownBy(() -> here(neighbour, () -> handoffs.get(handoff.id(), neighbour.administrator())))
                .isInstanceOf(NoSuchRecord.class);
    }

    @Test
    void who_holds_both_roles_accepts_their_own(Given given) {
        var both = given.member("Nora Petit", "sdr", "ae");
        var handoff = offer(given, lead(given, both), null, both).handoff();
        assertThat(accept(given, handoff, both)).isInstanceOf(HandoffAnswer.Done.class);
    }

    @Test
    void what_cant_be_handed_over_is_said(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var csm = given.member("Zoé Blanc", "csm");
        var lead = lead(given, sdr);
        assertThatThrownBy(() -> offer(given, lead, csm.member(), sdr)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> offer(given, UUID.randomUUID(), null, sdr)).isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> here(
                        given,
                        () -> handoffs.offer(
                                new Offer(HandoffKind.QUALIFIED_LEAD, "lead", lead, "csm", null, "", List.of()), sdr)))
                .isInstanceOf(BadInput.class);
        assertThat(stage(given, lead)).isEqualTo("lead");
    }

    @Test
    void the_pages_and_the_api_lead_from_offer_to_answer(Given given) throws Exception {
        var sdr = given.member("Nora Petit", "sdr");
        var ae = given.member("Marc Attal", "ae");
        var lead = lead(given, sdr);
        assertThat(mvc.get().uri("/leads/" + lead).with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("/handoffs/new?kind=qualified-lead");
        assertThat(mvc.get()
                        .uri("/handoffs/new?kind=qualified-lead&subject_type=lead&subject_id=" + lead)
                        .with(given.signedIn(sdr)))
                .hasStatusOk();
        assertThat(mvc.post()
                        .uri("/handoffs")
                        .param("kind", "qualified-lead")
                        .param("subject_type", "lead")
                        .param("subject_id", lead.toString())
                        .param("check.need", "true")
                        .with(given.signedIn(sdr))
                        .with(csrf()))
                .hasStatus(303);
        var id = given.in(() -> sql.fetchValue("select id from handoff")).toString();
        for (var tab : List.of("waiting", "sent", "answered")) {
            assertThat(mvc.get().uri("/handoffs?tab=" + tab).with(given.signedIn(ae)))
                    .hasStatusOk();
        }
        assertThat(mvc.get().uri("/handoffs/" + id).with(given.signedIn(ae)))
                .hasStatusOk()
                .bodyText()
                .contains("/acceptance", "Martin");
        assertThat(mvc.post()
                        .uri("/handoffs/" + id + "/return")
                        .with(given.signedIn(ae))
                        .with(csrf()))
                .hasStatus(422);
        var token = given.bearer(ae, Scope.WRITE);
        assertThat(mvc.get().uri("/api/v1/clocks").header("Authorization", token))
                .hasStatusOk()
                .bodyText()
                .contains("qualified-lead");
        assertThat(mvc.post()
                        .uri("/api/v1/handoffs/" + id + "/acceptance")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatusOk()
                .bodyText()
                .contains("accepted");
        var late = given.bearer(given.member("Inès Roy", "ae"), Scope.WRITE);
        assertThat(mvc.post()
                        .uri("/api/v1/handoffs/" + id + "/return")
                        .header("Authorization", late)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\"x\"}"))
                .hasStatus(409)
                .bodyText()
                .contains("Marc Attal");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(given, ae)).isNotEmpty());
        assertThat(mvc.get().uri("/notifications").with(given.signedIn(ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Nora Petit");
        var note = given.in(() -> sql.fetchValue(
                        "select id from notification where member_id = ?",
                        ae.member().value()))
                .toString();
        assertThat(mvc.post()
                        .uri("/notifications/" + note + "/reading")
                        .with(given.signedIn(sdr))
                        .with(csrf()))
                .hasStatus(404);
        assertThat(mvc.post()
                        .uri("/notifications/" + note + "/reading")
                        .with(given.signedIn(ae))
                        .with(csrf()))
                .hasRedirectedUrl("/handoffs/" + id);
        for (var page : List.of(
                "/settings/calendar",
                "/settings/handoffs",
                "/hours",
                "/notifications/settings",
                "/notifications/bell")) {
            assertThat(mvc.get().uri(page).with(given.signedIn(given.administrator())))
                    .as(page)
                    .hasStatusOk();
        }
    }
}
