package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.offers.AnOffer;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A customer reads a quote on a phone, each line as a block, and signs with a finger. */
@DiaboloTest
class SignByHandTest {
    private final ApplicationContext application;
    private final DSLContext sql;

    SignByHandTest(ApplicationContext application, DSLContext sql) {
        this.application = application;
        this.sql = sql;
    }

    @Test
    void the_strokes_outlive_the_request_for_a_code_and_are_kept(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var link = world.sent();
        try (var customer = Visitor.unknown(application, 390, ColorScheme.DARK)) {
            var page = customer.page();
            page.navigate("/q/" + link);
            assertThat(customer.scrollsSideways()).isFalse();
            var table = page.locator(".offer-lines").first();
            assertThat(table.evaluate("e => e.scrollWidth > e.clientWidth")).isEqualTo(false);
            assertThat(page.locator(".offer-lines td.r").first().evaluate("e => getComputedStyle(e).display"))
                    .isEqualTo("flex");
            var canvas = page.locator("[data-sign] canvas");
            canvas.scrollIntoViewIfNeeded();
            var box = canvas.boundingBox();
            page.mouse().move(box.x + 20, box.y + 40);
            page.mouse().down();
            for (var step = 1; step <= 10; step++) {
                page.mouse().move(box.x + 20 + step * 20, box.y + 40 + (step % 2) * 30);
            }
            page.mouse().up();
            assertThat(page.locator("input[name=drawn]").inputValue())
                    .startsWith("M")
                    .contains("L");
            page.getByText("Recevoir le code").click();
            page.waitForSelector("[role=status]");
            page.fill("#code", world.code());
            page.check("input[name=consent]");
            page.getByText("Accepter et signer").click();
            assertThat(page.locator(".notice.ok").textContent()).contains("Ce devis est accepté");
            assertThat(page.locator("svg.offer-drawn path").getAttribute("d")).startsWith("M");
            assertThat(customer.complaints()).isEmpty();
        }
        assertThat(given.<Object>in(() -> sql.fetchValue("select drawn from quote_acceptance")))
                .asString()
                .startsWith("M");
    }
}
