package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merge, an import and a bulk edit are taken back where they were done: on the page, and by programs. */
@DiaboloTest
class TakenBackTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** One more than what is taken back at once. */
    private static final int MANY = 5_001;

    private final MockMvcTester mvc;

    TakenBackTest(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    @Test
    void a_merge_through_page_and_api(Given given) {
        var me = given.signedIn(given.administrator());
        var write = given.bearer(given.administrator(), Scope.WRITE);
        var kept = create("companies", "{\"name\":\"Mécaval\"}", write);
        var lost = create("companies", "{\"name\":\"MECAVAL SAS\",\"city\":\"Niort\"}", write);
        var person = create("people", "{\"last_name\":\"Roy\",\"company_id\":\"" + lost + "\"}", write);
        var merged = post("companies/" + kept + "/merges", "{\"loser_id\":\"" + lost + "\"}", write);
        assertThat(merged).hasStatus(201);
        assertThat(companyOf(person, write)).isEqualTo(kept);
        var added = create("people", "{\"last_name\":\"Petit\",\"company_id\":\"" + kept + "\"}", write);

        var undone =
                post("change-sets/" + merged.getResponse().getHeader("Diabolo-Change-Set") + "/reversal", "", write);
        assertThat(undone).hasStatus(201);
        assertThat(json(undone).at("/kept_count").asInt()).isEqualTo(1);
        assertThat(json(undone).at("/kept/0/id").asString()).isEqualTo(added);
        assertThat(json(undone).at("/kept/0/why").asString()).isEqualTo("added");
        assertThatThereAreTwo(kept, lost, person, write);

        assertThat(mvc.post()
                        .uri("/companies/" + kept + "/merges")
                        .param("with", lost)
                        .with(me)
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(companyOf(person, write)).isEqualTo(kept);
        var set = newest("company.merged", write);
        assertThat(mvc.get().uri("/companies/" + kept).with(me)).bodyText().contains("/changes/" + set + "/reversal");
        assertThat(mvc.post().uri("/changes/" + set + "/reversal").with(me).with(csrf()))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/changes/" + set);
        assertThatThereAreTwo(kept, lost, person, write);
        assertThat(mvc.get().uri("/companies/" + lost).with(me))
                .hasStatusOk()
                .bodyText()
                .contains("MECAVAL SAS");
    }

    private void assertThatThereAreTwo(String kept, String lost, String person, String write) {
        assertThat(companyOf(person, write)).isEqualTo(lost);
        assertThat(json(get("companies/" + kept, write)).path("city").asString(""))
                .isEmpty();
        var other = get("companies/" + lost, write);
        assertThat(other).hasStatusOk().doesNotContainHeader("Content-Location");
        assertThat(json(other).get("city").asString()).isEqualTo("Niort");
    }

    private String companyOf(String person, String bearer) {
        return json(get("people/" + person, bearer)).get("company_id").asString();
    }

    @Test
    void a_bulk_edit_of_the_page_through_the_api(Given given) {
        var write = given.bearer(given.administrator(), Scope.WRITE);
        create("companies", "{\"name\":\"Mécaval\",\"city\":\"Niort\"}", write);
        create("companies", "{\"name\":\"Carlin\",\"city\":\"Brest\"}", write);
        assertThat(mvc.post()
                        .uri("/companies/bulk")
                        .param("all", "true")
                        .param("count", "2")
                        .param("action", "save")
                        .param("field", "city")
                        .param("value", "Lyon")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(count("companies?filter[city]=Lyon", write)).isEqualTo(2);

        var set = newest("company.bulk-updated", write);
        var undone = post("change-sets/" + set + "/reversal", "", write);
        assertThat(undone).hasStatus(201);
        assertThat(json(undone).at("/set_back").asInt()).isEqualTo(2);
        assertThat(json(undone).at("/kept_count").asInt()).isZero();
        assertThat(count("companies?filter[city]=Lyon", write)).isZero();
        assertThat(count("companies?filter[city]=Niort", write)).isEqualTo(1);
        assertThat(post("change-sets/" + set + "/reversal", "", write)).hasStatus(422);
    }

    @Test
    void a_large_import_through_the_api_that_says_what_stayed(Given given) {
        var write = given.bearer(given.administrator(), Scope.WRITE);
        var rows = IntStream.range(0, MANY)
                .mapToObj("Produit %04d,Essais,10"::formatted)
                .collect(Collectors.joining("\n", "product,series,sales_price\n", "\n"));
        var begun = mvc.perform(multipart("/api/v1/imports")
                .part(new MockPart("file", "products.csv", rows.getBytes(StandardCharsets.UTF_8), MediaType.TEXT_PLAIN))
                .param("yes", "true")
                .header("Authorization", write));
        assertThat(begun).hasStatus(202);
        var done = until("imports/" + json(begun).get("id").asString(), write, state -> !state.endsWith("ing"));
        assertThat(done.get("state").asString()).as(done::toString).isEqualTo("done");
        assertThat(count("products", write)).isEqualTo(MANY);
        var changed = json(get("products?filter[name]=Produit 0007", write))
                .at("/items/0/id")
                .asString();
        assertThat(mvc.patch()
                        .uri("/api/v1/products/" + changed)
                        .header("Authorization", write)
                        .contentType("application/merge-patch+json")
                        .content("{\"description\":\"Pour les ateliers\"}"))
                .hasStatusOk();

        var reversal = post("change-sets/" + done.get("change_set_id").asString() + "/reversal", "", write);
        assertThat(reversal).hasStatus(202);
        var undone = until(
                "jobs/" + json(reversal).get("job_id").asString(),
                write,
                state -> !state.equals("waiting") && !state.equals("running"));

        assertThat(undone.get("state").asString()).as(undone::toString).isEqualTo("done");
        assertThat(undone.at("/outcome/removed").asInt()).isEqualTo(MANY - 1);
        assertThat(undone.at("/outcome/kept_count").asInt()).isEqualTo(1);
        assertThat(undone.at("/outcome/kept/0/id").asString()).isEqualTo(changed);
        assertThat(undone.at("/outcome/kept/0/label").asString()).isEqualTo("Produit 0007");
        assertThat(undone.at("/outcome/kept/0/why").asString()).isEqualTo("changed");
        assertThat(count("products", write)).isEqualTo(1);
        assertThat(json(get("imports/" + done.get("id").asString(), write))
                        .get("state")
                        .asString())
                .isEqualTo("undone");
    }

    private JsonNode until(String path, String bearer, Predicate<String> over) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> json(get(path, bearer)),
                        answer -> over.test(answer.get("state").asString()));
    }

    private String newest(String action, String bearer) {
        for (var set : json(get("change-sets", bearer)).get("items")) {
            if (set.get("action").asString().equals(action)) {
                return set.get("id").asString();
            }
        }
        throw new AssertionError("no " + action);
    }

    private String create(String plural, String body, String bearer) {
        var created = post(plural, body, bearer);
        assertThat(created).hasStatus(201);
        return json(created).get("id").asString();
    }

    private MvcTestResult post(String path, String body, String bearer) {
        return mvc.post()
                .uri("/api/v1/" + path)
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult get(String path, String bearer) {
        return mvc.get().uri("/api/v1/" + path).header("Authorization", bearer).exchange();
    }

    private long count(String list, String bearer) {
        return json(get(list.replaceFirst("(?=\\?|$)", "/count"), bearer))
                .get("count")
                .asLong();
    }

    private static JsonNode json(MvcTestResult answer) {
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
    }
}
