package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A second factor from its square to the next sign-in, as its owner sees it. */
@DiaboloTest
class SecondFactorSetUpTest {
    private final ApplicationContext application;

    SecondFactorSetUpTest(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void a_telephone_is_set_up_and_asked_for_at_the_next_sign_in(Given given) throws Exception {
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 390, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/profile/second-factor");
            page.locator("form[action='/profile/second-factor'] button").click();
            var key = page.locator(".key").innerText();
            page.fill("#code", "000000");
            page.locator("form[action$='/confirmation'] button").click();
            assertThat(page.locator("#code-fault")).isVisible();
            // The same key stands there again, for it is in the telephone already.
            assertThat(page.locator(".key")).hasText(key);
            page.fill("#code", code(key, Instant.now()));
            page.locator("form[action$='/confirmation'] button").click();
            assertThat(page.locator(".codes-list li")).hasCount(10);
            var recovery = page.locator(".codes-list li").first().innerText();

            page.evaluate("document.querySelector(\"form[action='/sign-out']\").submit()");
            page.waitForURL(url -> url.endsWith("/sign-in"));
            page.fill("#email", visitor.email());
            page.fill("#password", Visitor.PASSWORD);
            page.locator("form[action='/sign-in'] button").click();
            page.waitForURL(url -> url.endsWith("/sign-in/second-factor"));
            assertThat(page.locator("#code")).isFocused();
            page.fill("#code", "000000");
            page.locator("form[action='/sign-in/second-factor'] button").click();
            assertThat(page.locator(".notice.danger")).isVisible();
            page.fill("#code", recovery);
            page.locator("form[action='/sign-in/second-factor'] button").click();
            page.waitForURL(url -> !url.contains("/sign-in"));
        }
    }

    /** Else the recovery codes, shown once, were lost to a figure of the page before that had found its session ended. */
    @Test
    void what_a_page_fetches_by_itself_never_takes_it_away(Given given) {
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            var left = new ArrayList<String>();
            page.onRequest(request -> {
                if (request.isNavigationRequest() && request.url().endsWith("/sign-in")) {
                    left.add(request.url());
                }
            });
            page.route(url -> true, route -> {
                if (route.request().headers().containsKey("hx-request")) {
                    route.fulfill(
                            new Route.FulfillOptions().setStatus(401).setHeaders(Map.of("HX-Redirect", "/sign-in")));
                } else {
                    route.resume();
                }
            });
            page.waitForResponse(response -> response.status() == 401, () -> page.navigate("/profile/second-factor"));
            page.locator("form[action='/profile/second-factor'] button").click();
            assertThat(page.locator(".key")).isVisible();
            org.assertj.core.api.Assertions.assertThat(left).isEmpty();
        }
    }

    private static String code(String letters, Instant at) throws InvalidKeyException {
        var key = new SecretKeySpec(new Base32().decode(letters.replace(" ", "")), "RAW");
        return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(key, at);
    }
}
