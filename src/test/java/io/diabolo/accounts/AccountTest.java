package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static io.diabolo.jooq.Tables.SUGGESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.jooq.tables.records.CustomerAccountRecord;
import io.diabolo.journey.HandoffId;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Scope;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What a customer is to those who look after it. */
@DiaboloTest
class AccountTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Handoffs handoffs;
    private final CountAccounts counting;
    private final Queues queues;
    private final Clock clock;
    private final ApplicationContext application;

    AccountTest(
            MockMvcTester mvc,
            DSLContext sql,
            Handoffs handoffs,
            CountAccounts counting,
            Queues queues,
            Clock clock,
            ApplicationContext application) {
        this.mvc = mvc;
        this.sql = sql;
        this.handoffs = handoffs;
        this.counting = counting;
        this.queues = queues;
        this.clock = clock;
        this.application = application;
    }

    private CustomerAccountRecord account(Given given, UUID id) {
        return given.in(() -> sql.selectFrom(CUSTOMER_ACCOUNT)
                .where(CUSTOMER_ACCOUNT.ID.eq(id))
                .fetchSingle());
    }

    private String page(Given given, String path, Actor me) {
        var answer = mvc.get().uri(path).with(given.signedIn(me)).exchange();
        assertThat(answer).hasStatusOk();
        try {
            return answer.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_ae_stays_the_contact_until_the_account_manager_has_taken_it_over(Given given) {
        var ae = given.member("Awa", "ae");
        var am = given.member("Hugo", "am");
        var customer = ACustomer.of(given, application, "Corderie Vidal", ae, given.member("Inès", "csm"));
        assertThat(account(given, customer.company).getOwnerId())
                .isEqualTo(ae.member().value());
        assertThat(page(given, "/accounts/" + customer.company, ae)).contains("Awa", "Inès", "Personne");

        var offered = given.in(() -> handoffs.offer(
                new Offer(HandoffKind.CUSTOMER_CONTACT, "company", customer.company, null, am.member(), "", List.of()),
                ae));
        given.run(() -> counting.all());
        assertThat(account(given, customer.company).getOwnerId())
                .as("offered isn't accepted")
                .isEqualTo(ae.member().value());
        given.<Object>in(() -> handoffs.accept(offered.handoff().id(), am));
        given.run(() -> counting.of(List.of(customer.company)));
        var row = account(given, customer.company);
        assertThat(row.getOwnerId()).isEqualTo(am.member().value());
        assertThat(row.getAmId()).isEqualTo(am.member().value());
        assertThat(row.getAeId()).isEqualTo(ae.member().value());
    }

    @Test
    void the_list_tells_value_renewal_and_next_action_and_counts_agree_with_what_they_are_about(Given given) {
        var ae = given.member("Awa", "ae");
        var customer = ACustomer.of(given, application, "Corderie Vidal", ae, given.member("Inès", "csm"));
        customer.person("Martin", Map.of());
        customer.create(
                "activities",
                Map.of(
                        "kind", "task",
                        "subject", "Appeler le directeur",
                        "company", customer.company.toString(),
                        "due_on", "2031-03-04"));
        customer.create("tickets", Map.of("subject", "Panne", "company", customer.company.toString()));
        customer.count();
        var row = account(given, customer.company);
        assertThat(row.getYearlyMinor()).isEqualTo(600_000);
        assertThat(row.getProducts()).isEqualTo(1);
        assertThat(row.getContacts()).isEqualTo(1);
        assertThat(row.getOpenTickets()).isEqualTo(1);
        assertThat(row.getNextAction()).isEqualTo("Appeler le directeur");
        assertThat(row.getAdoption()).as("no usage comes in").isNull();
        assertThat(page(given, "/accounts", ae)).contains("Corderie Vidal", "Appeler le directeur", "6\u00a0000");
        assertThat(mvc.get().uri("/api/v1/accounts").header("Authorization", given.bearer(ae, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains(customer.company.toString(), "6000");
    }

    @Test
    void nobody_sees_another_s_account_nor_another_workspace_s(Given given, Given.Kit worlds) {
        var customer = ACustomer.of(
                given, application, "Corderie Vidal", given.member("Awa", "ae"), given.member("Inès", "csm"));
        var stranger = given.memberWhoSeesOwn("Nora", "am");
        var other = worlds.given();
        for (var path : List.of("", "/plan")) {
            assertThat(mvc.get().uri("/accounts/" + customer.company + path).with(given.signedIn(stranger)))
                    .hasStatus(404);
            assertThat(mvc.get()
                            .uri("/accounts/" + customer.company + path)
                            .with(other.signedIn(other.administrator())))
                    .hasStatus(404);
        }
        assertThat(mvc.get()
                        .uri("/api/v1/accounts/" + customer.company + "/history")
                        .header("Authorization", given.bearer(stranger, Scope.READ)))
                .hasStatus(404);
        var csm = given.memberWhoSeesOwn("Zoé", "csm");
        given.run(
                () -> sql.execute("update contract set csm_id = ?", csm.member().value()));
        customer.count();
        assertThat(page(given, "/accounts/" + customer.company, csm)).contains("Corderie Vidal");
    }

    @Test
    void a_seat_is_given_and_taken_by_those_who_look_after_customers_only(Given given) {
        var customer = ACustomer.of(
                given, application, "Corderie Vidal", given.member("Awa", "ae"), given.member("Inès", "csm"));
        var perf = given.member("Paul", "perf");
        var path = "/accounts/" + customer.company + "/team";
        assertThat(mvc.post()
                        .uri(path)
                        .with(given.signedIn(given.member("Sami", "sdr")))
                        .with(csrf())
                        .param("role", "perf")
                        .param("member", perf.member().toString()))
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri(path)
                        .with(given.signedIn(perf))
                        .with(csrf())
                        .param("role", "am")
                        .param("member", perf.member().toString()))
                .hasStatus(422)
                .bodyText()
                .contains("passations");
        assertThat(mvc.post()
                        .uri(path)
                        .with(given.signedIn(perf))
                        .with(csrf())
                        .param("role", "perf")
                        .param("member", perf.member().toString()))
                .hasStatus(303);
        assertThat(mvc.get()
                        .uri("/api/v1" + path)
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .bodyText()
                .contains("Paul");
    }

    @Test
    void a_champion_who_left_is_told_once_to_those_who_look_after_the_customer(Given given) {
        var ae = given.member("Awa", "ae");
        var csm = given.member("Inès", "csm");
        var customer = ACustomer.of(given, application, "Corderie Vidal", ae, csm);
        var lea = customer.person("Martin", Map.of("first_name", "Léa"));
        var deal = customer.create(
                "opportunities", Map.of("name", "Licences", "company", customer.company.toString(), "type", "upsell"));
        given.run(() -> sql.execute(
                "insert into stakeholder (opportunity_id, person_id, part) values (?, ?, 'champion')", deal, lea));
        customer.look();
        given.run(() -> assertThat(sql.fetchCount(SUGGESTION, SUGGESTION.KIND.eq("sponsor")))
                .isZero());

        var elsewhere = customer.create("companies", Map.of("name", "Tissages Réunis"));
        customer.update("people", lea, Map.of("company", elsewhere.toString()));
        customer.look();
        customer.look();
        var told = given.in(() ->
                sql.selectFrom(SUGGESTION).where(SUGGESTION.KIND.eq("sponsor")).fetchSingle());
        assertThat(told.getPersonId()).isEqualTo(lea);
        assertThat(told.getReasonFr()).contains("champion", "Tissages Réunis");
        for (var who : List.of(ae, csm)) {
            given.run(() -> assertThat(sql.fetchCount(
                            NOTIFICATION,
                            NOTIFICATION.MEMBER_ID.eq(who.member().value()).and(NOTIFICATION.KIND.eq("sponsor-left"))))
                    .isEqualTo(1));
        }
        assertThat(entries(given, csm.member(), "csm")).contains("queue.suggestion.sponsor");
        assertThat(entries(given, ae.member(), "ae")).contains("queue.suggestion.sponsor");
        assertThat(account(given, customer.company).getSponsorsLeft()).isEqualTo(1);
        assertThat(page(given, "/accounts/" + customer.company, csm))
                .contains("Léa Martin", "chez Tissages Réunis", "Champion");
        assertThat(page(given, "/notifications", csm)).contains("Corderie Vidal");
    }

    private List<String> entries(Given given, MemberId member, String desk) {
        return given.in(() -> queues.next(new QueueRequest(member, desk, clock.instant(), 20)).stream()
                .map(entry -> entry.reason().key())
                .toList());
    }

    @Test
    void one_line_tells_all_back_to_the_first_lead(Given given) {
        var customer = ACustomer.of(
                given, application, "Corderie Vidal", given.member("Awa", "ae"), given.member("Inès", "csm"));
        var lea = customer.person("Martin", Map.of("first_name", "Léa"));
        customer.create("leads", Map.of("person", lea.toString()));
        customer.create("tickets", Map.of("subject", "Panne d’impression", "company", customer.company.toString()));
        customer.create(
                "activities",
                Map.of("kind", "note", "subject", "Visite d’usine", "company", customer.company.toString()));
        customer.answered(lea, 9);
        var page = page(given, "/accounts/" + customer.company, given.administrator());
        assertThat(page)
                .contains(
                        "Léa Martin\u00a0: Lead",
                        "Panne d’impression",
                        "Visite d’usine",
                        "Début du contrat",
                        "NPS 9/10");
        assertThat(page(given, "/accounts/" + customer.company + "?only=service", given.administrator()))
                .contains("Panne d’impression")
                .doesNotContain("Visite d’usine");
        assertThat(mvc.get()
                        .uri("/api/v1/accounts/" + customer.company + "/history?only=nonsense")
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .hasStatus(422);
    }

    @Test
    void a_handoff_that_is_accepted_counts_the_account_anew_by_itself(Given given) {
        var ae = given.member("Awa", "ae");
        var am = given.member("Hugo", "am");
        var customer = ACustomer.of(given, application, "Corderie Vidal", ae, given.member("Inès", "csm"));
        given.run(() -> handoffs.offer(
                new Offer(HandoffKind.CUSTOMER_CONTACT, "company", customer.company, null, null, "", List.of()), ae));
        var id = given.in(
                () -> sql.select(HANDOFF.ID).from(HANDOFF).fetchSingle().value1());
        given.<Object>in(() -> handoffs.accept(new HandoffId(id), am));
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(account(given, customer.company).getOwnerId())
                        .isEqualTo(am.member().value()));
    }
}
