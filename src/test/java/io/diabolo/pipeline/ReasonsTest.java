package io.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Why deals are won and lost is said in the workspace's own words, and what was chosen stays named. */
@DiaboloTest
class ReasonsTest {
    private final MockMvcTester mvc;
    private final Reasons reasons;
    private final Records records;
    private final RecordTypes types;

    ReasonsTest(MockMvcTester mvc, Reasons reasons, Records records, RecordTypes types) {
        this.mvc = mvc;
        this.reasons = reasons;
        this.records = records;
        this.types = types;
    }

    private static <T> T in(Given given, Supplier<T> work) {
        return WorkspaceScope.in(given.workspace(), work);
    }

    private UUID deal(Given given) {
        return in(
                given,
                () -> records.create(
                                types.byId("opportunity").orElseThrow(),
                                Map.of("name", "Équipement", "stage", "discovery"),
                                given.administrator())
                        .record()
                        .id());
    }

    private static List<String> keys(Reasons.Reasoned list) {
        return list.all().stream().map(Reason::key).toList();
    }

    @Test
    void they_come_with_diabolo_until_somebody_says_otherwise(Given given) {
        var lost = in(given, () -> reasons.of("lost"));
        assertThat(lost.version()).isZero();
        assertThat(keys(lost)).startsWith("price", "competition").endsWith("other");
        assertThat(lost.all().getFirst().words()).isEqualTo(new Words("Prix", "Price"));
        assertThat(keys(in(given, () -> reasons.of("disqualified")))).contains("not_target");
    }

    @Test
    void a_reason_is_renamed_everywhere_added_and_put_aside(Given given) {
        var boss = given.member("Inès Roy", "manager");
        var id = deal(given);
        lose(given, boss, id, "price");
        var before = in(given, () -> reasons.of("lost"));
        var wanted = new ArrayList<Reason>();
        wanted.add(new Reason("", new Words("Délai trop long", "Too late"), false));
        before.all()
                .forEach(one -> wanted.add(
                        one.key().equals("price")
                                ? new Reason("price", new Words("Trop cher pour eux", "Too dear for them"), true)
                                : one));
        var after = in(given, () -> reasons.save("lost", wanted, before.version(), boss));
        assertThat(keys(after)).startsWith("delai_trop_long", "price");
        assertThat(after.offers("price")).isFalse();
        assertThat(in(given, () -> reasons.ofDeal("price", Locale.FRENCH))).isEqualTo("Trop cher pour eux");
        assertThat(mvc.get().uri("/opportunities/" + id).with(given.signedIn(boss)))
                .hasStatusOk()
                .bodyText()
                .contains("Trop cher pour eux");
        assertThat(mvc.get()
                        .uri("/opportunities/" + deal(given) + "/moves/new?stage=lost")
                        .with(given.signedIn(boss)))
                .hasStatusOk()
                .bodyText()
                .contains("Délai trop long")
                .doesNotContain("Trop cher pour eux");
        assertThat(mvc.get().uri("/insight/sales?by=reason").with(given.signedIn(boss)))
                .hasStatusOk()
                .bodyText()
                .contains("Trop cher pour eux");
        assertThat(mvc.get()
                        .uri("/opportunities?sales=by:reason;of:price;what:lost")
                        .with(given.signedIn(boss)))
                .hasStatusOk()
                .bodyText()
                .contains("Trop cher pour eux", "/opportunities/" + id);
        assertThatThrownBy(() -> in(given, () -> reasons.save("lost", wanted, 0, boss)))
                .isInstanceOf(StaleVersion.class);
    }

    private void lose(Given given, Actor me, UUID id, String reason) {
        assertThat(mvc.post()
                        .uri("/opportunities/" + id + "/moves")
                        .param("stage", "lost")
                        .param("reason", reason)
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(303);
    }

    @Test
    void other_stays_and_two_of_one_name_are_refused(Given given) {
        var boss = given.member("Inès Roy", "manager");
        var seller = given.member("Marc Attal", "ae");
        var all = in(given, () -> reasons.of("won")).all();
        var withoutOther =
                all.stream().filter(one -> !one.key().equals("other")).toList();
        assertThatThrownBy(() -> in(given, () -> reasons.save("won", withoutOther, null, boss)))
                .isInstanceOf(BadInput.class);
        var twice = new ArrayList<>(all);
        twice.add(new Reason("", new Words("confiance", ""), false));
        assertThatThrownBy(() -> in(given, () -> reasons.save("won", twice, null, boss)))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> in(given, () -> reasons.save("won", all, null, seller)))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void the_page_and_the_api_write_the_same_list(Given given) {
        var boss = given.member("Inès Roy", "manager");
        assertThat(mvc.get().uri("/settings/reasons").with(given.signedIn(boss)))
                .hasStatusOk()
                .bodyText()
                .contains("Concurrent préféré", "Hors cible");
        assertThat(mvc.post()
                        .uri("/settings/reasons/disqualified")
                        .param("version", "0")
                        .param("key", "no_need", "other", "")
                        .param("place", "2", "3", "1")
                        .param("fr", "Aucun besoin", "Autre", "Étudiant")
                        .param("en", "No need", "Other", "Student")
                        .with(given.signedIn(boss))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get()
                        .uri("/api/v1/reasons/disqualified")
                        .header("Authorization", given.bearer(boss, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"key\":\"etudiant\"", "\"version\":1");
        var list = in(given, () -> reasons.of("disqualified"));
        assertThat(keys(list)).startsWith("etudiant", "no_need", "other");
        assertThat(list.offers("not_target")).isFalse();
        assertThat(mvc.put()
                        .uri("/api/v1/reasons/disqualified")
                        .header("Authorization", given.bearer(boss, Scope.WRITE))
                        .header("If-Match", "\"0\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reasons\": []}"))
                .hasStatus(412);
        assertThat(mvc.get().uri("/api/v1/reasons/nothing").header("Authorization", given.bearer(boss, Scope.READ)))
                .hasStatus(404);
    }
}
