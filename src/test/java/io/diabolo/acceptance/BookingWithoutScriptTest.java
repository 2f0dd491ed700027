package io.diabolo.acceptance;

import static io.diabolo.jooq.Tables.MEETING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A prospect on a phone, whose browser runs no script, books a meeting, moves it and calls it off. */
@DiaboloTest
class BookingWithoutScriptTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final DSLContext sql;

    BookingWithoutScriptTest(ApplicationContext application, MockMvcTester mvc, DSLContext sql) {
        this.application = application;
        this.mvc = mvc;
        this.sql = sql;
    }

    @Test
    void a_meeting_is_booked_moved_and_called_off(Given given) {
        var ae = given.member("Marc Attal", "ae");
        mvc.post()
                .uri("/availability/pages")
                .param("kind", "demo")
                .with(given.signedIn(ae))
                .with(csrf())
                .exchange();
        var key = given.in(() -> sql.fetchValue("select own_slug() || '.' || key from booking_page"));
        try (var visitor = Visitor.withoutScript(application, 390)) {
            var page = visitor.page();
            page.navigate("/book/" + key);
            page.getByText("Plus tard").click();
            page.locator(".agenda a").first().click();
            page.fill("#first_name", "Léa");
            page.fill("#last_name", "Martin");
            page.fill("#email", "lea.martin@atelier-martin.example");
            page.fill("#company", "Atelier Martin");
            page.locator("form[method=post] button").click();
            assertThat(page.url()).contains("/booked/");
            assertThat(page.locator("h1").textContent()).contains("confirmé", "Marc Attal");
            var first = start(given);

            page.getByText("Choisir un autre créneau").click();
            page.locator(".agenda a").last().click();
            page.locator("form[method=post] button").click();
            assertThat(start(given)).isNotEqualTo(first);

            page.locator("summary").click();
            page.fill("#why", "Congés");
            page.locator("form[method=post] button").click();
            assertThat(page.locator("h1").textContent()).contains("annulé");
        }
        assertThat(given.in(() ->
                        sql.select(MEETING.STATE).from(MEETING).fetchSingle().value1()))
                .isEqualTo("cancelled");
    }

    private Object start(Given given) {
        return given.in(
                () -> sql.select(MEETING.STARTS_AT).from(MEETING).fetchSingle().value1());
    }
}
