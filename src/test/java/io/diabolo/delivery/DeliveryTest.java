package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.SALES_ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.journey.HandoffId;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.offers.AnOffer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** From the signature to the customer who uses what it bought. */
@DiaboloTest
class DeliveryTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Onboardings onboardings;
    private final Orders orders;
    private final Contracts contracts;
    private final Handoffs handoffs;

    DeliveryTest(
            ApplicationContext application,
            MockMvcTester mvc,
            DSLContext sql,
            Onboardings onboardings,
            Orders orders,
            Contracts contracts,
            Handoffs handoffs) {
        this.application = application;
        this.mvc = mvc;
        this.sql = sql;
        this.onboardings = onboardings;
        this.orders = orders;
        this.contracts = contracts;
        this.handoffs = handoffs;
    }

    private AnOffer signed(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var link = world.sent();
        var quote = given.<Object>in(() -> sql.fetchValue("select id from quote where link = ?", link));
        assertThat(mvc.post()
                        .uri("/api/v1/quotes/" + quote + "/acceptance")
                        .header("Authorization", given.bearer(world.ae, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                "{\"name\": \"Léa Martin\", \"file_name\": \"bon.pdf\", \"content_type\": \"application/pdf\","
                                        + " \"content\": \"JVBERi0=\"}"))
                .hasStatusOk();
        await().atMost(SOON)
                .untilAsserted(() -> given.run(() -> {
                    assertThat(sql.fetchCount(CONTRACT)).isEqualTo(1);
                    assertThat(sql.fetchCount(HANDOFF, HANDOFF.KIND.eq("new-customer")))
                            .isEqualTo(1);
                }));
        return world;
    }

    private UUID id(Given given, org.jooq.TableField<?, UUID> column) {
        return given.in(() -> Objects.requireNonNull(sql.select(column)
                .from(Objects.requireNonNull(column.getTable()))
                .fetchSingle()
                .value1()));
    }

    private MvcTestResult post(Given given, Actor who, String path, Map<String, String> form) {
        var request = mvc.post().uri(path).with(given.signedIn(who)).with(csrf());
        for (var entry : form.entrySet()) {
            request = request.param(entry.getKey(), entry.getValue());
        }
        return request.exchange();
    }

    @Test
    void what_was_signed_is_a_contract_with_its_lines_and_moves_the_recurring_revenue(Given given) {
        var world = signed(given);
        var contract = id(given, CONTRACT.ID);
        var whole = given.in(() -> contracts.get(contract, world.ae));
        assertThat(whole.lines()).singleElement().satisfies(line -> {
            assertThat(line.name()).isEqualTo("Licence");
            assertThat(line.amount().value()).isEqualByComparingTo("49.90");
            assertThat(line.period()).isEqualTo(Recurrence.MONTH);
        });
        assertThat(whole.contract().getMonthlyMinor()).isEqualTo(4_990);
        assertThat(mvc.get().uri("/insight/mrr").with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Nouveau", "49,90");
        assertThat(mvc.get().uri("/contracts/" + contract).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Licence", "Avenant");
    }

    @Test
    void an_amendment_is_typed_on_the_page_and_can_be_taken_back(Given given) {
        var me = given.administrator();
        var id = contract(given, me, "2025-03-10", "100");
        var path = "/contracts/" + id;
        var line = given.in(() -> contracts.get(id, me).lines().getFirst().id());
        assertThat(mvc.get().uri(path + "/amendments/new").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Effet au");
        var form = new java.util.HashMap<>(Map.of(
                "effective_on",
                "2025-06-15",
                "amount." + line,
                "abc",
                "add_name",
                "Option",
                "add_amount",
                "60",
                "add_period",
                "quarter"));
        assertThat(post(given, me, path + "/amendments", form))
                .hasStatus(422)
                .bodyText()
                .contains("abc", "Indiquez un montant");
        form.put("amount." + line, "150,50");
        assertThat(post(given, me, path + "/amendments", form)).hasStatus(303);
        assertThat(given.<Long>in(() -> contracts.get(id, me).contract().getMonthlyMinor()))
                .isEqualTo(17_050L);
        assertThat(mvc.get()
                        .uri("/api/v1/insight/mrr?from=2025-03&to=2025-06")
                        .header("Authorization", given.bearer(me, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"new\":\"100.00\"", "\"expansion\":\"70.50\"", "\"end\":\"170.50\"");
        assertThat(mvc.get().uri("/insight/mrr/sheet?from=2025-03&to=2025-06").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("2025-06;100,00;0,00;0,00;70,50;0,00;0,00;170,50");
        // From another moment, with what holds then.
        assertThat(post(
                        given,
                        me,
                        path + "/ending",
                        Map.of("ends_on", "2025-09-30", "end_reason", "price", "note", "Trop cher")))
                .hasStatus(303);
        assertThat(given.<String>in(() -> contracts.get(id, me).contract().getState()))
                .isEqualTo("ended");
        assertThat(mvc.get()
                        .uri("/api/v1/retention?basis=mrr&from=2025-07&to=2025-12")
                        .header("Authorization", given.bearer(me, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"churn\":\"170.50\"", "\"grr\":0.0");
        assertThat(mvc.get()
                        .uri("/insight/retention?by=csm&from=2025-07&to=2025-12")
                        .with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Sans CSM", "170,50");
        assertThat(post(given, me, path + "/resumption", Map.of())).hasStatus(303);
        assertThat(given.<String>in(() -> contracts.get(id, me).contract().getState()))
                .isEqualTo("running");
    }

    private UUID contract(Given given, Actor me, String start, String monthly) {
        return given.in(() -> application
                .getBean(io.diabolo.records.Records.class)
                .create(
                        application
                                .getBean(io.diabolo.records.RecordTypes.class)
                                .byPlural("contracts"),
                        Map.of("name", "Maintenance", "starts_on", start, "monthly_amount", monthly),
                        me)
                .record()
                .id());
    }

    @Test
    void a_tacit_contract_goes_on_for_another_term_and_an_ended_one_is_over(Given given) {
        var me = given.administrator();
        var tacit = contract(given, me, "2025-03-10", "100");
        var none = given.in(() -> application
                .getBean(io.diabolo.records.Records.class)
                .create(
                        application
                                .getBean(io.diabolo.records.RecordTypes.class)
                                .byPlural("contracts"),
                        Map.of(
                                "name",
                                "Audit",
                                "starts_on",
                                LocalDate.now(java.time.ZoneId.of("Europe/Paris"))
                                        .minusMonths(3)
                                        .toString(),
                                "renewal_kind",
                                "none"),
                        me)
                .record()
                .id());
        given.run(() -> {
            sql.execute(
                    "update contract set renewal_on = (now() at time zone 'Europe/Paris')::date - 5 where id = ?",
                    tacit);
            sql.execute(
                    "update contract set ends_on = (now() at time zone 'Europe/Paris')::date - 5 where id = ?", none);
            assertThat(application.getBean(RunContracts.class).run()).isEqualTo(2);
            assertThat(application.getBean(RunContracts.class).run()).isZero();
            var renewed = contracts.get(tacit, me);
            assertThat(renewed.contract().getRenewalOn()).isAfter(LocalDate.now(java.time.ZoneId.of("Europe/Paris")));
            assertThat(renewed.contract().getNoticeOn())
                    .isEqualTo(renewed.contract().getRenewalOn().minusMonths(3));
            assertThat(renewed.amendments()).extracting(Amendment::kind).containsExactly(Amendment.Kind.RENEWAL);
            assertThat(contracts.get(none, me).contract().getState()).isEqualTo("ended");
        });
    }

    @Test
    void an_order_says_what_it_lacks_until_it_can_be_invoiced(Given given) {
        var world = signed(given);
        var adv = given.member("Nadia Adam", "adv");
        var order = id(given, SALES_ORDER.ID);
        var path = "/orders/" + order;
        assertThat(given.<List<String>>in(() -> orders.get(order, adv).missing()))
                .contains("siren", "siret", "vat_number", "operation_kind", "einvoicing_address", "deliver_on");
        assertThat(mvc.get().uri(path).with(given.signedIn(adv)))
                .hasStatusOk()
                .bodyText()
                .contains("Il manque", "SIRET");
        assertThat(post(given, adv, path + "/moves", Map.of("state", "complete")))
                .hasStatus(422)
                .bodyText()
                .contains("SIRET");
        var token = given.bearer(adv, Scope.WRITE);
        assertThat(patch(path, "{\"siret\": \"12345678900011\"}", token)).hasStatus(422);
        assertThat(patch(path, """
                        {"siret": "73282932000074", "vat_number": "FR44732829320", "operation_kind": "services",
                         "einvoicing_address": "0225:732829320", "deliverables": "Licences et mise en service",
                         "deliver_on": "2027-01-15", "po_required": true}""", token)).hasStatusOk();
        assertThat(given.<List<String>>in(() -> orders.get(order, adv).missing()))
                .containsExactly("purchase_order", "documents");
        assertThat(patch(path, "{\"purchase_order\": \"BC-4471\"}", token)).hasStatusOk();
        assertThat(mvc.post()
                        .multipart()
                        .uri(path + "/documents")
                        .file(new MockMultipartFile("file", "bc.pdf", "application/pdf", new byte[] {1, 2}))
                        .param("kind", "purchase_order")
                        .with(given.signedIn(adv))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(post(given, adv, path + "/moves", Map.of("state", "complete")))
                .hasStatus(303);
        assertThat(mvc.get().uri("/orders/accounting").with(given.signedIn(adv)))
                .hasStatusOk()
                .bodyText()
                .contains("73282932000074", "\"Licence\"", "\"49,90\"", "\"Mise en service\"", "BC-4471");
        assertThat(post(given, adv, path + "/moves", Map.of("state", "invoiced")))
                .hasStatus(422);
        assertThat(post(given, adv, path + "/moves", Map.of("state", "invoiced", "invoice_number", "F-12")))
                .hasStatus(303);
        assertThat(mvc.get().uri("/orders/accounting").with(given.signedIn(adv)))
                .bodyText()
                .doesNotContain("BC-4471");
        assertThat(mvc.get().uri(path + "/follow-up").with(given.signedIn(world.ae)))
                .hasStatusOk();
    }

    private MvcTestResult patch(String path, String body, String token) {
        return mvc.patch()
                .uri("/api/v1" + path)
                .header("Authorization", token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    /** The deal is its AE's; without it the customer couldn't be judged, nor promises be kept. */
    @Test
    void who_is_to_take_a_customer_on_reads_what_was_promised_though_they_see_only_their_own(Given given) {
        var world = signed(given);
        var csm = given.memberWhoSeesOwn("Jeanne Ollivier", "csm");
        var other = given.memberWhoSeesOwn("Mehdi Arnaud", "csm");
        var sdr = given.memberWhoSeesOwn("Aline Boyer", "sdr");
        var page = "/opportunities/" + world.opportunity + "/handover";
        assertThat(mvc.get().uri(page).with(given.signedIn(csm)))
                .hasStatusOk()
                .bodyText()
                .contains("Licence");
        assertThat(mvc.get().uri("/opportunities/" + world.opportunity).with(given.signedIn(other)))
                .hasStatusOk();
        assertThat(mvc.get().uri(page).with(given.signedIn(sdr))).hasStatus(404);
        var handoff = given.in(() -> new HandoffId(sql.select(HANDOFF.ID)
                .from(HANDOFF)
                .where(HANDOFF.KIND.eq("new-customer"))
                .fetchSingle()
                .value1()));
        given.run(() -> handoffs.accept(handoff, csm));
        assertThat(mvc.get().uri(page).with(given.signedIn(csm))).hasStatusOk();
        assertThat(mvc.get().uri(page).with(given.signedIn(other))).hasStatus(404);
        await().atMost(SOON)
                .untilAsserted(() ->
                        given.run(() -> assertThat(sql.fetchCount(ONBOARDING)).isEqualTo(1)));
        // Its company and its people are another's, too.
        var company = "/companies/" + id(given, ONBOARDING.COMPANY_ID);
        assertThat(mvc.get().uri(company).with(given.signedIn(csm))).hasStatusOk();
        assertThat(mvc.get().uri(company).with(given.signedIn(other))).hasStatus(404);
        var onboarding = id(given, ONBOARDING.ID);
        given.run(() -> onboardings
                .get(onboarding, csm)
                .open()
                .forEach(step -> onboardings.tick(onboarding, step.id(), true, csm)));
        assertThat(post(given, csm, "/onboardings/" + onboarding + "/go-live", Map.of()))
                .hasStatus(303);
        given.run(() -> assertThat(sql.fetchCount(HANDOFF, HANDOFF.KIND.eq("customer-live")))
                .isEqualTo(1));
    }

    @Test
    void an_accepted_customer_is_onboarded_ticks_its_tasks_and_goes_live(Given given) {
        var world = signed(given);
        var csm = given.member("Jeanne Ollivier", "csm");
        var handoff = given.in(() -> new HandoffId(sql.select(HANDOFF.ID)
                .from(HANDOFF)
                .where(HANDOFF.KIND.eq("new-customer"))
                .fetchSingle()
                .value1()));
        assertThat(mvc.get()
                        .uri("/opportunities/" + world.opportunity + "/handover")
                        .with(given.signedIn(csm)))
                .hasStatusOk()
                .bodyText()
                .contains("Licence", "personne n’est nommé chez le client");
        given.run(() -> handoffs.accept(handoff, csm));
        await().atMost(SOON)
                .untilAsserted(() ->
                        given.run(() -> assertThat(sql.fetchCount(ONBOARDING)).isEqualTo(1)));
        var id = id(given, ONBOARDING.ID);
        assertThat(stage(given, world)).isEqualTo(8);
        given.run(() -> assertThat(
                        contracts.get(id(given, CONTRACT.ID), csm).contract().getCsmId())
                .isEqualTo(csm.member().value()));
        var page = "/onboardings/" + id + "/project";
        assertThat(mvc.get().uri(page).with(given.signedIn(csm)))
                .hasStatusOk()
                .bodyText()
                .contains("Réunion de lancement", "Contrôle avant mise en service");
        assertThat(post(given, csm, "/onboardings/" + id + "/go-live", Map.of()))
                .hasStatus(422)
                .bodyText()
                .contains("Il reste à faire");
        customerTicks(given, id, csm);
        given.run(() -> onboardings.get(id, csm).open().forEach(step -> onboardings.tick(id, step.id(), true, csm)));
        assertThat(post(given, csm, "/onboardings/" + id + "/go-live", Map.of()))
                .hasStatus(303);
        assertThat(stage(given, world)).isEqualTo(9);
        given.run(() -> {
            assertThat(sql.fetchCount(HANDOFF, HANDOFF.KIND.eq("customer-live")))
                    .isEqualTo(1);
            assertThat(onboardings.get(id, csm).onboarding().getLiveOn()).isEqualTo(LocalDate.now(csm.zone()));
        });
        buysMore(given, world);
        leavesAndComesBack(given, world);
    }

    /** What is bought by an amendment has grown the customer too, and taking it back takes that back. */
    private void buysMore(Given given, AnOffer world) {
        var contract = id(given, CONTRACT.ID);
        var today = LocalDate.now(given.administrator().zone()).toString();
        var answer = mvc.post()
                .uri("/api/v1/contracts/" + contract + "/amendments")
                .header("Authorization", given.bearer(given.administrator(), Scope.WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"effective_on\": \"" + today + "\", \"lines\": [{\"name\": \"Option\","
                        + " \"quantity\": \"1\", \"amount\": \"20\", \"period\": \"month\"}]}")
                .exchange();
        assertThat(answer).hasStatus2xxSuccessful();
        assertThat(stage(given, world)).isEqualTo(10);
        var changeSet =
                UUID.fromString(Objects.requireNonNull(answer.getResponse().getHeader("Diabolo-Change-Set")));
        given.<Object>in(
                () -> application.getBean(io.diabolo.records.Undo.class).reverse(changeSet, given.administrator()));
        assertThat(stage(given, world)).isEqualTo(9);
    }

    /** With the last contract the customer is gone, in the ledger too. */
    private void leavesAndComesBack(Given given, AnOffer world) {
        var contract = id(given, CONTRACT.ID);
        var path = "/contracts/" + contract;
        given.run(() -> sql.execute("update contract set starts_on = (now() at time zone 'Europe/Paris')::date - 90"));
        assertThat(post(
                        given,
                        given.administrator(),
                        path + "/ending",
                        Map.of(
                                "ends_on",
                                LocalDate.now(java.time.ZoneId.of("Europe/Paris"))
                                        .minusDays(3)
                                        .toString(),
                                "end_reason",
                                "competitor")))
                .hasStatus(303);
        assertThat(stage(given, world)).isEqualTo(13);
        assertThat(post(given, given.administrator(), path + "/resumption", Map.of()))
                .hasStatus(303);
        assertThat(stage(given, world)).isEqualTo(9);
    }

    private int stage(Given given, AnOffer world) {
        return given.in(() -> sql.select(JOURNEY.CURRENT_STAGE)
                .from(JOURNEY)
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.JOURNEY_ID.eq(JOURNEY.ID))
                .where(OPPORTUNITY.ID.eq(world.opportunity))
                .fetchSingle()
                .value1()
                .intValue());
    }

    private void customerTicks(Given given, UUID id, Actor csm) {
        var whole = given.in(() -> onboardings.get(id, csm));
        var link = "/o/" + whole.onboarding().getLink();
        assertThat(mvc.get().uri(link)).hasStatusOk().bodyText().contains("Transmettre les données à reprendre");
        assertThat(mvc.get().uri(link + "x")).hasStatus(404);
        var theirs = whole.steps().stream().filter(step -> !step.isOurs()).toList();
        var ours =
                whole.steps().stream().filter(step -> step.isOurs()).findFirst().orElseThrow();
        assertThat(mvc.post().uri(link + "/steps/" + theirs.getFirst().id()).with(csrf()))
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri(link + "/steps/" + ours.id())
                        .param("by", "Léa")
                        .with(csrf()))
                .hasStatus(409);
        for (var step : theirs) {
            assertThat(mvc.post()
                            .uri(link + "/steps/" + step.id())
                            .param("by", "Léa Martin")
                            .with(csrf()))
                    .hasStatus(303);
        }
        given.run(() -> assertThat(onboardings.get(id, csm).steps().stream()
                        .filter(step -> !step.isOurs())
                        .toList())
                .allSatisfy(step -> assertThat(step.doneBy()).isEqualTo("Léa Martin")));
    }

    @Test
    void what_delivery_can_lead_stands_beside_what_is_coming(Given given) {
        var csm = given.member("Jeanne Ollivier", "csm");
        AnOffer.of(given, application);
        given.run(
                () -> sql.execute("update opportunity set close_date = (now() at time zone 'Europe/Paris')::date + 3"));
        given.run(() -> application
                .getBean(io.diabolo.records.Records.class)
                .create(
                        application
                                .getBean(io.diabolo.records.RecordTypes.class)
                                .byPlural("onboardings"),
                        Map.of("name", "Fonderie"),
                        csm));
        assertThat(mvc.get().uri("/onboardings/capacity?at_once=1").with(given.signedIn(csm)))
                .hasStatusOk()
                .bodyText()
                .contains("Jeanne Ollivier", "il y aurait plus de déploiements que la capacité");
        var outlook = given.in(() -> application.getBean(Capacity.class).outlook(8, java.util.Locale.FRANCE));
        assertThat(outlook.months().getFirst().running()).isEqualTo(1);
        assertThat(outlook.months().stream().mapToDouble(Capacity.Month::coming).sum())
                .isPositive();
    }

    @Test
    void operations_and_support_are_asked_at_once_and_each_once(Given given) {
        var world = AnOffer.of(given, application);
        var csm = given.member("Jeanne Ollivier", "csm");
        given.run(() -> {
            for (var role : List.of("ops", "support")) {
                var request = new Offer(
                        HandoffKind.INTERNAL_REQUEST,
                        "company",
                        world.company,
                        role,
                        null,
                        "Ouvrir les accès",
                        List.of());
                assertThat(handoffs.offer(request, csm).changeSet()).isNotNull();
                assertThat(handoffs.offer(request, csm).changeSet()).isNull();
            }
        });
    }

    @Test
    void what_is_late_pushes_the_go_live_and_is_said_while_there_is_time(Given given) {
        var me = given.member("Jeanne Ollivier", "csm");
        var id = given.in(() -> application
                .getBean(io.diabolo.records.Records.class)
                .create(
                        application
                                .getBean(io.diabolo.records.RecordTypes.class)
                                .byPlural("onboardings"),
                        Map.of(
                                "name", "Fonderie",
                                "template", "device",
                                "signed_on",
                                        LocalDate.now(java.time.ZoneId.of("Europe/Paris"))
                                                .minusDays(20)
                                                .toString()),
                        me)
                .record()
                .id());
        given.run(() -> {
            var whole = onboardings.get(id, me);
            assertThat(whole.steps()).extracting(OnboardingStep::dueOn).isNotEmpty();
            assertThat(whole.foreseen().get(whole.steps().getLast().id()).to())
                    .isAfter(whole.onboarding().getGoLiveOn());
        });
        assertThat(post(
                        given,
                        me,
                        "/onboardings/" + id + "/steps",
                        Map.of("name", "Badge d’accès", "side", "customer", "days", "3")))
                .hasStatus(303);
        assertThat(post(
                        given,
                        me,
                        "/onboardings/" + id + "/trainings",
                        Map.of(
                                "subject",
                                "Prise en main",
                                "starts_at",
                                "2027-01-12T09:30",
                                "guests",
                                "Léa Martin\nPaul Noir")))
                .hasStatus(303);
        assertThat(mvc.get().uri("/onboardings/" + id + "/project").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Badge d’accès", "Prise en main", "0 présents sur 2", "de retard sur le plan");
        var waiting = given.in(() -> application
                .getBean(io.diabolo.queues.Queues.class)
                .next(new io.diabolo.queues.QueueRequest(me.member(), "csm", java.time.Instant.now(), 10)));
        assertThat(waiting)
                .filteredOn(entry -> entry.record().equals(id))
                .singleElement()
                .satisfies(entry -> assertThat(entry.urgency()).isEqualTo(io.diabolo.queues.QueueEntry.OVERDUE));
        given.run(() -> {
            var training = onboardings.get(id, me).trainings().getFirst();
            application
                    .getBean(Trainings.class)
                    .attended(
                            id,
                            training.id(),
                            List.of(training.guests().getFirst().id()),
                            me);
            assertThat(onboardings.get(id, me).trainings().getFirst().there()).isEqualTo(1);
        });
    }
}
