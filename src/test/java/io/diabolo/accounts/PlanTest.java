package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_OBJECTIVE;
import static io.diabolo.jooq.Tables.ACCOUNT_PLAN;
import static io.diabolo.jooq.Tables.ACCOUNT_REVIEW;
import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.REFERRAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.queues.FigureRequest;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What is planned with a customer, shown to them, and whom they recommend. */
@DiaboloTest
class PlanTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Whitespace whitespace;
    private final Reviews reviews;
    private final ReviewDocuments documents;
    private final AccountFigures figures;
    private final Clock clock;
    private final ApplicationContext application;

    PlanTest(
            MockMvcTester mvc,
            DSLContext sql,
            Whitespace whitespace,
            Reviews reviews,
            ReviewDocuments documents,
            AccountFigures figures,
            Clock clock,
            ApplicationContext application) {
        this.mvc = mvc;
        this.sql = sql;
        this.whitespace = whitespace;
        this.reviews = reviews;
        this.documents = documents;
        this.figures = figures;
        this.clock = clock;
        this.application = application;
    }

    private ACustomer customer(Given given) {
        return ACustomer.of(
                given, application, "Corderie Vidal", given.member("Awa", "ae"), given.member("Inès", "csm"));
    }

    @Test
    void a_plan_is_begun_with_one_press_and_one_at_a_time_is_in_force(Given given) {
        var customer = customer(given);
        var am = given.member("Hugo", "am");
        var path = "/accounts/" + customer.company + "/plan";
        assertThat(mvc.get().uri(path).with(given.signedIn(am)))
                .hasStatusOk()
                .bodyText()
                .contains("Commencer le plan");
        for (var twice = 0; twice < 2; twice++) {
            assertThat(mvc.post().uri(path).with(given.signedIn(am)).with(csrf()))
                    .hasStatus(303);
        }
        given.run(() -> assertThat(sql.fetchCount(ACCOUNT_PLAN)).isEqualTo(1));
        assertThatThrownBy(() -> customer.create(
                        "account-plans",
                        Map.of("name", "Autre", "company", customer.company.toString(), "state", "active")))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> customer.create(
                        "account-plans",
                        Map.of("name", "Autre", "company", customer.company.toString()),
                        given.member("Sami", "sdr")))
                .isInstanceOf(NotAllowed.class);
        assertThat(mvc.post()
                        .uri("/accounts/" + customer.company + "/objectives")
                        .with(given.signedIn(am))
                        .with(csrf())
                        .param("name", "Équiper les trois usines")
                        .param("target", "beaucoup"))
                .hasStatus(422)
                .bodyText()
                .contains("Équiper les trois usines", "beaucoup");
        assertThat(mvc.post()
                        .uri("/accounts/" + customer.company + "/objectives")
                        .with(given.signedIn(am))
                        .with(csrf())
                        .param("name", "Équiper les trois usines")
                        .param("target", "3")
                        .param("unit", "usines"))
                .hasStatus(303);
        assertThat(mvc.post()
                        .uri("/accounts/" + customer.company + "/actions")
                        .with(given.signedIn(am))
                        .with(csrf())
                        .param("subject", "Visiter l’usine de Lille")
                        .param("due_on", "2031-03-04"))
                .hasStatus(303);
        assertThat(mvc.get().uri(path).with(given.signedIn(am)))
                .hasStatusOk()
                .bodyText()
                .contains("Équiper les trois usines", "Visiter l’usine de Lille", "Acheté");
        given.run(() -> {
            assertThat(sql.fetchCount(ACCOUNT_OBJECTIVE)).isEqualTo(1);
            assertThat(sql.fetchCount(ACTIVITY, ACTIVITY.KIND.eq("task"))).isEqualTo(1);
        });
        var counted = given.in(() -> figures.value(
                "planned-accounts",
                new FigureRequest(
                        List.of(),
                        clock.instant().minus(Duration.ofDays(1)),
                        clock.instant().plusSeconds(1))));
        assertThat(counted.value()).isEqualTo(1.0);
        assertThat(counted.counted()).isEqualTo(1);
    }

    @Test
    void the_whitespace_of_a_group_follows_from_contracts_deals_and_refusals(Given given) {
        var customer = customer(given);
        var daughter =
                customer.create("companies", Map.of("name", "Vidal Marine", "parent", customer.company.toString()));
        var other = customer.create("products", Map.of("name", "Zénith"));
        var am = given.member("Hugo", "am");
        given.run(() -> whitespace.refuse(customer.company, customer.company, other, "en a un autre", am));
        var deal = given.in(() -> whitespace.offer(customer.company, daughter, other, am));
        assertThat(given.in(() -> whitespace.offer(customer.company, daughter, other, am)))
                .as("one sale of it")
                .isEqualTo(deal);
        var grid = given.in(() -> whitespace.of(customer.company, am));
        assertThat(grid.entities())
                .extracting(Whitespace.Entity::name)
                .containsExactly("Corderie Vidal", "Vidal Marine");
        assertThat(grid.products())
                .extracting(Whitespace.Product::name)
                .containsExactly("Atelier Corderie Vidal", "Zénith");
        assertThat(grid.entities().get(0).cells())
                .extracting(Whitespace.Cell::state)
                .containsExactly(Whitespace.State.BOUGHT, Whitespace.State.REFUSED);
        assertThat(grid.entities().get(1).cells())
                .extracting(Whitespace.Cell::state)
                .containsExactly(Whitespace.State.POSSIBLE, Whitespace.State.OFFERED);
        given.run(() ->
                assertThat(sql.selectFrom(OPPORTUNITY).fetchSingle().getType()).isEqualTo("cross_sell"));
        var stranger = customer.create("companies", Map.of("name", "Étrangère"));
        assertThatThrownBy(() -> given.in(() -> whitespace.refuse(customer.company, stranger, other, "non", am)))
                .isInstanceOf(BadInput.class);
        assertThat(mvc.post()
                        .uri("/accounts/" + customer.company + "/whitespace")
                        .with(given.signedIn(am))
                        .with(csrf())
                        .param("entity", daughter.toString())
                        .param("product", customer.product.toString())
                        .param("what", "refuse"))
                .hasStatus(422)
                .bodyText()
                .contains("Dites pourquoi");
    }

    private UUID review(Given given, ACustomer customer, Map<String, String> more) {
        var lea = customer.person("Martin", Map.of("first_name", "Léa"));
        customer.answered(lea, 9);
        customer.used("export", 12, 5);
        customer.create("tickets", Map.of("subject", "Panne d’impression", "company", customer.company.toString()));
        var metric = customer.create(
                "value-metrics",
                Map.of(
                        "name",
                        "Retouches par mois",
                        "company",
                        customer.company.toString(),
                        "baseline",
                        "900",
                        "target",
                        "300",
                        "unit",
                        "retouches"));
        given.run(() -> sql.execute(
                "update value_metric set measured = 600, measured_on = (now() at time zone 'Europe/Paris')::date, reached = 50 where id = ?",
                metric));
        customer.create(
                "promises", Map.of("name", "Formation de dix personnes", "company", customer.company.toString()));
        var input =
                new java.util.HashMap<>(Map.of("name", "Revue du trimestre", "company", customer.company.toString()));
        input.putAll(more);
        return customer.create("account-reviews", input);
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return plain(new PDFTextStripper().getText(document));
        }
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\u00a0\\u202f]+", " ");
    }

    @Test
    void the_pdf_of_a_review_has_the_figures_of_its_page(Given given) throws Exception {
        var customer = customer(given);
        var id = review(given, customer, Map.of());
        var csm = given.member("Inès", "csm");
        var page = mvc.get()
                .uri("/account-reviews/" + id + "/document")
                .with(given.signedIn(csm))
                .exchange();
        assertThat(page).hasStatusOk();
        var html = plain(page.getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8)
                .replace("&#39;", "'")
                .replace("&#34;", "\"")
                .replace("&amp;", "&"));
        var answer = mvc.get()
                .uri("/account-reviews/" + id + "/document.pdf")
                .with(given.signedIn(csm))
                .exchange();
        assertThat(answer).hasStatusOk().hasContentType("application/pdf");
        var print = text(answer.getResponse().getContentAsByteArray());
        var document = given.in(() -> documents.of(id, csm).document());
        assertThat(document.language()).isEqualTo("fr");
        assertThat(document.sections())
                .extracting(ReviewDocument.Section::id)
                .contains("value", "promises", "adoption", "tickets", "scores", "contracts");
        var said = 0;
        for (var section : document.sections()) {
            for (var figure : section.figures()) {
                assertThat(print).contains(plain(figure.value()));
                assertThat(html).contains(plain(figure.value()), plain(figure.label()));
                said++;
            }
            for (var row : section.rows()) {
                for (var cell : row) {
                    assertThat(print).contains(plain(cell));
                    assertThat(html).contains(plain(cell));
                    said++;
                }
            }
        }
        assertThat(said).isGreaterThan(20);
        assertThat(print).contains("50 %", "600 retouches", "Formation de dix personnes", "Panne d’impression");
    }

    @Test
    void a_review_speaks_the_customer_s_language_and_once_held_its_document_stays(Given given) throws Exception {
        var customer = customer(given);
        given.run(() -> sql.execute("update company set country = 'GB'"));
        var id = review(given, customer, Map.of());
        var csm = given.member("Inès", "csm");
        var path = "/account-reviews/" + id;
        assertThat(given.in(() -> documents.of(id, csm).document()).language()).isEqualTo("en");
        assertThat(mvc.post().uri(path + "/holding").with(given.signedIn(csm)).with(csrf()))
                .hasStatus(303);
        customer.create("promises", Map.of("name", "Trop tard", "company", customer.company.toString()));
        var kept = text(mvc.get()
                .uri(path + "/document.pdf")
                .with(given.signedIn(csm))
                .exchange()
                .getResponse()
                .getContentAsByteArray());
        assertThat(kept).contains("Value reached", "of the way, on average").doesNotContain("Trop tard");
        given.run(() -> assertThat(sql.selectFrom(ACCOUNT_REVIEW).fetchSingle().getState())
                .isEqualTo("held"));
        assertThat(given.in(() -> reviews.hold(id, csm))).isNull();
        assertThat(mvc.get().uri("/api/v1" + path + "/document").header("Authorization", given.bearer(csm, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("Value reached", "Trop tard");
        var stranger = given.memberWhoSeesOwn("Nora", "am");
        assertThat(mvc.get().uri(path + "/document.pdf").with(given.signedIn(stranger)))
                .hasStatus(404);
    }

    @Test
    void a_recommendation_makes_a_lead_that_knows_its_origin_and_thanks_are_tracked(Given given) {
        var customer = customer(given);
        var lea = customer.person("Martin", Map.of("first_name", "Léa"));
        var csm = given.member("Inès", "csm");
        var token = given.bearer(csm, Scope.WRITE);
        assertThat(mvc.post()
                        .uri("/api/v1/referrals")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"person\": \"" + lea + "\"}"))
                .hasStatus(422)
                .bodyText()
                .contains("last_name");
        assertThat(
                        mvc.post()
                                .uri("/api/v1/referrals")
                                .header("Authorization", token)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"person\": \"" + lea
                                                + "\", \"first_name\": \"Paul\", \"last_name\": \"Berger\", \"employer\": \"Voilerie Berger\", \"email\": \"paul@berger.example\"}"))
                .hasStatus(201);
        var referral = given.in(() -> sql.selectFrom(REFERRAL).fetchSingle());
        assertThat(referral.getCompanyId()).isEqualTo(customer.company);
        var lead = given.in(() -> sql.selectFrom(LEAD).fetchSingle());
        assertThat(lead.getName()).isEqualTo("Paul Berger");
        assertThat(lead.getSource()).isEqualTo("referral");
        assertThat(mvc.get().uri("/leads/" + lead.getId()).with(given.signedIn(csm)))
                .hasStatusOk()
                .bodyText()
                .contains("Léa Martin, Corderie Vidal", "pas encore remercié");
        given.run(() ->
                assertThat(sql.selectFrom(ACTIVITY).fetchSingle().getSubject()).contains("Léa Martin"));
        customer.update("referrals", referral.getId(), Map.of("thanked_on", "2026-11-29", "thanks", "Chocolats"));
        given.run(() -> assertThat(sql.selectFrom(ACTIVITY).fetchSingle().getDoneAt())
                .as("nobody has to thank twice")
                .isNotNull());
        assertThatThrownBy(() -> customer.update("referrals", referral.getId(), Map.of("last_name", "Autre")))
                .isInstanceOf(BadInput.class);
    }
}
