package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What is done with records beside their lists: fields added, the bin, views, histories. */
@DiaboloTest
class RecordPagesTest {
    private final MockMvcTester mvc;
    private final Records records;
    private final RecordType companies;

    RecordPagesTest(MockMvcTester mvc, Records records, RecordTypes types) {
        this.mvc = mvc;
        this.records = records;
        this.companies = types.byPlural("companies");
    }

    private UUID company(Given given, Map<String, Object> values) {
        return WorkspaceScope.in(
                given.workspace(),
                () -> records.create(companies, values, given.administrator())
                        .record()
                        .id());
    }

    private MvcTestResult post(String path, Map<String, String> values, Actor me, Given given) {
        var request = mvc.post().uri(path).with(given.signedIn(me)).with(csrf());
        values.forEach((name, value) -> request.param(name, value));
        return request.exchange();
    }

    private MvcTestResult get(String path, Actor me, Given given) {
        return mvc.get().uri(path).with(given.signedIn(me)).exchange();
    }

    @Test
    void an_administrator_adds_renames_and_retires_fields(Given given, CustomFields fields) {
        var me = given.administrator();
        var wanted = Map.of("type", "companies", "label", "Équipe d’achat", "kind", "choice");
        assertThat(post("/settings/fields", wanted, me, given)).hasStatus(422);
        var choices = new java.util.HashMap<>(wanted);
        choices.put("choices", "Centrale\n\nLocale");
        assertThat(post("/settings/fields", choices, me, given)).hasStatus3xxRedirection();
        assertThat(post("/settings/fields", choices, me, given)).hasStatus3xxRedirection();
        var added = given.in(() -> fields.of("company"));
        assertThat(added).extracting(CustomField::key).containsExactly("equipe_d_achat", "equipe_d_achat_2");
        assertThat(added.getFirst().choices()).containsExactly("Centrale", "Locale");

        var path = "/settings/fields/" + added.getFirst().id();
        assertThat(post(path, Map.of("label", "Achats"), me, given)).hasStatus3xxRedirection();
        assertThat(get("/settings/fields", me, given))
                .hasStatusOk()
                .bodyText()
                .contains("Achats", "custom.equipe_d_achat")
                .doesNotContain("??");
        assertThat(post(path + "/retirement", Map.of(), me, given)).hasStatus3xxRedirection();
        assertThat(given.in(() -> fields.of("company"))).hasSize(1);
        assertThat(get("/changes", me, given)).bodyText().contains("Champ renommé", "Champ retiré", "Champ ajouté");
        assertThat(get("/settings/fields", given.member("Nora Petit", "sdr"), given))
                .hasStatus(403);
    }

    @Test
    void what_lies_in_the_bin_is_restored_from_there(Given given) {
        var me = given.administrator();
        var id = company(given, Map.of("name", "Mécaval"));
        assertThat(post("/companies/" + id + "/deletion", Map.of(), me, given)).hasStatus3xxRedirection();
        var button = "/companies/" + id + "/restoration";
        assertThat(get("/bin", me, given)).bodyText().contains("Mécaval", button);
        assertThat(get("/companies?filter[deleted]=true", me, given))
                .bodyText()
                .contains("Mécaval", button)
                .doesNotContain("href=\"/companies/" + id);
        assertThat(post(button, Map.of(), me, given)).hasRedirectedUrl("/companies/" + id);
        assertThat(get("/companies/" + id, me, given)).hasStatusOk();
        assertThat(get("/bin", me, given)).bodyText().doesNotContain("Mécaval");
    }

    @Test
    void a_view_gets_another_name(Given given, SavedViews views) {
        var me = given.administrator();
        assertThat(post("/companies/views", Map.of("view_name", "Lyon", "filter[city]", "Lyon"), me, given))
                .hasStatus3xxRedirection();
        var view = given.in(() -> views.named(companies, "", me)).getFirst();
        var path = "/companies/views/" + view.id();
        assertThat(post(path, Map.of("view_name", "Rhône"), me, given))
                .hasRedirectedUrl("/companies?filter[city]=Lyon&view=" + view.id());
        assertThat(post(path, Map.of("view_name", " "), me, given)).hasStatus(422);
        assertThat(post(path, Map.of("view_name", "Vol"), given.member("Nora Petit", "sdr"), given))
                .hasStatus(404);
        assertThat(given.in(() -> views.named(companies, "", me)))
                .extracting(SavedViews.View::name)
                .containsExactly("Rhône");
    }

    @Test
    void an_export_may_hold_only_what_was_picked(Given given, Jobs jobs) {
        var me = given.administrator();
        var one = company(given, Map.of("name", "Mécaval"));
        var other = company(given, Map.of("name", "Ailleurs"));
        assertThat(other).isNotEqualTo(one);
        assertThat(post("/companies/bulk", Map.of("id", one.toString(), "action", "csv"), me, given))
                .hasRedirectedUrl("/exports");
        WorkspaceScope.run(given.workspace(), () -> {
            var wanted = new ExportWork.Wanted("companies", Map.of(), "xlsx", java.util.List.of(one));
            assertThat(jobs.find(jobs.runNow(ExportWork.KIND, "company", wanted, me))
                            .total())
                    .isEqualTo(1);
        });
    }

    @Test
    void a_history_tells_values_as_people_read_them(Given given) {
        var me = given.administrator();
        var nora = given.member("Nora Petit", "sdr");
        var id = company(given, Map.of("name", "Mécaval", "turnover", "1000 EUR", "owner", "me"));
        WorkspaceScope.run(
                given.workspace(),
                () -> records.update(
                        companies,
                        id,
                        Map.of("turnover", "2000 EUR", "owner", nora.member().toString(), "key_account", true),
                        null,
                        me));
        assertThat(get("/companies/" + id + "?only=change", me, given))
                .hasStatusOk()
                .bodyText()
                .containsPattern("1\\h000\\h€ → 2\\h000\\h€")
                .contains("Claire Fontaine → Nora Petit", "non → oui")
                .doesNotContain("??");
    }

    @Test
    void a_figure_is_told_in_words(Given given) {
        var figure = "/journeys?figure=reached:proposal;from:2026-01-01;channel:inbound";
        assertThat(get(figure, given.administrator(), given))
                .hasStatusOk()
                .bodyText()
                .contains("Proposition · Entrant · depuis le")
                .doesNotContain("<b>reached", "??");
    }
}
