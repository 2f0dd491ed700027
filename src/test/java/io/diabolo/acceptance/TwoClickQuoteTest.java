package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.offers.AnOffer;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A small deal: two clicks from the price list to the sent quote; the customer signs it on a phone without script. */
@DiaboloTest
class TwoClickQuoteTest {
    private final ApplicationContext application;
    private final DSLContext sql;

    TwoClickQuoteTest(ApplicationContext application, DSLContext sql) {
        this.application = application;
        this.sql = sql;
    }

    @Test
    void from_the_price_list_to_the_signature(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        String link;
        try (var seller = Visitor.signedIn(application, given, world.ae, 1440, ColorScheme.LIGHT)) {
            var page = seller.page();
            page.navigate("/opportunities/" + world.opportunity + "/quotes/new");
            page.getByLabel("Faire un devis pour Mise en service").click();
            page.getByText("Envoyer à Léa Martin").click();
            page.waitForSelector("#comments");
            assertThat(page.locator("h1").textContent()).contains("D-");
            assertThat(page.locator(".offer-total").first().textContent()).contains("1\u00a0440,00");
            link = given.in(() -> String.valueOf(sql.fetchValue("select link from quote")));
            assertThat(seller.complaints()).isEmpty();
        }
        try (var customer = Visitor.withoutScript(application, 390)) {
            var page = customer.page();
            page.navigate("/q/" + link);
            assertThat(customer.scrollsSideways()).isFalse();
            page.getByText("Recevoir le code").click();
            page.fill("#code", world.code());
            page.fill("#signature", "Léa Martin");
            page.check("input[name=consent]");
            page.getByText("Accepter et signer").click();
            assertThat(page.locator(".notice.ok").textContent()).contains("Ce devis est accepté", "Léa Martin");
        }
        assertThat(given.<Object>in(() -> sql.fetchValue("select stage from opportunity")))
                .isEqualTo("won");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(given.<Object>in(() -> sql.fetchValue("select count(*) from handoff")))
                        .isEqualTo(2L));
    }
}
