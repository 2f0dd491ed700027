package io.diabolo.offers;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE_ACCEPTANCE;
import static io.diabolo.jooq.Tables.SALES_ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What the customer does with the link: reads, asks, chooses, declines, accepts; and what follows from it. */
@DiaboloTest
class PublicQuoteTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Acceptances acceptances;
    private final Quotes quotes;
    private final ApplicationEventPublisher events;

    PublicQuoteTest(
            ApplicationContext application,
            MockMvcTester mvc,
            DSLContext sql,
            Acceptances acceptances,
            Quotes quotes,
            ApplicationEventPublisher events) {
        this.application = application;
        this.mvc = mvc;
        this.sql = sql;
        this.acceptances = acceptances;
        this.quotes = quotes;
        this.events = events;
    }

    private MvcTestResult post(String path, String... form) {
        var request = mvc.post().uri(path).with(csrf());
        for (var at = 0; at < form.length; at += 2) {
            request = request.param(form[at], form[at + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult accept(String link, String code, String... more) {
        var form = new java.util.ArrayList<>(java.util.List.of(
                "name",
                "Léa Martin",
                "position",
                "Gérante",
                "consent",
                "true",
                "signature",
                "Léa Martin",
                "code",
                code));
        form.addAll(java.util.List.of(more));
        return post("/q/" + link + "/acceptance", form.toArray(String[]::new));
    }

    @Test
    void accepted_with_a_code_it_is_won_ordered_and_handed_over(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var id = world.quote();
        var option = world.option(id);
        var link = world.sent(id);
        assertThat(mvc.get().uri("/q/" + link))
                .hasStatusOk()
                .bodyText()
                .contains("Diabolo SAS", "1\u00a0200,00", "Formation", "Article 1. Nos conditions.");
        assertThat(post("/q/" + link + "/options", "options", option.toString()))
                .hasStatus(303);
        assertThat(mvc.get().uri("/q/" + link)).bodyText().contains("2\u00a0000,00");
        assertThat(post("/q/" + link + "/codes", "name", "Léa Martin"))
                .hasStatusOk()
                .bodyText()
                .contains("Le code est en route", "l…@brest.example");
        assertThat(accept(link, world.code(), "options", option.toString())).hasStatus(303);

        given.run(() -> {
            var kept = sql.selectFrom(QUOTE_ACCEPTANCE).fetchSingle();
            assertThat(kept.getName()).isEqualTo("Léa Martin");
            assertThat(kept.getEmail()).isEqualTo("lea@brest.example");
            assertThat(kept.getDocumentHash()).isEqualTo(world.get(id).fileHash());
            assertThat(kept.getOptions()).containsExactly(option);
            assertThat(kept.getAddress()).isNotBlank();
            var deal = sql.selectFrom(OPPORTUNITY).fetchSingle();
            assertThat(deal.getStage()).isEqualTo("won");
            assertThat(deal.getOneOffMinor()).isEqualTo(200_000);
        });
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given.run(() -> {
                    assertThat(sql.fetchCount(SALES_ORDER)).isEqualTo(1);
                    assertThat(sql.fetchCount(HANDOFF)).isEqualTo(2);
                }));
        given.run(() -> {
            var contract = sql.selectFrom(CONTRACT).fetchSingle();
            assertThat(contract.getRecurringMinor()).isEqualTo(59_880);
            assertThat(contract.getRenewalOn()).isEqualTo(contract.getStartsOn().plusYears(1));
            assertThat(sql.select(HANDOFF.KIND).from(HANDOFF).fetch(HANDOFF.KIND))
                    .containsExactlyInAnyOrder("signed-quote", "new-customer");
            assertThat(sql.select(NOTIFICATION.KIND)
                            .from(NOTIFICATION)
                            .where(NOTIFICATION.MEMBER_ID.eq(world.ae.member().value()))
                            .fetch(NOTIFICATION.KIND))
                    .contains("quote-accepted");
        });
        assertThat(mvc.get().uri("/q/" + link + "/signed")).hasStatusOk().hasContentType("application/pdf");
        assertThat(accept(link, "000000")).hasStatus(409).bodyText().contains("Ce devis est accepté");
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Accepté par Léa Martin");
        for (var page : new String[] {"/orders", "/contracts", "/opportunities/" + world.opportunity}) {
            assertThat(mvc.get().uri(page).with(given.signedIn(world.ae)))
                    .as(page)
                    .hasStatusOk()
                    .bodyText()
                    .contains("Atelier Brest");
        }
        var order = given.in(() -> sql.fetchValue("select id from sales_order"));
        assertThat(mvc.get().uri("/orders/" + order).with(given.signedIn(world.ae)))
                .hasStatusOk();

        // The event comes again: nothing is made twice.
        var event = new QuoteAccepted(
                given.workspace(),
                id,
                world.opportunity,
                world.ae.member(),
                java.util.UUID.randomUUID(),
                given.in(() -> sql.selectFrom(QUOTE_ACCEPTANCE)
                        .fetchSingle()
                        .getAcceptedAt()
                        .toInstant()));
        given.run(() -> events.publishEvent(event));
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> given.run(() -> {
                    assertThat(sql.fetchCount(SALES_ORDER)).isEqualTo(1);
                    assertThat(sql.fetchCount(HANDOFF)).isEqualTo(2);
                }));
    }

    @Test
    void two_who_accept_at_once_accept_once(Given given) throws Exception {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var link = world.sent();
        post("/q/" + link + "/codes");
        var code = world.code();
        try (var threads = Executors.newFixedThreadPool(3)) {
            var all = java.util.stream.IntStream.range(0, 3)
                    .mapToObj(_ -> threads.submit(
                            () -> accept(link, code).getResponse().getStatus()))
                    .toList();
            var statuses = new java.util.ArrayList<Integer>();
            for (var one : all) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(303, 409, 409);
        }
        assertThat(given.<Integer>in(() -> sql.fetchCount(QUOTE_ACCEPTANCE))).isEqualTo(1);
    }

    @Test
    void what_proves_it_cant_be_changed(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var link = world.sent();
        post("/q/" + link + "/codes");
        accept(link, world.code());
        for (var attempt : new String[] {"update quote_acceptance set name = 'x'", "delete from quote_acceptance"}) {
            assertThatThrownBy(() -> given.run(() -> sql.execute(attempt)))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void five_tries_an_hour_and_a_new_code_gives_no_new_ones(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var link = world.sent();
        post("/q/" + link + "/codes");
        for (var at = 0; at < 3; at++) {
            assertThat(accept(link, "wrong")).hasStatus(422).bodyText().contains("pas le bon");
        }
        post("/q/" + link + "/codes");
        for (var at = 0; at < 2; at++) {
            assertThat(accept(link, "wrong")).hasStatus(422);
        }
        post("/q/" + link + "/codes");
        assertThat(accept(link, world.code())).hasStatus(429).bodyText().contains("Trop d’essais");
        assertThat(world.in(() -> given.<Integer>in(() -> sql.fetchCount(QUOTE_ACCEPTANCE))))
                .isZero();
    }

    @Test
    void who_types_half_of_it_keeps_what_was_typed_and_loses_no_try(Given given) {
        var world = AnOffer.of(given, application);
        var link = world.sent();
        for (var at = 0; at < 7; at++) {
            assertThat(post("/q/" + link + "/acceptance", "name", "Léa M.", "signature", "Léa", "code", "1"))
                    .hasStatus(422)
                    .bodyText()
                    .contains("Léa M.", "Cochez cette case");
        }
        // Without a mailbox no code can leave, and the customer is told.
        assertThat(post("/q/" + link + "/codes")).hasStatus(422).bodyText().contains("n’a pas pu être envoyé");
    }

    @Test
    void declined_expired_and_replaced_are_said(Given given) {
        var world = AnOffer.of(given, application);
        var first = world.quote();
        var link = world.sent(first);
        var second = world.in(() -> quotes.revise(first, world.ae).quote());
        var newer = world.sent(second);
        assertThat(mvc.get().uri("/q/" + link))
                .hasStatusOk()
                .bodyText()
                .contains("remplacé par une version plus récente", newer);
        assertThat(accept(link, "123456")).hasStatus(409);
        given.run(() -> sql.execute(
                "update quote set valid_until = (now() at time zone 'Europe/Paris')::date - 3 where id = ?", second));
        assertThat(mvc.get().uri("/q/" + newer)).hasStatusOk().bodyText().contains("Ce devis est échu");
        assertThat(accept(newer, "123456")).hasStatus(409);
        given.run(() -> sql.execute(
                "update quote set valid_until = (now() at time zone 'Europe/Paris')::date + 3 where id = ?", second));
        assertThat(post("/q/" + newer + "/refusal", "reason", " ")).hasStatus(422);
        assertThat(post("/q/" + newer + "/refusal", "reason", "Budget gelé")).hasStatus(303);
        assertThat(mvc.get().uri("/q/" + newer)).hasStatusOk().bodyText().contains("Ce devis est refusé");
        assertThat(mvc.get().uri("/quotes/" + second).with(given.signedIn(world.ae)))
                .bodyText()
                .contains("Budget gelé");
        assertThat(mvc.get().uri("/q/" + "A".repeat(64))).hasStatus(404);
        assertThat(mvc.get().uri("/q/nothing")).hasStatus(404);
    }

    @Test
    void whoever_had_the_first_by_mistake_isnt_led_to_the_next(Given given) {
        var world = AnOffer.of(given, application);
        var first = world.quote();
        var link = world.sent(first);
        var second = world.in(() -> quotes.revise(first, world.ae).quote());
        given.run(
                () -> sql.execute("update quote set recipient_email = 'direction@brest.example' where id = ?", second));
        var newer = world.sent(second);

        assertThat(mvc.get().uri("/q/" + link)).hasStatusOk().bodyText().doesNotContain(newer);
    }

    @Test
    void an_option_that_the_customer_ticks_is_in_the_sums_of_lists_at_once(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        var option = world.option(id);
        var link = world.sent(id);
        var before = net(given, id);

        assertThat(post("/q/" + link + "/options", "options", option.toString()))
                .hasStatus(303);

        assertThat(net(given, id)).isEqualTo(before + 80_000);
    }

    private long net(Given given, java.util.UUID quote) {
        return given.<Long>in(() -> sql.fetchSingle("select net_minor from quote where id = ?", quote)
                .get(0, Long.class));
    }

    @Test
    void tries_of_a_made_up_link_arent_even_counted(Given given) {
        var link = AnOffer.of(given, application).sent();
        var wrong = link.substring(0, link.length() - 8) + "AAAAAAA" + link.charAt(link.length() - 1);
        for (var at = 0; at < 12; at++) {
            assertThat(post("/q/" + wrong + "/codes")).hasStatus(404);
        }
    }

    @Test
    void views_and_questions_reach_whoever_leads_the_sale_and_the_answer_the_customer(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        var link = world.sent(id);
        mvc.get().uri("/q/" + link).exchange();
        assertThat(world.get(id).seenAt()).isNull();
        assertThat(post("/q/" + link + "/views")).hasStatus(204);
        post("/q/" + link + "/views");
        assertThat(world.get(id).seenAt()).isNotNull();
        assertThat(post("/q/" + link + "/comments", "author", "Léa", "comment", "Et la <b>reprise</b> ?"))
                .hasStatus(303);
        assertThat(mvc.post()
                        .uri("/quotes/" + id + "/comments")
                        .param("comment", "Elle est incluse.")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri("/q/" + link))
                .bodyText()
                .contains("Et la &lt;b", "Elle est incluse.")
                .doesNotContain("<b>reprise");
        given.run(() -> assertThat(sql.select(NOTIFICATION.KIND)
                        .from(NOTIFICATION)
                        .where(NOTIFICATION.MEMBER_ID.eq(world.ae.member().value()))
                        .fetch(NOTIFICATION.KIND))
                .containsExactlyInAnyOrder("quote-seen", "quote-commented"));
    }

    @Test
    void an_acceptance_elsewhere_is_recorded_with_its_file_and_by_whom(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        var link = world.sent(id);
        assertThat(mvc.post()
                        .uri("/quotes/" + id + "/acceptance")
                        .multipart()
                        .file(new MockMultipartFile("file", "", "application/pdf", new byte[0]))
                        .param("name", "Léa Martin")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Joignez le document", "Léa Martin");
        assertThat(mvc.post()
                        .uri("/quotes/" + id + "/acceptance")
                        .multipart()
                        .file(new MockMultipartFile(
                                "file",
                                "bon.pdf",
                                "application/pdf",
                                "%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                        .param("name", "Léa Martin")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(303);
        var kept = world.in(() -> acceptances.of(id));
        assertThat(kept).isNotNull();
        assertThat(java.util.Objects.requireNonNull(kept).recordedBy()).isEqualTo(world.ae.member());
        assertThat(given.<Object>in(() -> sql.fetchValue("select stage from opportunity")))
                .isEqualTo("won");
        assertThat(mvc.get().uri("/quotes/" + id + "/acceptance").with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .startsWith("%PDF-1.7");
        // Nobody received a code, so the document claims none.
        assertThat(mvc.get().uri("/q/" + link))
                .hasStatusOk()
                .bodyText()
                .contains("Accord donné hors ligne", "Donné par Léa Martin")
                .doesNotContain("Signature électronique", "code reçu");
    }

    @Test
    void it_says_that_the_order_is_being_created_until_all_of_it_stands(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var link = world.sent();
        post("/q/" + link + "/codes", "name", "Léa Martin");
        assertThat(accept(link, world.code())).hasStatus(303);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(mvc.get().uri("/q/" + link))
                        .bodyText()
                        .contains("Léa Martin")
                        .doesNotContain("en cours de création"));
        // As it was in the moment before the hand-off stood.
        given.run(() ->
                sql.deleteFrom(HANDOFF).where(HANDOFF.KIND.eq("new-customer")).execute());
        assertThat(mvc.get().uri("/q/" + link)).bodyText().contains("en cours de création");
    }
}
