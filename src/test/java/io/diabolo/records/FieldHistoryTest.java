package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a field was before, told and taken back; and two who edit one record. */
@DiaboloTest
class FieldHistoryTest {
    private static final int OFTEN = 450;
    private final Records records;
    private final MockMvcTester mvc;
    private final RecordType companies;

    FieldHistoryTest(Records records, MockMvcTester mvc, RecordTypes types) {
        this.records = records;
        this.mvc = mvc;
        this.companies = types.byPlural("companies");
    }

    private UUID changed(Given given, Actor me) {
        return WorkspaceScope.in(given.workspace(), () -> {
            var id = records.create(companies, Map.of("name", "Mécaval", "city", "Niort", "turnover", "100 EUR"), me)
                    .record()
                    .id();
            records.update(companies, id, Map.of("city", "Lyon"), null, me);
            records.update(companies, id, Map.of("turnover", "250 EUR", "owner", "me"), null, me);
            return id;
        });
    }

    @Test
    void each_field_tells_its_way_and_takes_an_earlier_value_back_as_an_ordinary_edit(Given given) {
        var me = given.administrator();
        var id = changed(given, me);
        var path = "/companies/" + id + "/history";
        assertThat(mvc.get().uri(path + "?field=city").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Historique\u00a0: Ville", "Niort", "Claire Fontaine", "l’interface")
                .doesNotContain("??", "250,00", "250\u00a0€");
        assertThat(mvc.get().uri(path).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Niort", "250")
                .doesNotContain("??");
        var token = given.bearer(me, Scope.READ);
        var api =
                mvc.get().uri("/api/v1/companies/" + id + "/history?field=city").header("Authorization", token);
        assertThat(api).bodyJson().extractingPath("$.items[0].from").isEqualTo("Niort");
        assertThat(api).bodyJson().extractingPath("$.items[0].to").isEqualTo("Lyon");
        assertThat(mvc.get().uri("/api/v1/companies/" + id + "/history").header("Authorization", token))
                .bodyJson()
                .extractingPath("$.items.length()")
                .isEqualTo(3);
        var set = histories(given, id);
        assertThat(mvc.post()
                        .uri(path)
                        .param("field", "city")
                        .param("change_set", set)
                        .param("version", "3")
                        .with(csrf())
                        .with(given.signedIn(me)))
                .hasRedirectedUrl("/companies/" + id);
        assertThat(given.in(() -> records.get(companies, id, me)).value("city")).isEqualTo("Niort");
        assertThat(mvc.get()
                        .uri("/api/v1/companies/" + id + "/history?field=city")
                        .header("Authorization", token))
                .bodyJson()
                .extractingPath("$.items.length()")
                .isEqualTo(2);
        assertThat(mvc.post()
                        .uri(path)
                        .param("field", "city")
                        .param("change_set", set)
                        .param("version", "3")
                        .with(csrf())
                        .with(given.signedIn(me)))
                .hasStatus(409)
                .bodyText()
                .contains("entre-temps");
    }

    private String histories(Given given, UUID id) {
        var answer = mvc.get()
                .uri("/api/v1/companies/" + id + "/history?field=city")
                .header("Authorization", given.bearer(given.administrator(), Scope.READ))
                .exchange();
        try {
            var body = answer.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
            return body.replaceAll("(?s).*\"change_set_id\":\"([0-9a-f-]{36})\".*", "$1");
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_field_that_changed_often_tells_all_of_it_page_by_page(Given given) {
        var me = given.administrator();
        var id = WorkspaceScope.in(given.workspace(), () -> {
            var made = records.create(companies, Map.of("name", "Mécaval", "city", "Ville 0"), me)
                    .record()
                    .id();
            for (int i = 1; i <= OFTEN; i++) {
                records.update(companies, made, Map.of("city", "Ville " + i), null, me);
            }
            return made;
        });
        var path = "/api/v1/companies/" + id + "/history?field=city";
        var told = new ArrayList<String>();
        var lengths = new ArrayList<Integer>();
        var last = "";
        for (var next = ""; next != null; ) {
            var body = read(path + "&limit=200" + (next.isEmpty() ? "" : "&cursor=" + next), given);
            body.get("items").forEach(item -> told.add(item.get("from").asString()));
            lengths.add(body.get("items").size());
            last = body.get("items")
                    .get(body.get("items").size() - 1)
                    .get("change_set_id")
                    .asString();
            next = body.get("next_cursor").isNull()
                    ? null
                    : body.get("next_cursor").asString();
        }
        assertThat(lengths).containsExactly(200, 200, 50);
        assertThat(told)
                .isEqualTo(IntStream.range(0, OFTEN)
                        .mapToObj(i -> "Ville " + (OFTEN - 1 - i))
                        .toList());
        assertThat(read(path, given).get("items").size()).isEqualTo(50);

        var first = bodyOf(mvc.get()
                .uri("/companies/" + id + "/history?field=city")
                .with(given.signedIn(me))
                .exchange());
        var more = Pattern.compile("href=\"(/companies/[^\"]*cursor=[^\"]*)\" rel=\"next\"")
                .matcher(first);
        assertThat(more.find()).isTrue();
        assertThat(mvc.get().uri(more.group(1).replace("&amp;", "&")).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Ville 399", "Ville 350")
                .doesNotContain("Ville 449", "Ville 349");
        for (var wrong : List.of("&limit=0", "&limit=201", "&cursor=x", "&cursor=" + UUID.randomUUID())) {
            assertThat(mvc.get().uri(path + wrong).header("Authorization", given.bearer(me, Scope.READ)))
                    .as(wrong)
                    .hasStatus(422);
        }
        assertThat(mvc.post()
                        .uri("/companies/" + id + "/history")
                        .param("field", "city")
                        .param("change_set", last)
                        .with(csrf())
                        .with(given.signedIn(me)))
                .hasRedirectedUrl("/companies/" + id);
        assertThat(given.in(() -> records.get(companies, id, me)).value("city")).isEqualTo("Ville 0");
    }

    @Test
    void the_api_goes_back_to_a_value_by_writing_what_it_was(Given given) {
        var me = given.administrator();
        var id = changed(given, me);
        var was = read("/api/v1/companies/" + id + "/history?field=city", given)
                .get("items")
                .get(0);
        assertThat(mvc.patch()
                        .uri("/api/v1/companies/" + id)
                        .header("Authorization", given.bearer(me, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"%s\": %s}".formatted(was.get("field").asString(), was.get("from"))))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.city")
                .isEqualTo("Niort");
    }

    private JsonNode read(String path, Given given) {
        var token = given.bearer(given.administrator(), Scope.READ);
        var answer = mvc.get().uri(path).header("Authorization", token).exchange();
        assertThat(answer).hasStatusOk();
        return JsonMapper.shared().readTree(bodyOf(answer));
    }

    @Test
    void the_second_of_two_sees_both_values_in_the_api_and_in_a_cell(Given given) {
        var me = given.administrator();
        var id = changed(given, me);
        var refused = mvc.patch()
                .uri("/api/v1/companies/" + id)
                .header("Authorization", given.bearer(me, Scope.WRITE))
                .header("If-Match", "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"city\": \"Paris\"}")
                .exchange();
        assertThat(refused).hasStatus(412).headers().hasValue("ETag", "\"3\"");
        assertThat(refused).bodyJson().extractingPath("$.present.city").isEqualTo("Lyon");
        assertThat(refused).bodyJson().extractingPath("$.present.version").isEqualTo(3);
        assertThat(mvc.post()
                        .uri("/companies/" + id + "/fields/city")
                        .param("value", "Paris")
                        .param("version", "1")
                        .header("HX-Request", "true")
                        .with(csrf())
                        .with(given.signedIn(me)))
                .hasStatus(409)
                .bodyText()
                .contains("Paris", "Lyon");
    }

    @Test
    void what_one_opened_last_stands_first_in_the_palette_as_long_as_one_may_see_it(Given given) {
        var me = given.administrator();
        var own = given.memberWhoSeesOwn("Nora", "sdr");
        var id = changed(given, me);
        var visit = "/companies/" + id + "/visits";
        assertThat(mvc.post().uri(visit).with(csrf()).with(given.signedIn(me))).hasStatus(204);
        assertThat(mvc.post().uri(visit).with(csrf()).with(given.signedIn(own))).hasStatus(404);
        var palette = mvc.get().uri("/palette").with(given.signedIn(me)).exchange();
        assertThat(palette).bodyText().contains("Mécaval", "Nouvelle entreprise");
        var text = bodyOf(palette);
        assertThat(text.indexOf("Mécaval")).isLessThan(text.indexOf("Nouvelle entreprise"));
        assertThat(mvc.get().uri("/palette?q=nouv").with(given.signedIn(me)))
                .bodyText()
                .contains("Nouvelle entreprise")
                .doesNotContain("Mécaval");
        assertThat(mvc.get().uri("/palette").with(given.signedIn(own)))
                .bodyText()
                .doesNotContain("Mécaval");
    }

    private static String bodyOf(org.springframework.test.web.servlet.assertj.MvcTestResult result) {
        try {
            return Objects.requireNonNull(
                    result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
