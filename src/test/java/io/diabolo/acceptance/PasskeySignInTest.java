package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A passkey from its making to its end, on a device that the browser plays. */
@DiaboloTest
class PasskeySignInTest {
    private final ApplicationContext application;
    private final DSLContext sql;

    PasskeySignInTest(ApplicationContext application, DSLContext sql) {
        this.application = application;
        this.sql = sql;
    }

    @Test
    void a_passkey_is_made_lets_in_with_both_factors_and_once_removed_no_longer(Given given) {
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1280, ColorScheme.LIGHT)) {
            var page = visitor.page();
            addDevice(page, true);
            page.navigate("/profile/passkeys");
            page.fill("#label", "Ordinateur du bureau");
            page.fill("#old", "un mot de passe faux");
            page.locator("form[data-passkey] button").click();
            assertThat(page.locator("#old-fault")).isVisible();
            page.fill("#label", "Ordinateur du bureau");
            page.fill("#old", Visitor.PASSWORD);
            page.locator("form[data-passkey] button").click();
            assertThat(page.locator("td.main")).hasText("Ordinateur du bureau");

            given.run(() -> sql.execute("update workspace_setting set second_factor_required = true"));
            signOut(page);
            page.locator("form[data-passkey] button").click();
            page.waitForURL(url -> !url.contains("/sign-in"));
            page.navigate("/profile/passkeys");
            assertThat(page.locator("h1")).containsText("Clés d’accès");

            page.locator("form[action$='/removal'] button").click();
            assertThat(page.locator("td.main")).hasCount(0);
            signOut(page);
            page.locator("form[data-passkey] button").click();
            assertThat(page.locator("#sign-in-fault")).isVisible();
            assertThat(page.url()).endsWith("/sign-in/passkey");
        }
    }

    @Test
    void a_device_that_was_not_unlocked_is_not_enough(Given given) {
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 390, ColorScheme.DARK)) {
            var page = visitor.page();
            addDevice(page, false);
            page.navigate("/profile/passkeys");
            page.fill("#label", "Téléphone");
            page.fill("#old", Visitor.PASSWORD);
            page.locator("form[data-passkey] button").click();
            assertThat(page.locator("[data-passkey-fault]")).isVisible();
            page.reload();
            assertThat(page.locator("td.main")).hasCount(0);
        }
    }

    private static void signOut(Page page) {
        page.evaluate("document.querySelector(\"form[action='/sign-out']\").submit()");
        page.waitForURL(url -> url.endsWith("/sign-in"));
    }

    /** @param unlocked whether whoever holds it shows that it is theirs */
    private static void addDevice(Page page, boolean unlocked) {
        var session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", unlocked);
        options.addProperty("automaticPresenceSimulation", true);
        var device = new JsonObject();
        device.add("options", options);
        session.send("WebAuthn.addVirtualAuthenticator", device);
    }
}
