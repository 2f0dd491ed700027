package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The script on the customer's own site, in a browser: it keeps and sends nothing before the visitor agrees. */
@DiaboloTest
class SiteScriptInBrowserTest {
    private static final Pattern KEY = Pattern.compile("data-key=(?:\"|&#34;|&quot;)([A-Za-z0-9_-]+)");
    private final ApplicationContext application;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final MockMvcTester mvc;

    SiteScriptInBrowserTest(
            ApplicationContext application, DSLContext sql, Records records, RecordTypes types, MockMvcTester mvc) {
        this.application = application;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.mvc = mvc;
    }

    private String pageWithScript(Given given, String base, String form) throws Exception {
        var builder = mvc.get()
                .uri("/forms/" + form + "/builder")
                .with(given.signedIn(given.administrator()))
                .exchange()
                .getResponse()
                .getContentAsString();
        var key = KEY.matcher(builder);
        assertThat(key.find()).isTrue();
        var ofForm =
                given.<String>in(() -> sql.fetchSingle("select key from form").get(0, String.class));
        return """
                <!doctype html><title>Site</title><h1>Notre site</h1>
                <form action="%1$s/f/%2$s" method="post">
                <input name="email" id="email"><input name="last_name" id="name"><button>Envoyer</button></form>
                <script src="%1$s/a/diabolo.js" data-key="%3$s"></script>
                """.formatted(base, ofForm, key.group(1));
    }

    private long count(Given given, String query) {
        return given.<Long>in(() -> sql.fetchSingle(query).get(0, Long.class));
    }

    private static String kept(Page page) {
        return String.valueOf(
                page.evaluate("localStorage.length + '/' + sessionStorage.length + '/' + document.cookie"));
    }

    @Test
    void nothing_is_sent_or_kept_before_consent_a_form_joins_the_visits_and_a_no_forgets(Given given) throws Exception {
        var form = given.in(() -> records.create(
                        types.byId("form").orElseThrow(),
                        Map.of("name", "Démo", "state", "open"),
                        given.administrator())
                .record()
                .id());
        var base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
        var html = pageWithScript(given, base, form.toString());
        List<String> sent = new CopyOnWriteArrayList<>();
        var server = served(html);
        var site = "http://127.0.0.1:" + server.getAddress().getPort();
        try (var visitor = Visitor.unknown(application, 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.onRequest(request -> {
                if (request.url().startsWith(base) && !request.url().endsWith("/a/diabolo.js")) {
                    sent.add(request.url());
                }
            });
            page.navigate(site + "/tarifs?utm_source=salon");
            page.navigate(site + "/clients");
            assertThat(kept(page)).isEqualTo("0/0/");
            assertThat(sent).isEmpty();
            assertThat(count(given, "select count(*) from touch")).isZero();

            page.evaluate("diabolo.consent(true)");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> count(given, "select count(*) from touch where page like '%/clients'") == 1);
            assertThat(kept(page)).startsWith("1/");
            page.navigate(site + "/tarifs");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> count(given, "select count(*) from touch where person_id is null") == 2);
            assertThat(sent).hasSize(2).allMatch(url -> url.equals(base + "/a/visits"));

            page.fill("#email", "lea@brest.example");
            page.fill("#name", "Martin");
            page.locator("form button").click();
            assertThat(page.locator("h1")).hasText("Merci !");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> count(given, "select count(*) from touch where person_id is not null") == 3);
            assertThat(count(given, "select count(distinct person_id) from touch"))
                    .isEqualTo(1);

            page.navigate(site + "/merci");
            await().atMost(Duration.ofSeconds(10)).until(() -> count(given, "select count(*) from touch") == 4);
            page.evaluate("diabolo.consent(false)");
            assertThat(kept(page)).isEqualTo("0/0/");
            sent.clear();
            page.navigate(site + "/tarifs");
            assertThat(page.locator("h1")).hasText("Notre site");
            assertThat(sent).isEmpty();
            assertThat(kept(page)).isEqualTo("0/0/");
            assertThat(count(given, "select count(*) from touch")).isEqualTo(4);
        } finally {
            server.stop(0);
        }
    }

    /** The customer's site: another origin than the server's, with one page at every address. */
    private static HttpServer served(String html) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var page = html.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            try (var body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        server.start();
        return server;
    }
}
