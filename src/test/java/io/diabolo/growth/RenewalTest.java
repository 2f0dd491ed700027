package io.diabolo.growth;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.RENEWAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.jooq.tables.records.ContractRecord;
import io.diabolo.jooq.tables.records.OpportunityRecord;
import io.diabolo.jooq.tables.records.RenewalRecord;
import io.diabolo.journey.Stage;
import io.diabolo.pipeline.MoveOrder;
import io.diabolo.pipeline.Moved;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Scope;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Each contract's end of term is seen coming, and what becomes of the deal becomes of the contract. */
@DiaboloTest
class RenewalTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final OpenRenewals opening;
    private final Opportunities opportunities;
    private final RenewalQueue queue;
    private final Undo undo;
    private final ChangeSets changeSets;
    private final FollowRenewal following;
    private final RenewalList list;
    private final Clock clock;

    RenewalTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            OpenRenewals opening,
            Opportunities opportunities,
            RenewalQueue queue,
            Undo undo,
            ChangeSets changeSets,
            FollowRenewal following,
            RenewalList list,
            Clock clock) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.opening = opening;
        this.opportunities = opportunities;
        this.queue = queue;
        this.undo = undo;
        this.changeSets = changeSets;
        this.following = following;
        this.list = list;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
    }

    private UUID create(Given given, String plural, Map<String, Object> input, Actor me) {
        return given.in(
                () -> records.create(types.byPlural(plural), input, me).record().id());
    }

    /** Its notice ends in so many days, and its term three months later. */
    private UUID contract(Given given, int days, Map<String, Object> more) {
        var me = given.administrator();
        var input = new HashMap<String, Object>(Map.of(
                "name", "Maintenance",
                "company",
                        create(given, "companies", Map.of("name", "Fonderie de l’Aa"), me)
                                .toString(),
                "monthly_amount", "100",
                "starts_on", today().minusMonths(9).plusDays(days).toString(),
                "renewal_on", today().plusDays(days).plusMonths(3).toString(),
                "notice_on", today().plusDays(days).toString()));
        input.putAll(more);
        return create(given, "contracts", input, me);
    }

    private ContractRecord contractOf(Given given, UUID id) {
        return given.in(() -> sql.selectFrom(CONTRACT).where(CONTRACT.ID.eq(id)).fetchSingle());
    }

    private RenewalRecord renewal(Given given, UUID contract) {
        return given.in(() ->
                sql.selectFrom(RENEWAL).where(RENEWAL.CONTRACT_ID.eq(contract)).fetchSingle());
    }

    private OpportunityRecord deal(Given given, UUID contract) {
        var id = renewal(given, contract).getOpportunityId();
        return given.in(
                () -> sql.selectFrom(OPPORTUNITY).where(OPPORTUNITY.ID.eq(id)).fetchSingle());
    }

    private void open(Given given) {
        given.run(() -> opening.due().forEach(opening::open));
    }

    private void move(Given given, UUID contract, Stage stage, @Nullable String reason) {
        var deal = deal(given, contract).getId();
        assertThat(given.<Moved>in(
                        () -> opportunities.move(MoveOrder.to(deal, stage).because(reason), given.administrator())))
                .isInstanceOf(Moved.Done.class);
    }

    private void sign(Given given, UUID contract) {
        var deal = deal(given, contract).getId();
        given.run(() -> opportunities.sign(deal, clock.instant(), given.administrator()));
    }

    @Test
    void a_contract_whose_notice_comes_near_has_its_renewal_opened_once(Given given) {
        var near = contract(given, 20, Map.of());
        var far = contract(given, 200, Map.of());
        open(given);
        open(given);
        given.run(() -> assertThat(sql.fetchCount(RENEWAL)).isEqualTo(1));
        given.run(() ->
                assertThat(sql.fetchCount(RENEWAL, RENEWAL.CONTRACT_ID.eq(far))).isZero());
        var deal = deal(given, near);
        assertThat(deal.getType()).isEqualTo("renewal");
        assertThat(deal.getPipeline()).isEqualTo("renewal");
        assertThat(deal.getRecurringMinor()).isEqualTo(120_000);
        assertThat(deal.getOwnerId()).isEqualTo(given.administrator().member().value());
    }

    @Test
    void how_early_it_opens_is_a_setting(Given given) {
        contract(given, 100, Map.of());
        var me = given.administrator();
        assertThat(mvc.post()
                        .uri("/settings/renewals")
                        .with(given.signedIn(me))
                        .with(csrf())
                        .param("days_ahead", "400"))
                .hasStatus(422)
                .bodyText()
                .contains("400", "entre 0 et 365");
        assertThat(mvc.post()
                        .uri("/settings/renewals")
                        .with(given.signedIn(me))
                        .with(csrf())
                        .param("days_ahead", "120"))
                .hasStatus(303);
        open(given);
        given.run(() -> assertThat(sql.fetchCount(RENEWAL)).isEqualTo(1));
    }

    @Test
    void a_renewal_that_is_won_carries_the_contract_on_at_the_price_that_was_offered(Given given) {
        var contract = contract(given, 20, Map.of("renewal_kind", "express"));
        open(given);
        var id = renewal(given, contract).getId();
        var me = given.administrator();
        assertThat(mvc.get().uri("/renewals/" + id).with(given.signedIn(me))).hasStatusOk();
        var path = "/renewals/" + id + "/price";
        assertThat(mvc.post().uri(path).with(given.signedIn(me)).with(csrf()).param("percent", "beaucoup"))
                .hasStatus(422)
                .bodyText()
                .contains("beaucoup", "Indiquez un pourcentage");
        assertThat(mvc.post().uri(path).with(given.signedIn(me)).with(csrf()).param("percent", "5"))
                .hasStatus(303);
        assertThat(deal(given, contract).getRecurringMinor()).isEqualTo(126_000);

        var before = contractOf(given, contract);
        sign(given, contract);
        var after = contractOf(given, contract);
        assertThat(after.getRenewalOn()).isEqualTo(before.getRenewalOn().plusMonths(12));
        assertThat(after.getEndsOn()).isNull();
        assertThat(renewal(given, contract).getState()).isEqualTo("won");
        assertThat(yearly(given, contract, before.getRenewalOn().minusDays(1))).isEqualTo(120_000);
        assertThat(yearly(given, contract, before.getRenewalOn())).isEqualTo(126_000);
    }

    @Test
    void a_contract_that_went_on_by_itself_did_so_at_its_old_price(Given given) {
        var contract = contract(given, 20, Map.of());
        open(given);
        var me = given.administrator();
        var id = renewal(given, contract).getId();
        assertThat(mvc.post()
                        .uri("/renewals/" + id + "/price")
                        .with(given.signedIn(me))
                        .with(csrf())
                        .param("percent", "10"))
                .hasStatus(303);
        assertThat(deal(given, contract).getRecurringMinor()).isEqualTo(132_000);

        given.run(() -> following.renewed(
                contract,
                renewal(given, contract).getRenewalOn(),
                changeSets.open(me, "contract.renewed", "Maintenance"),
                me));

        assertThat(renewal(given, contract).getState()).isEqualTo("won");
        assertThat(deal(given, contract).getStage()).isEqualTo("won");
        assertThat(deal(given, contract).getRecurringMinor())
                .as("nobody agreed to more")
                .isEqualTo(120_000);
    }

    @Test
    void what_is_paid_in_a_currency_without_cents_is_summed_at_its_worth(Given given) {
        var me = given.administrator();
        var contract = contract(given, 20, Map.of());
        given.run(() -> sql.execute("update contract set currency = 'JPY', rate = 0.006 where id = ?", contract));
        open(given);
        var month = YearMonth.from(contractOf(given, contract).getRenewalOn());

        var overview = given.in(() -> list.overview(month, 1, me));

        assertThat(overview.months().getFirst().total().minor()).isEqualTo(72_000);
    }

    private long yearly(Given given, UUID contract, LocalDate on) {
        return given.<Long>in(() -> sql.fetchSingle(
                        "select sum(yearly_minor) from contract_line where contract_id = ? and from_on <= ? and (until_on is null or until_on > ?)",
                        contract,
                        on,
                        on)
                .get(0, Long.class));
    }

    @Test
    void a_renewal_that_is_lost_ends_the_contract_with_its_term_and_reopened_it_goes_on(Given given) {
        var contract = contract(given, 20, Map.of());
        open(given);
        move(given, contract, Stage.LOST, "competition");
        var ended = contractOf(given, contract);
        assertThat(ended.getEndsOn()).isEqualTo(ended.getRenewalOn().minusDays(1));
        assertThat(ended.getEndReason()).isEqualTo("competitor");
        move(given, contract, Stage.DISCOVERY, null);
        assertThat(contractOf(given, contract).getEndsOn()).isNull();
        assertThat(renewal(given, contract).getState()).isEqualTo("open");
    }

    @Test
    void undoing_the_loss_takes_the_end_of_the_contract_back(Given given) {
        var contract = contract(given, 20, Map.of());
        open(given);
        var deal = deal(given, contract).getId();
        var me = given.administrator();
        var moved = (Moved.Done) given.<Moved>in(
                () -> opportunities.move(MoveOrder.to(deal, Stage.LOST).because("price"), me));
        assertThat(contractOf(given, contract).getEndReason()).isEqualTo("price");
        given.<Object>in(() -> undo.reverse(moved.changeSet(), me));
        assertThat(contractOf(given, contract).getEndsOn()).isNull();
        assertThat(renewal(given, contract).getState()).isEqualTo("open");
    }

    @Test
    void an_amendment_while_the_renewal_is_open_updates_its_amount(Given given) {
        var contract = contract(given, 20, Map.of());
        open(given);
        assertThat(mvc.post()
                        .uri("/api/v1/contracts/" + contract + "/amendments")
                        .header("Authorization", given.bearer(given.administrator(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"effective_on\": \"" + today() + "\", \"lines\": [{\"name\": \"Option\","
                                + " \"quantity\": \"1\", \"amount\": \"50\", \"period\": \"month\"}]}"))
                .hasStatus2xxSuccessful();
        assertThat(deal(given, contract).getRecurringMinor()).isEqualTo(180_000);
        assertThat(renewal(given, contract).getYearlyMinor()).isEqualTo(180_000);
    }

    @Test
    void a_contract_that_is_ended_loses_its_renewal_with_the_reason(Given given) {
        var contract = contract(given, 20, Map.of());
        open(given);
        assertThat(mvc.post()
                        .uri("/contracts/" + contract + "/ending")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf())
                        .param("ends_on", today().plusMonths(3).toString())
                        .param("end_reason", "service"))
                .hasStatus(303);
        assertThat(renewal(given, contract).getState()).isEqualTo("lost");
        assertThat(deal(given, contract).getStage()).isEqualTo("lost");
        assertThat(deal(given, contract).getReason()).isEqualTo("relationship");
    }

    /** The deal is the contract's owner's; who is to answer for the customer staying works on it, too. */
    @Test
    void a_csm_who_sees_only_their_own_offers_another_price(Given given) {
        var csm = given.memberWhoSeesOwn("Inès", "csm");
        var contract = contract(given, 10, Map.of("csm", csm.member().value().toString()));
        open(given);
        var page = "/renewals/" + renewal(given, contract).getId();
        assertThat(mvc.post()
                        .uri(page + "/price")
                        .param("percent", "3")
                        .with(given.signedIn(csm))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(deal(given, contract).getRecurringMinor()).isEqualTo(123_600);
        assertThat(mvc.get()
                        .uri("/opportunities/" + deal(given, contract).getId())
                        .with(given.signedIn(csm)))
                .hasStatusOk();
    }

    @Test
    void those_who_look_after_the_customer_have_it_on_their_desks_with_the_reason(Given given) {
        var csm = given.member("Inès", "csm");
        var am = given.member("Hugo", "am");
        contract(
                given,
                10,
                Map.of(
                        "csm",
                        csm.member().value().toString(),
                        "owner",
                        am.member().value().toString()));
        open(given);
        for (var who : List.of(csm, am)) {
            var desk = who.roles().iterator().next();
            assertThat(next(given, who.member(), desk))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.reason().key()).isEqualTo("queue.renewal.notice"));
        }
        assertThat(next(given, given.administrator().member(), "am")).isEmpty();
    }

    private List<QueueEntry> next(Given given, MemberId member, String desk) {
        return given.in(() -> queue.next(new QueueRequest(member, desk, clock.instant(), 20)));
    }

    @Test
    void the_list_tells_by_month_what_is_open_and_what_comes_and_shows_nobody_elses(Given given) {
        var near = contract(given, 10, Map.of("name", "Fontes", "company", ""));
        var later = contract(given, 200, Map.of("name", "Moules"));
        open(given);
        var me = given.administrator();
        assertThat(mvc.get().uri("/renewals").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Fontes", "encore 10 jours");
        var month = YearMonth.from(contractOf(given, later).getRenewalOn());
        assertThat(mvc.get().uri("/renewals?month=" + month).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Moules", "À venir");
        assertThat(mvc.get().uri("/api/v1/renewals").header("Authorization", given.bearer(me, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains(near.toString(), "\"value\":\"1200")
                .doesNotContain(later.toString());
        var other = given.memberWhoSeesOwn("Nora", "am");
        assertThat(mvc.get().uri("/api/v1/renewals").header("Authorization", given.bearer(other, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain(near.toString());
        assertThat(mvc.get().uri("/renewals/" + renewal(given, near).getId()).with(given.signedIn(other)))
                .hasStatus(404);
    }
}
