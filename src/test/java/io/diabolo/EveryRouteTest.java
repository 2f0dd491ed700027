package io.diabolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** DESIGN.md §6, walked over every route there is: a neighbour finds nothing, a reader writes nothing, nonsense breaks nothing. */
@DiaboloTest
class EveryRouteTest {
    /** Open to everybody: they know no record. A definition is a text, a problem a type, a palette a list of commands. */
    private static final Set<String> WITHOUT_RECORDS = Set.of(
            "/definitions",
            "/definitions/{id}",
            "/problems/{name}",
            "/components",
            "/error",
            "/a/diabolo.js",
            "/a/visits",
            "/sign-in",
            "/sign-in/second-factor",
            "/sign-in/passkey",
            "/sign-in/passkey/options");

    /** They show what a secret opens; one that isn't known is told so. */
    private static final Set<String> BY_SECRET = Set.of(
            "/setup/{secret}",
            "/invitations/{secret}",
            "/password-resets/{secret}",
            "/unsubscribe/{token}",
            "/f/{key}",
            "/f/downloads/{token}",
            "/f/confirmations/{token}",
            "/book/{key}",
            "/booked/{key}",
            "/calendars/{key}",
            "/j/{link}",
            "/j/{link}/applications",
            "/q/{link}",
            "/q/{link}/views",
            "/q/{link}/comments",
            "/q/{link}/options",
            "/q/{link}/refusal",
            "/q/{link}/codes",
            "/q/{link}/acceptance",
            "/q/{link}/document",
            "/q/{link}/signed",
            "/q/{link}/annexes/{contribution:[0-9a-fA-F-]{36}}",
            "/approve/{link}",
            "/approve/{link}/decision",
            "/o/{link}",
            "/o/{link}/steps/{step}",
            "/help/{key}",
            "/help/{key}/articles/{id:[0-9a-fA-F-]{36}}",
            "/help/{key}/request",
            "/help/{key}/suggestions",
            "/help/{key}/requests",
            "/help/{key}/sign-ins",
            "/ratings/{link}",
            "/my-requests/{link}",
            "/my-requests/{link}/requests",
            "/my-requests/{link}/leaving",
            "/my-requests/{link}/articles/{id:[0-9a-fA-F-]{36}}",
            "/my-requests/{link}/{id:[0-9a-fA-F-]{36}}",
            "/my-requests/{link}/{id:[0-9a-fA-F-]{36}}/replies",
            "/my-requests/{link}/{id:[0-9a-fA-F-]{36}}/files/{file}/file",
            "/my-requests/{link}/{id:[0-9a-fA-F-]{36}}/closing",
            "/booked/{key}/times",
            "/booked/{key}/cancellation");

    /** The stream of live topics stays open for ever; files of the product itself have no workspace. */
    private static final Set<String> NOT_ASKED = Set.of("/live", "/error");

    /** The description of the API names no record and is public. */
    private static final Set<String> PUBLIC_API = Set.of("/api/openapi.json");

    /** What strangers send by the key of a form; members read it with a token. */
    private static final Set<String> BY_STRANGERS =
            Set.of("POST /api/v1/forms/{key}/submissions", "POST /api/v1/hooks/{key}");

    /** A file of what a token may read anyway, and what a title says, is no change of the workspace. */
    private static final Set<String> WRITES_NO_RECORD =
            Set.of("/api/v1/exports", "/api/v1/title-readings", "/api/v1/capacity");

    private static final List<String> NONSENSE = List.of(
            "", "x", "-1", "99999999999999999999", "'\"<>&%", "\u0000", "1970-13-45", "\uD83D\uDE80".repeat(2_000));

    private final MockMvcTester mvc;
    private final WorldOfRecords world;
    private final List<Route> routes;

    EveryRouteTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            ApplicationContext application,
            List<RequestMappingHandlerMapping> mappings) {
        this.mvc = mvc;
        this.world = new WorldOfRecords(mvc, sql, records, types, application);
        this.routes = Route.all(mappings).stream()
                .filter(route ->
                        !NOT_ASKED.contains(route.pattern()) && !route.pattern().contains("{*"))
                .toList();
    }

    @Test
    void there_are_routes() {
        assertThat(routes).hasSizeGreaterThan(80);
    }

    @Test
    void a_neighbour_finds_no_record_and_changes_none(Given given, Given.Kit worlds) {
        var ids = world.filled(given);
        var own = world.oneOfEach(given);
        var before = world.sums(given);
        var neighbour = worlds.given();
        var session = neighbour.signedIn(neighbour.administrator());
        var token = neighbour.bearer(neighbour.administrator(), Scope.ADMIN);
        // Tens of thousands of requests that wait for the database in turn: two at once.
        assertThat(routes.parallelStream()
                        .filter(route -> !WITHOUT_RECORDS.contains(route.pattern()))
                        .filter(route -> !BY_SECRET.contains(route.pattern()))
                        .flatMap(route -> route.paths(own, ids).stream()
                                .flatMap(path -> told(route, path, asked(route, path, session, token)))))
                .isEmpty();
        assertThat(world.sums(given)).isEqualTo(before);
    }

    private MvcTestResult asked(Route route, String path, RequestPostProcessor session, String token) {
        var request = mvc.method(route.method()).uri(path);
        return route.isApi()
                ? request.header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")
                        .exchange()
                : request.with(session).with(csrf()).exchange();
    }

    /** What the answer tells a neighbour of a record, or how it broke. */
    private static Stream<String> told(Route route, String path, MvcTestResult answer) {
        // 405 where the plural has no page of its own: nothing is told of the record either.
        var right = route.reads() && route.namesRecord()
                ? status(answer) == 404 || status(answer) == 405
                : status(answer) < 500;
        return right && !text(answer).contains(WorldOfRecords.MARK)
                ? Stream.empty()
                : Stream.of(route + " " + path + ": " + status(answer));
    }

    @Test
    void the_api_asks_for_a_token(Given given) {
        var ids = world.filled(given).subList(0, 1);
        var softly = new SoftAssertions();
        for (var route : routes) {
            if (route.isApi() && !PUBLIC_API.contains(route.pattern()) && !BY_STRANGERS.contains(route.toString())) {
                var path = route.paths(List.of("companies"), ids).getFirst();
                var answer = mvc.method(route.method()).uri(path).exchange();
                softly.assertThat(status(answer)).as(route.toString()).isEqualTo(401);
                softly.assertThat(answer.getResponse().getContentType())
                        .as(route.toString())
                        .startsWith("application/problem+json");
            }
        }
        softly.assertAll();
    }

    @Test
    void a_page_asks_for_a_sign_in(Given given) {
        var ids = world.filled(given).subList(0, 1);
        var softly = new SoftAssertions();
        for (var route : routes) {
            if (!route.isApi() && !WITHOUT_RECORDS.contains(route.pattern()) && !BY_SECRET.contains(route.pattern())) {
                var path = route.paths(List.of("companies"), ids).getFirst();
                var answer = mvc.method(route.method())
                        .uri(path)
                        .accept(MediaType.TEXT_HTML)
                        .with(csrf())
                        .exchange();
                softly.assertThat(answer.getResponse().getRedirectedUrl())
                        .as(route.toString())
                        .isEqualTo("/sign-in");
            }
        }
        softly.assertAll();
    }

    @Test
    void a_token_that_reads_does_not_write(Given given) {
        var ids = world.filled(given);
        var token = given.bearer(given.administrator(), Scope.READ);
        var before = world.sums(given);
        var softly = new SoftAssertions();
        for (var route : routes) {
            if (route.isApi()
                    && !route.reads()
                    && !WRITES_NO_RECORD.contains(route.pattern())
                    && !BY_STRANGERS.contains(route.toString())) {
                for (var path : route.paths(List.of("companies", "leads"), ids.subList(0, 2))) {
                    var answer = mvc.method(route.method())
                            .uri(path)
                            .header("Authorization", token)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"name\":\"x\"}")
                            .exchange();
                    softly.assertThat(status(answer)).as("%s %s", route, path).isEqualTo(403);
                }
            }
        }
        softly.assertThat(world.sums(given)).isEqualTo(before);
        softly.assertAll();
    }

    @Test
    void nonsense_is_answered_but_breaks_nothing(Given.Kit worlds) {
        var softly = new SoftAssertions();
        var whole = new WholeWorld(world, worlds);
        for (var route : routes) {
            var own = whole.ids();
            for (var path : route.paths(world.plurals(), own)) {
                for (var nonsense : NONSENSE) {
                    var answer = route.isApi() && !route.reads()
                            ? json(route, path, whole.bearer(), nonsense)
                            : form(route, path, whole.given(), nonsense);
                    softly.assertThat(status(answer))
                            .as("%s %s with %s", route, path, nonsense.length() > 30 ? "a long text" : nonsense)
                            .isLessThan(500);
                }
                if (own.size() > 3) {
                    break;
                }
            }
            if (!route.reads()) {
                whole.mend();
            }
        }
        softly.assertAll();
    }

    private MvcTestResult form(Route route, String path, Given given, String value) {
        var request = mvc.method(route.method())
                .uri(path)
                .with(given.signedIn(given.administrator()))
                .with(csrf());
        for (var parameter : route.handler().getMethodParameters()) {
            var named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null && !value.isEmpty()) {
                var name = named.name().isEmpty() ? parameter.getParameter().getName() : named.name();
                request = request.param(name, value);
            }
        }
        for (var name : value.isEmpty()
                ? List.<String>of()
                : List.of(
                        "name",
                        "sort",
                        "filter[name]",
                        "figure",
                        "from",
                        "cursor",
                        "version",
                        "email",
                        "stage",
                        "at")) {
            request = request.param(name, value);
        }
        return request.exchange();
    }

    private MvcTestResult json(Route route, String path, String bearer, String value) {
        var body = switch (value) {
            case "" -> "";
            case "x" -> "{\"a\":";
            case "-1" -> "[]";
            default ->
                "{\"name\":\"%s\",\"stage\":\"%s\",\"at\":\"%s\",\"type\":\"%s\",\"kind\":[1]}"
                        .replace("%s", escaped(value));
        };
        return mvc.method(route.method())
                .uri(path)
                .header("Authorization", bearer)
                .contentType(
                        route.method().equals(HttpMethod.PATCH)
                                ? MediaType.valueOf("application/merge-patch+json")
                                : MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static String escaped(String value) {
        return value.replace("\"", "\\\"").replace("\u0000", "\\u0000");
    }

    /** What wasn't answered at all counts as broken. */
    private static int status(MvcTestResult answer) {
        return answer.getUnresolvedException() == null ? answer.getResponse().getStatus() : 599;
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
