package io.diabolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
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
            "/sign-in",
            "/sign-in/second-factor",
            "/sign-in/passkey",
            "/sign-in/passkey/options");

    /** They show what a secret opens; one that isn't known is told so. */
    private static final Set<String> BY_SECRET =
            Set.of("/setup/{secret}", "/invitations/{secret}", "/password-resets/{secret}");

    /** The stream of live topics stays open for ever; files of the product itself have no workspace. */
    private static final Set<String> NOT_ASKED = Set.of("/live", "/error");

    /** The description of the API names no record and is public. */
    private static final Set<String> PUBLIC_API = Set.of("/api/openapi.json");

    /** A file of what a token may read anyway is no change of the workspace. */
    private static final Set<String> WRITES_NO_RECORD = Set.of("/api/v1/exports");

    private static final String MARK = "Zwischenahn";
    private static final List<String> NONSENSE = List.of(
            "", "x", "-1", "99999999999999999999", "'\"<>&%", "\u0000", "1970-13-45", "\uD83D\uDE80".repeat(2_000));

    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final List<Route> routes;

    EveryRouteTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            List<RequestMappingHandlerMapping> mappings) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.routes = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> entry.getValue().getBeanType().getPackageName().startsWith("io.diabolo"))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(pattern -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> new Route(method.asHttpMethod(), pattern, entry.getValue()))))
                .filter(route ->
                        !NOT_ASKED.contains(route.pattern()) && !route.pattern().contains("{*"))
                .toList();
    }

    record Route(HttpMethod method, String pattern, HandlerMethod handler) {
        boolean isApi() {
            return pattern.startsWith("/api/");
        }

        boolean reads() {
            return method.equals(HttpMethod.GET);
        }

        boolean namesRecord() {
            return pattern.contains("{id");
        }

        /** The addresses of this route: one for each plural and id. */
        List<String> paths(List<String> plurals, List<String> ids) {
            var paths = List.of(pattern);
            paths = filled(paths, "\\{plural[^}]*\\}+?(?=/|$)", plurals);
            paths = filled(paths, "\\{id(:[^{}]*(\\{[0-9]+\\})?)?\\}", ids);
            paths = filled(paths, "\\{(field|name)\\}", List.of("name"));
            return filled(paths, "\\{[a-z]+\\}", List.of("nothing"));
        }

        private static List<String> filled(List<String> paths, String variable, List<String> values) {
            return paths.stream()
                    .flatMap(path -> path.equals(path.replaceFirst(variable, ""))
                            ? java.util.stream.Stream.of(path)
                            : values.stream().map(value -> path.replaceFirst(variable, value)))
                    .distinct()
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    @Test
    void there_are_routes() {
        assertThat(routes).hasSizeGreaterThan(80);
    }

    @Test
    void a_neighbour_finds_no_record_and_changes_none(Given given, Given.Kit worlds) {
        var world = world(given);
        var before = everything(given);
        var neighbour = worlds.given();
        var session = neighbour.signedIn(neighbour.administrator());
        var token = neighbour.bearer(neighbour.administrator(), Scope.ADMIN);
        var softly = new SoftAssertions();
        for (var route : routes) {
            if (WITHOUT_RECORDS.contains(route.pattern()) || BY_SECRET.contains(route.pattern())) {
                continue;
            }
            for (var path : route.paths(plurals(), world)) {
                var request = mvc.method(route.method()).uri(path);
                var answer = route.isApi()
                        ? request.header("Authorization", token)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{}")
                                .exchange()
                        : request.with(session).with(csrf()).exchange();
                if (route.reads() && route.namesRecord()) {
                    // 405 where the plural has no page of its own: nothing is told of the record either.
                    softly.assertThat(status(answer)).as("%s %s", route, path).isIn(404, 405);
                } else {
                    softly.assertThat(status(answer)).as("%s %s", route, path).isLessThan(500);
                }
                softly.assertThat(text(answer)).as("%s %s", route, path).doesNotContain(MARK);
            }
        }
        softly.assertThat(everything(given)).isEqualTo(before);
        softly.assertAll();
    }

    @Test
    void the_api_asks_for_a_token(Given given) {
        var world = world(given).subList(0, 1);
        var softly = new SoftAssertions();
        for (var route : routes) {
            if (route.isApi() && !PUBLIC_API.contains(route.pattern())) {
                var path = route.paths(List.of("companies"), world).getFirst();
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
        var world = world(given).subList(0, 1);
        var softly = new SoftAssertions();
        for (var route : routes) {
            if (!route.isApi() && !WITHOUT_RECORDS.contains(route.pattern()) && !BY_SECRET.contains(route.pattern())) {
                var path = route.paths(List.of("companies"), world).getFirst();
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
        var world = world(given);
        var token = given.bearer(given.administrator(), Scope.READ);
        var before = everything(given);
        var softly = new SoftAssertions();
        for (var route : routes) {
            if (route.isApi() && !route.reads() && !WRITES_NO_RECORD.contains(route.pattern())) {
                for (var path : route.paths(List.of("companies", "leads"), world.subList(0, 2))) {
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
        softly.assertThat(everything(given)).isEqualTo(before);
        softly.assertAll();
    }

    @Test
    void nonsense_is_answered_but_breaks_nothing(Given.Kit worlds) {
        var softly = new SoftAssertions();
        for (var route : routes) {
            var given = worlds.given();
            var own = world(given);
            for (var path : route.paths(plurals(), own)) {
                for (var nonsense : NONSENSE) {
                    var answer = route.isApi() && !route.reads()
                            ? json(route, path, given, nonsense)
                            : form(route, path, given, nonsense);
                    softly.assertThat(status(answer))
                            .as("%s %s with %s", route, path, nonsense.length() > 30 ? "a long text" : nonsense)
                            .isLessThan(500);
                }
                if (own.size() > 3) {
                    break;
                }
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

    private MvcTestResult json(Route route, String path, Given given, String value) {
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
                .header("Authorization", given.bearer(given.administrator(), Scope.ADMIN))
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

    private List<String> plurals() {
        return types.all().stream().map(type -> type.plural()).toList();
    }

    /** A record of every type and a row of what else has an id; answers one id of each table. */
    private List<String> world(Given given) {
        var me = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            var company = create(given, "companies", Map.of("name", MARK + " industrie"));
            create(given, "people", Map.of("last_name", MARK));
            create(given, "leads", Map.of("last_name", MARK));
            create(given, "opportunities", Map.of("name", MARK, "company", company));
            create(given, "products", Map.of("name", MARK));
            create(given, "activities", Map.of("subject", MARK, "kind", "note", "company", company));
        });
        assertThat(mvc.post()
                        .uri("/handoffs")
                        .param("kind", "qualified-lead")
                        .param("subject_type", "lead")
                        .param("subject_id", lead(given))
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(mvc.post()
                        .uri("/teams")
                        .param("name", MARK)
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(mvc.post()
                        .uri("/exports")
                        .param("plural", "companies")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(mvc.post()
                        .uri("/companies/views")
                        .param("view_name", MARK)
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        return given.in(() -> tables("id").stream()
                .map(table ->
                        sql.fetchOne("select id from " + table + " where workspace_id = current_workspace() limit 1"))
                .filter(row -> row != null && row.get(0) instanceof java.util.UUID)
                .map(row -> String.valueOf(row.get(0)))
                .toList());
    }

    private String lead(Given given) {
        return given.in(() -> String.valueOf(sql.fetchValue("select id from lead limit 1")));
    }

    private String create(Given given, String plural, Map<String, String> input) {
        return records.create(types.byPlural(plural), input, given.administrator())
                .record()
                .id()
                .toString();
    }

    private List<String> tables(String withColumn) {
        return sql.fetch("""
                        select relname from pg_class join pg_namespace n on n.oid = relnamespace
                        where nspname = 'public' and relkind in ('r', 'p') and relrowsecurity
                          and has_table_privilege(pg_class.oid, 'select')
                          and exists (select from pg_attribute where attrelid = pg_class.oid and attname = ?)
                        order by relname\
                        """, withColumn).getValues(0, String.class);
    }

    /** All that a workspace holds, as sums; what its own jobs go on with is left out. */
    private Map<String, String> everything(Given given) {
        return given.in(() -> {
            var sums = new LinkedHashMap<String, String>();
            for (var table : tables("workspace_id")) {
                if (!Set.of("job", "stored_file", "stored_file_piece").contains(table)) {
                    sums.put(
                            table,
                            String.valueOf(sql.fetchValue(
                                    "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from " + table
                                            + " t")));
                }
            }
            return sums;
        });
    }

    /** What wasn't answered at all counts as broken. */
    private static int status(MvcTestResult answer) {
        return answer.getUnresolvedException() == null ? answer.getResponse().getStatus() : 599;
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
