package io.diabolo.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.diabolo.platform.Actor;
import io.diabolo.testkit.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A member in front of a real browser, signed in by the form; one Chromium for all tests of a run, and each of their threads. */
final class Visitor implements AutoCloseable {
    static final String PASSWORD = "deux cônes et une ficelle";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private String email = "";

    private Visitor(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(20_000);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " at " + page.url());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Started by the first that needs it, ended with the run; it answers only the thread that started it. */
    private static final class Chromium {
        private static final ThreadLocal<Browser> BROWSER = ThreadLocal.withInitial(Chromium::start);

        private static Browser start() {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return playwright
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(Path.of("/usr/bin/chromium"))
                            .setArgs(List.of(
                                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage")));
        }
    }

    /** Somebody who isn't signed in. */
    static Visitor unknown(ApplicationContext application, int width, ColorScheme scheme) {
        return new Visitor(Chromium.BROWSER
                .get()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 860)
                        .setLocale("fr-FR")
                        .setColorScheme(scheme)
                        .setBaseURL("http://localhost:"
                                + application.getEnvironment().getProperty("local.server.port"))));
    }

    /** Somebody whose browser runs no script. */
    static Visitor withoutScript(ApplicationContext application, int width) {
        return new Visitor(Chromium.BROWSER
                .get()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 860)
                        .setLocale("fr-FR")
                        .setJavaScriptEnabled(false)
                        .setBaseURL("http://localhost:"
                                + application.getEnvironment().getProperty("local.server.port"))));
    }

    static Visitor signedIn(ApplicationContext application, Given given, Actor actor, int width, ColorScheme scheme) {
        return signIn(unknown(application, width, scheme), application, given, actor);
    }

    /** With a phone that is touched: there is no mouse, and the browser scrolls where a finger moves. */
    static Visitor byTouch(ApplicationContext application, Given given, Actor actor) {
        var phone = new Visitor(Chromium.BROWSER
                .get()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setHasTouch(true)
                        .setIsMobile(true)
                        .setLocale("fr-FR")
                        .setBaseURL("http://localhost:"
                                + application.getEnvironment().getProperty("local.server.port"))));
        return signIn(phone, application, given, actor);
    }

    private static Visitor signIn(Visitor visitor, ApplicationContext application, Given given, Actor actor) {
        var email = account(application, given, actor);
        visitor.email = email;
        visitor.page.navigate("/sign-in");
        visitor.page.fill("#email", email);
        visitor.page.fill("#password", PASSWORD);
        visitor.page.locator("form[action='/sign-in'] button").click();
        visitor.page.waitForURL(url -> !url.endsWith("/sign-in"));
        return visitor;
    }

    private static String account(ApplicationContext application, Given given, Actor actor) {
        var sql = application.getBean(DSLContext.class);
        var email = UUID.randomUUID() + "@example.org";
        var password = application.getBean(PasswordEncoder.class).encode(PASSWORD);
        var account =
                sql.resultQuery("select save_account(?, ?)", email, password).fetchSingle(0, UUID.class);
        given.run(() -> sql.execute(
                "update member set email = ?, account_id = ? where id = ?",
                email,
                account,
                actor.member().value()));
        return email;
    }

    /** Another window, perhaps another thread's, of who is signed in with these cookies. */
    static Visitor withCookies(ApplicationContext application, List<Cookie> cookies, int width, ColorScheme scheme) {
        var visitor = unknown(application, width, scheme);
        visitor.context.addCookies(cookies);
        return visitor;
    }

    /** The page in front as it stands, at another width or in other colours. */
    void see(int width, ColorScheme scheme) {
        page.setViewportSize(width, 860);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** By which this visitor signs in. */
    String email() {
        return email;
    }

    Page page() {
        return page;
    }

    /** What the console said that it shouldn't. */
    List<String> complaints() {
        return complaints;
    }

    /** The bytes that the page in front needed over the wire, compressed as they came. */
    long weight() {
        return ((Number) page.evaluate("""
                        ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
                          .reduce((sum, entry) => sum + entry.transferSize, 0)""")).longValue();
    }

    boolean scrollsSideways() {
        return !Boolean.TRUE.equals(page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }

    @Override
    public void close() {
        context.close();
    }
}
