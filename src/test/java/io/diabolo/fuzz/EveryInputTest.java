package io.diabolo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nonsense for every route there is, through a real server: never a fault of ours, never a change when the answer is an
 * error, and always a problem (RFC 9457) or a page that people can read. More of it: {@code -Ddiabolo.fuzz=100} rounds; the
 * same again: {@code -Ddiabolo.seed}.
 */
@DiaboloTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryInputTest {
    private static final int ROUNDS = Integer.getInteger("diabolo.fuzz", 1);
    private static final long SEED = Long.getLong("diabolo.seed", 20261128);
    /** The stream stays open for ever; the others would end the session that asks. */
    private static final Set<String> NOT_ASKED =
            Set.of("/live", "/error", "/sign-out", "/sign-out/everywhere", "/profile/password", "/actuator/prometheus");

    private static final List<String> LISTS = List.of(
            "sort",
            "cursor",
            "limit",
            "columns",
            "group",
            "q",
            "query",
            "filter[name]",
            "filter[created_at]",
            "filter[stage]",
            "filter[owner]",
            "filter[x]",
            "filter",
            "filter[",
            "page",
            "from",
            "to",
            "basis",
            "figure",
            "stage",
            "version",
            "at",
            "compare",
            "view",
            "view_name",
            "all",
            "count",
            "id",
            "action",
            "field",
            "value",
            "reason",
            "since",
            "name");

    private final ApplicationContext application;
    private final Map<String, Set<String>> forms = new TreeMap<>();
    private Stranger stranger;
    private List<String> plurals = List.of();
    private Map<String, List<String>> bodies = Map.of();

    EveryInputTest(ApplicationContext application) {
        this.application = application;
    }

    record Route(String method, String pattern, HandlerMethod handler) {
        boolean isApi() {
            return pattern.startsWith("/api/");
        }

        boolean reads() {
            return method.equals("GET");
        }
    }

    record Case(Route route, String path, String type, String body) {
        @Override
        public String toString() {
            return route.method() + " " + shortened(path) + " " + type + " " + shortened(body);
        }

        private static String shortened(String text) {
            var plain = text.replaceAll("\\p{Cntrl}", "?");
            return plain.length() > 300 ? plain.substring(0, 300) + "… (" + plain.length() + ")" : plain;
        }
    }

    @BeforeAll
    void somebody() throws Exception {
        stranger = new Stranger(application);
        var described = JsonMapper.shared()
                .readTree(stranger.send("GET", "/api/openapi.json", "", new byte[0])
                        .body());
        bodies = bodies(described);
        plurals = application.getBean(io.diabolo.records.RecordTypes.class).all().stream()
                .map(type -> type.plural())
                .toList();
        for (var plural : plurals) {
            forms.put(plural, stranger.fields("/" + plural + "/new"));
        }
    }

    @AfterAll
    void gone() {
        stranger.close();
    }

    /** Of each path of the API's description the fields that it takes. */
    private static Map<String, List<String>> bodies(JsonNode described) {
        var bodies = new TreeMap<String, List<String>>();
        described
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var fields = new LinkedHashSet<String>();
                    collect(operation.getValue().path("requestBody"), described, fields, 0);
                    bodies.merge(
                            path.getKey(),
                            List.copyOf(fields),
                            (one, other) -> Stream.concat(one.stream(), other.stream())
                                    .distinct()
                                    .toList());
                }));
        return bodies;
    }

    private static void collect(JsonNode node, JsonNode described, Set<String> fields, int depth) {
        if (depth > 8) {
            return;
        }
        if (node.has("$ref")) {
            var name = node.get("$ref").asString().replaceFirst(".*/", "");
            collect(described.at("/components/schemas/" + name), described, fields, depth + 1);
        }
        node.path("properties").properties().forEach(property -> fields.add(property.getKey()));
        node.forEach(child -> collect(child, described, fields, depth + 1));
    }

    @Test
    void nonsense_breaks_nothing_and_changes_nothing() throws Exception {
        var softly = new SoftAssertions();
        var answers = new TreeMap<Integer, Integer>();
        var nonsense = new Nonsense(SEED);
        var before = stranger.everything();
        for (var round = 0; round < ROUNDS; round++) {
            for (var route : routes()) {
                var asked = asked(route, nonsense);
                var answer = send(asked);
                var after = stranger.everything();
                answers.merge(answer.statusCode(), 1, Integer::sum);
                judge(softly, round, asked, answer, before, after);
                before = after;
                if (isOut(answer)) {
                    stranger.close();
                    stranger = new Stranger(application);
                    before = stranger.everything();
                }
            }
        }
        System.out.println("fuzz seed " + SEED + ", answers " + answers);
        softly.assertThat(answers.keySet()).contains(400, 404, 422);
        softly.assertAll();
    }

    private List<Route> routes() {
        return application.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> entry.getValue().getBeanType().getPackageName().startsWith("io.diabolo"))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(pattern -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> new Route(method.name(), pattern, entry.getValue()))))
                .filter(route ->
                        !NOT_ASKED.contains(route.pattern()) && !route.pattern().contains("{*"))
                .sorted(java.util.Comparator.comparing(Route::pattern).thenComparing(Route::method))
                .toList();
    }

    private Case asked(Route route, Nonsense nonsense) {
        var plural = nonsense.one(plurals);
        var path = route.pattern()
                .replaceAll("\\{plural[^}]*\\}+?(?=/|$)", nonsense.once(12) ? "nothing" : plural)
                .replaceAll("\\{id(:[^{}]*(\\{[0-9]+\\})?)?\\}", nonsense.id(stranger.ids()))
                .replaceAll("\\{(field|name)\\}", nonsense.once(3) ? "x" : "name")
                .replaceAll("\\{[a-z]+(:[^{}]*(\\{[0-9]+\\}[^{}]*)?)?\\}", nonsense.id(stranger.ids()));
        var names = names(route, plural);
        if (route.reads() || nonsense.once(6)) {
            var query = nonsense.query(names);
            path += query.isEmpty() ? "" : "?" + query;
        }
        if (route.reads() || route.method().equals("DELETE")) {
            return new Case(route, path, "", "");
        }
        if (route.isApi()) {
            var right = route.method().equals("PATCH") ? "application/merge-patch+json" : "application/json";
            return new Case(route, path, nonsense.contentType(right), nonsense.json(fields(route, plural)));
        }
        var right = "application/x-www-form-urlencoded";
        return new Case(route, path, nonsense.contentType(right), nonsense.pairs(names));
    }

    private List<String> names(Route route, String plural) {
        var names = new TreeSet<String>();
        for (var parameter : route.handler().getMethodParameters()) {
            var named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                names.add(named.name().isEmpty() ? parameter.getParameter().getName() : named.name());
            }
        }
        names.addAll(forms.getOrDefault(plural, Set.of()));
        var all = new ArrayList<>(names);
        all.addAll(LISTS);
        all.removeIf(name -> name.isEmpty() || name.equals("_csrf"));
        return all;
    }

    private List<String> fields(Route route, String plural) {
        var path = route.pattern().replaceAll("\\{plural[^}]*\\}+?(?=/|$)", plural);
        return bodies.entrySet().stream()
                .filter(entry ->
                        entry.getKey().replaceAll("\\{[^}]*\\}", "{}").equals(path.replaceAll("\\{[^}]*\\}", "{}")))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    private HttpResponse<String> send(Case asked) throws IOException, InterruptedException {
        return stranger.send(asked.route().method(), asked.path(), asked.type(), Nonsense.bytes(asked.body()));
    }

    /** Signed out, by accident or because it said so. */
    private static boolean isOut(HttpResponse<String> answer) {
        return answer.statusCode() == 401
                || answer.headers().firstValue("Location").orElse("").endsWith("/sign-in");
    }

    private static void judge(
            SoftAssertions softly, int round, Case asked, HttpResponse<String> answer, String before, String after) {
        var what = "seed " + SEED + ", round " + round + ": " + asked + " → " + answer.statusCode();
        softly.assertThat(answer.statusCode()).as(what).isLessThan(500);
        if (answer.statusCode() < 400) {
            return;
        }
        softly.assertThat(changed(before, after)).as(what + " changed").isEmpty();
        var type = answer.headers().firstValue("Content-Type").orElse("nothing");
        if (asked.route().isApi()) {
            softly.assertThat(type).as(what).startsWith("application/problem+json");
        } else {
            softly.assertThat(type).as(what).startsWith("text/html");
            softly.assertThat(answer.body()).as(what).contains("lang=\"fr\"");
        }
    }

    private static List<String> changed(String before, String after) {
        var was = List.of(before.split(" "));
        return Stream.of(after.split(" ")).filter(sum -> !was.contains(sum)).toList();
    }

    @Test
    void every_route_is_asked() {
        assertThat(routes()).hasSizeGreaterThan(75);
    }
}
