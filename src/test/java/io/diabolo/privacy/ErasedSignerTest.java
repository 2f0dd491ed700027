package io.diabolo.privacy;

import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.jooq.Tables.QUOTE_ACCEPTANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.offers.AnOffer;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Who signed is erased everywhere but in the proof (ADR 44). */
@DiaboloTest
class ErasedSignerTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Erasures erasures;

    ErasedSignerTest(ApplicationContext application, MockMvcTester mvc, DSLContext sql, Erasures erasures) {
        this.application = application;
        this.mvc = mvc;
        this.sql = sql;
        this.erasures = erasures;
    }

    @Test
    void the_proof_stays_for_administrators_and_nothing_else_names_them(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var unsigned = world.sent();
        var signed = world.sent();
        mvc.post()
                .uri("/q/" + signed + "/comments")
                .param("author", "Léa")
                .param("comment", "Oui")
                .with(csrf())
                .exchange();
        mvc.post().uri("/q/" + signed + "/codes").with(csrf()).exchange();
        assertThat(mvc.post()
                        .uri("/q/" + signed + "/acceptance")
                        .param("name", "Léa Martin")
                        .param("consent", "true")
                        .param("signature", "Léa Martin")
                        .param("drawn", "M20 100L200 30L300 180L420 40")
                        .param("code", world.code())
                        .with(csrf()))
                .hasStatus(303);
        var id = given.in(() -> sql.select(QUOTE.ID)
                .from(QUOTE)
                .where(QUOTE.LINK.eq(signed))
                .fetchSingle()
                .value1());
        var proof = given.in(() -> erasures.begin(
                world.person,
                new Erasures.Request("person", LocalDate.of(2026, 1, 2), "Léa Martin"),
                given.administrator()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given.in(
                        () -> erasures.find(proof, given.administrator()).isDone()));

        given.run(() -> {
            var kept = sql.selectFrom(QUOTE_ACCEPTANCE).fetchSingle();
            assertThat(kept.getName()).isEqualTo("Léa Martin");
            assertThat(kept.getDrawn()).startsWith("M20 100");
            sql.selectFrom(QUOTE).forEach(quote -> {
                assertThat(quote.getRecipientName() + quote.getRecipientEmail()).isEmpty();
                assertThat(quote.getVariables().data()).doesNotContain("Léa", "Martin");
            });
            assertThat(sql.fetchCount(io.diabolo.jooq.Tables.QUOTE_COMMENT)).isZero();
        });
        assertThat(mvc.get().uri("/q/" + signed)).hasStatus(404);
        assertThat(mvc.get().uri("/q/" + unsigned)).hasStatusOk().bodyText().doesNotContain("Martin");
        var page = "/quotes/" + id;
        assertThat(mvc.get().uri(page).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Martin", "M20 100");
        assertThat(mvc.get().uri(page + "/acceptance").with(given.signedIn(world.ae)))
                .hasStatus(403);
        assertThat(mvc.get().uri(page + "/acceptance").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .hasContentType("application/pdf");
        assertThat(mvc.get().uri(page).with(given.signedIn(given.administrator())))
                .bodyText()
                .contains("Léa Martin");
    }
}
