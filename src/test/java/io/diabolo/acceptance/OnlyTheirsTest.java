package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever asks, by whichever way, gets exactly what is theirs. Every record of this world bears a word that says whose it is
 * and a number, such as {@code claire3}; each way is asked for all of them.
 */
@DiaboloTest
class OnlyTheirsTest {
    private static final List<String> TYPES = List.of("companies", "people", "leads", "opportunities");
    private static final Pattern MARK = Pattern.compile("(claire|nora|voisin)[0-9]+(?=z)");

    private final MockMvcTester mvc;
    private final JsonMapper json;
    private final Records records;
    private final RecordTypes types;

    OnlyTheirsTest(MockMvcTester mvc, JsonMapper json, Records records, RecordTypes types) {
        this.mvc = mvc;
        this.json = json;
        this.records = records;
        this.types = types;
    }

    @Test
    void each_gets_exactly_what_is_theirs_by_every_way(Given given, Given.Kit worlds) {
        var neighbour = worlds.given();
        var claire = given.administrator();
        var nora = given.memberWhoSeesOwn("Nora Petit", "sdr");
        var claires = world(given, claire, "claire", 5);
        var noras = world(given, nora, "nora", 3);
        var theirs = world(neighbour, neighbour.administrator(), "voisin", 4);
        var all = new HashSet<>(claires);
        all.addAll(noras);

        everyWay(given, nora, noras);
        everyWay(given, claire, all);
        everyWay(neighbour, neighbour.administrator(), theirs);
    }

    /** So many of each type, as their owner makes them. */
    private Set<String> world(Given given, Actor owner, String word, int many) {
        var marks = new HashSet<String>();
        WorkspaceScope.run(given.workspace(), () -> {
            for (var i = 0; i < many; i++) {
                var mark = word + i;
                marks.add(mark);
                var company = create("companies", Map.of("name", mark + "z industrie", "owner", "me"), owner);
                create("people", Map.of("last_name", mark + "z", "company", company, "owner", "me"), owner);
                create("leads", Map.of("last_name", mark + "z lead", "owner", "me"), owner);
                create("opportunities", Map.of("name", mark + "z affaire", "company", company, "owner", "me"), owner);
            }
        });
        return marks;
    }

    private String create(String plural, Map<String, String> input, Actor me) {
        return records.create(types.byPlural(plural), input, me).record().id().toString();
    }

    private void everyWay(Given given, Actor who, Set<String> marks) {
        var session = given.signedIn(who);
        var token = given.bearer(who, Scope.READ);
        for (var plural : TYPES) {
            assertThat(marks(page("/" + plural, session)))
                    .as("list of %s", plural)
                    .isEqualTo(marks);
            assertThat(marks(api("/api/v1/" + plural, token).toString()))
                    .as("API of %s", plural)
                    .isEqualTo(marks);
            // A lead's person is one more of the people.
            var many = plural.equals("people") ? 2L * marks.size() : marks.size();
            assertThat(api("/api/v1/" + plural + "/count", token).get("count").asLong())
                    .as("count of %s", plural)
                    .isEqualTo(many);
            // At once, or a moment later where the planner expects many.
            assertThat(page("/" + plural, session)).containsPattern(">(" + many + "|…)</small>");
            assertThat(marks(export(plural, given, who)))
                    .as("export of %s", plural)
                    .isEqualTo(marks);
        }
        assertThat(marks(page("/journeys", session))).as("journeys").isEqualTo(marks);
        assertThat(api("/api/v1/journeys/count", token).get("count").asLong()).isEqualTo(2L * marks.size());
        var reached = new ArrayList<Long>();
        api("/api/v1/funnel", token)
                .get("stages")
                .forEach(stage -> reached.add(stage.get("reached").asLong()));
        assertThat(reached.get(1)).as("leads of the funnel").isEqualTo(marks.size());
        assertThat(reached.get(3)).as("discoveries of the funnel").isEqualTo(marks.size());
        for (var word : List.of("claire", "nora", "voisin")) {
            var found = new HashSet<>(marks);
            found.removeIf(mark -> !mark.startsWith(word));
            assertThat(marks(api("/api/v1/search?limit=100&q=" + word, token).toString()))
                    .as("search for %s", word)
                    .isEqualTo(found);
            assertThat(marks(page("/search?q=" + word, session)))
                    .as("search page for %s", word)
                    .isEqualTo(found);
            assertThat(marks(page("/palette?q=" + word, session)))
                    .as("palette for %s", word)
                    .isSubsetOf(found);
        }
        aReadTokenWritesNothing(token);
    }

    private void aReadTokenWritesNothing(String token) {
        for (var plural : TYPES) {
            assertThat(mvc.post()
                            .uri("/api/v1/" + plural)
                            .header("Authorization", token)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"name\":\"x\",\"last_name\":\"x\"}"))
                    .hasStatus(403);
        }
    }

    private String page(String path, RequestPostProcessor session) {
        var answer = mvc.get().uri(path).with(session).exchange();
        assertThat(answer).as(path).hasStatusOk();
        return Exports.text(answer);
    }

    private JsonNode api(String path, String token) {
        var answer = mvc.get().uri(path).header("Authorization", token).exchange();
        assertThat(answer).as(path).hasStatusOk();
        return json.readTree(Exports.text(answer));
    }

    private String export(String plural, Given given, Actor who) {
        assertThat(mvc.post()
                        .uri("/exports")
                        .param("plural", plural)
                        .param("format", "csv")
                        .with(given.signedIn(who))
                        .with(csrf()))
                .hasRedirectedUrl("/exports");
        return Exports.newest(mvc, given.signedIn(who));
    }

    private static Set<String> marks(String text) {
        var marks = new HashSet<String>();
        MARK.matcher(text).results().forEach(found -> marks.add(found.group()));
        return marks;
    }
}
