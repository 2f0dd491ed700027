package io.diabolo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What every page gets from the shell, asked over HTTP. */
class ShellTest {
    private static ConfigurableApplicationContext app;
    private static String base;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() {
        app = Trial.start();
        base = "http://localhost:" + app.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path)).setHeader("Accept-Language", "fr");
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Test
    void a_page_is_a_document_and_for_htmx_its_content_alone() throws Exception {
        var whole = get("/components");
        assertThat(whole.body()).startsWith("<!doctype html>").contains("<h1>Composants", "lang=\"fr\"");
        assertThat(String.join(",", whole.headers().allValues("Vary"))).containsIgnoringCase("HX-Request");
        assertThat(whole.headers().firstValue("Cache-Control")).hasValue("no-store");

        var part = get("/components", "HX-Request", "true");
        assertThat(part.body())
                .contains("<title>Composants", "<h1>Composants")
                .doesNotContain("<html", "class=\"side\"");

        assertThat(get("/components", "HX-Request", "true", "HX-History-Restore-Request", "true")
                        .body())
                .startsWith("<!doctype html>");
    }

    @Test
    void no_page_has_text_without_a_key_or_style_of_its_own() throws Exception {
        for (var path : new String[] {"/components", "/palette", "/problems/not-found", "/nothing"}) {
            assertThat(get(path).body()).doesNotContain("??", "style=\"", "onclick", "hx-on");
        }
    }

    @Test
    void the_navigation_shows_what_the_member_may_see_and_where_they_are() throws Exception {
        var page = get("/components").body();
        assertThat(page).contains("Atelier Nord", "aria-current=\"page\" data-letter=\"d\"", "1\u00a0284");
        assertThat(page).doesNotContain("/problems/not-allowed");
        assertThat(get("/components?as=nobody").body()).doesNotContain("Atelier Nord", "name=\"csrf\"");
    }

    @Test
    void every_problem_is_a_page_for_people() throws Exception {
        assertThat(get("/trial/missing").statusCode()).isEqualTo(404);
        assertThat(get("/trial/forbidden").statusCode()).isEqualTo(403);
        assertThat(get("/trial/forbidden").body()).contains("Seul un administrateur");
        assertThat(get("/trial/stale").statusCode()).isEqualTo(409);
        assertThat(get("/trial/bad").statusCode()).isEqualTo(422);
        assertThat(get("/trial/bad").body()).contains("Ce SIREN n’existe pas");
        var unknown = get("/nothing/here");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("Introuvable");
        assertThat(get("/nothing/here", "Accept-Language", "en").body()).contains("Not found");
    }

    @Test
    void every_problem_is_rfc_9457_for_programs() throws Exception {
        var bad = get("/api/trial/bad");
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(bad.body())
                .contains("\"type\":\"/problems/bad-input\"", "\"errors\":[", "\"field\":\"email\"", "\"status\":422");
        assertThat(get("/api/trial/stale").statusCode()).isEqualTo(412);
        assertThat(get("/api/nothing").body()).contains("/problems/not-found");
        assertThat(get("/trial/missing", "Accept", "application/json").body()).contains("/problems/not-found");
        for (var name : Problem.NAMES) {
            assertThat(get("/problems/" + name).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_defect_shows_a_reference_and_nothing_of_itself() throws Exception {
        var broken = get("/trial/broken");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).contains("Référence à citer").doesNotContain("secret");
        assertThat(get("/api/trial/broken").body()).contains("\"reference\":\"").doesNotContain("secret");
    }

    @Test
    void what_is_said_after_a_redirect_is_said_once_and_can_be_undone() throws Exception {
        var answer = get("/trial/said");
        assertThat(answer.statusCode()).isIn(302, 303);
        assertThat(get("/components").body()).contains("2 perdus</span>", "action=\"/components\"");
        assertThat(get("/components").body()).doesNotContain("2 perdus</span>");
    }

    @Test
    void the_palette_finds_pages_without_accents_and_records_of_modules() throws Exception {
        assertThat(get("/palette?q=compos").body()).contains("href=\"/components\"", "<kbd>g d</kbd>");
        assertThat(get("/palette?q=claire").body()).contains("Claire Fontaine", "Mécaval");
        assertThat(get("/palette?q=zzz").body()).contains("Rien ne correspond");
    }

    @Test
    void assets_stay_for_ever_under_their_hash_and_the_first_page_is_light() throws Exception {
        var page = get("/components").body();
        var weight = page.length();
        var paths = Pattern.compile("/assets/[^\"]+").matcher(page);
        while (paths.find()) {
            var file = get(paths.group(), "Accept-Encoding", "gzip");
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            weight += (int) file.headers().firstValueAsLong("Content-Length").orElse(0);
        }
        assertThat(weight).isLessThan(140_000);
        var css = Pattern.compile("/assets/([^/]+)/css").matcher(page);
        assertThat(css.find()).isTrue();
        var old = get("/assets/0123456789abcdef/css/diabolo.css");
        assertThat(old.statusCode()).isEqualTo(200);
        assertThat(old.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(get("/assets/" + css.group(1) + "/js/nothing.js").statusCode())
                .isEqualTo(404);
    }
}
