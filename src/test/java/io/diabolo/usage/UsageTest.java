package io.diabolo.usage;

import static io.diabolo.jooq.Tables.USAGE_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import io.diabolo.usage.UsageReceipt.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What customers use is counted, once. */
@DiaboloTest
class UsageTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final UsageIntake intake;
    private final UsageReport report;
    private final MockMvcTester mvc;

    UsageTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            UsageIntake intake,
            UsageReport report,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.intake = intake;
        this.report = report;
        this.mvc = mvc;
    }

    private UUID company(Given given, Map<String, String> values) {
        return given.in(() -> records.create(types.byPlural("companies"), values, given.administrator())
                .record()
                .id());
    }

    private static Map<String, String> event(String id, String feature, Map<String, String> more) {
        var all = new HashMap<>(Map.of("id", id, "feature", feature, "domain", "mecaval.example"));
        all.putAll(more);
        return all;
    }

    private static String ago(long days) {
        return Instant.now().minus(days, ChronoUnit.DAYS).toString();
    }

    private UsageReceipt take(Given given, List<Map<String, String>> events) {
        return given.in(() -> intake.take(events, given.administrator()));
    }

    private long counted(Given given) {
        return given.in(() -> sql.select(DSL.coalesce(DSL.sum(USAGE_DAY.COUNT), DSL.inline(java.math.BigDecimal.ZERO)))
                .from(USAGE_DAY)
                .fetchSingle()
                .value1()
                .longValue());
    }

    @Test
    void late_doubled_future_and_unknown_events_each_get_their_answer(Given given) {
        company(given, Map.of("name", "Mécaval", "domain", "mecaval.example"));

        var receipt = take(
                given,
                List.of(
                        event("1", "export", Map.of("count", "3")),
                        event("1", "export", Map.of("count", "3")),
                        event("2", "export", Map.of("at", ago(20))),
                        event("3", "export", Map.of("at", ago(-2))),
                        event("4", "export", Map.of("at", ago(120))),
                        event("5", "export", Map.of("domain", "inconnu.example")),
                        event("6", "", Map.of()),
                        event("7", "export", Map.of("count", "-1")),
                        event("8", "export", Map.of("at", "hier"))));

        assertThat(receipt.byId())
                .containsEntry("accepted", 1)
                .containsEntry("duplicate", 1)
                .containsEntry("late", 1)
                .containsEntry("future", 1)
                .containsEntry("too_old", 1)
                .containsEntry("unknown_company", 1)
                .containsEntry("invalid", 3);
        assertThat(receipt.answers())
                .filteredOn(one -> one.state() == State.INVALID)
                .extracting(UsageReceipt.Answer::field)
                .containsExactly("feature", "count", "at");
        assertThat(counted(given)).isEqualTo(4);
    }

    @Test
    void a_batch_sent_again_counts_once(Given given) {
        company(given, Map.of("name", "Mécaval", "domain", "mecaval.example"));
        var batch = List.of(event("1", "export", Map.of()), event("2", "import", Map.of("count", "5")));

        take(given, batch);
        var again = take(given, batch);

        assertThat(again.count(State.DUPLICATE)).isEqualTo(2);
        assertThat(counted(given)).isEqualTo(6);
    }

    @Test
    void a_company_is_known_by_id_external_id_and_domain_and_by_no_name_that_two_bear(Given given) {
        var id = company(given, Map.of("name", "Mécaval", "domain", "mecaval.example", "external_id", "C-1"));
        company(given, Map.of("name", "Double", "external_id", "C-2"));
        given.run(() -> sql.execute("insert into company (name, external_id) values ('Double bis', 'C-2')"));

        var receipt = take(
                given,
                List.of(
                        Map.of("feature", "a", "company", id.toString()),
                        Map.of("feature", "b", "external_id", "C-1"),
                        Map.of("feature", "c", "domain", "www.mecaval.example"),
                        Map.of("feature", "d", "external_id", "C-2")));

        assertThat(receipt.count(State.ACCEPTED)).isEqualTo(3);
        assertThat(receipt.count(State.UNKNOWN_COMPANY)).isEqualTo(1);
        var summary = given.in(() -> report.of(id));
        assertThat(summary.whole().features()).isEqualTo(3);
        assertThat(summary.whole().active()).isEqualTo(1);
        assertThat(summary.whole().trend()).isNull();
    }

    @Test
    void two_batches_at_once_with_the_same_events_count_them_once(Given given) {
        company(given, Map.of("name", "Mécaval", "domain", "mecaval.example"));
        var batch = new ArrayList<Map<String, String>>();
        for (var at = 0; at < 500; at++) {
            batch.add(event("e" + at, "f" + at % 7, Map.of()));
        }
        var backwards = new ArrayList<>(batch);
        Collections.reverse(backwards);

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> take(given, batch)),
                        CompletableFuture.runAsync(() -> take(given, backwards)))
                .join();

        assertThat(counted(given)).isEqualTo(500);
    }

    @Test
    void the_trend_compares_thirty_days_with_the_thirty_before(Given given) {
        var id = company(given, Map.of("name", "Mécaval", "domain", "mecaval.example"));
        take(
                given,
                List.of(
                        event("1", "export", Map.of("count", "10", "at", ago(40))),
                        event("2", "export", Map.of("count", "12", "at", ago(3))),
                        event("3", "export", Map.of("count", "3"))));

        var line = given.in(() -> report.of(id)).whole();

        assertThat(line.count()).isEqualTo(15);
        assertThat(line.before()).isEqualTo(10);
        assertThat(line.trend()).isEqualTo(0.5);
        assertThat(line.active()).isEqualTo(2);
    }

    @Test
    void api_and_file_take_the_same_and_the_page_shows_it(Given given) {
        var id = company(given, Map.of("name", "Mécaval", "domain", "mecaval.example"));
        var me = given.administrator();
        var bearer = given.bearer(me, Scope.WRITE);

        assertThat(
                        mvc.post()
                                .uri("/api/v1/usage")
                                .header("Authorization", bearer)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"events\":[{\"id\":\"1\",\"domain\":\"mecaval.example\",\"feature\":\"export\",\"count\":2}]}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("accepted")
                .isEqualTo(1);
        var file = "Domain;Feature;Count;id\nmecaval.example;export;4;2\nmecaval.example;export;2;1\n";
        assertThat(mvc.post()
                        .uri("/usage/files")
                        .multipart()
                        .file(new MockMultipartFile("file", "u.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)))
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatusOk();
        assertThat(counted(given)).isEqualTo(6);
        assertThat(mvc.get().uri("/usage").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Mécaval", "export");
        assertThat(mvc.get().uri("/companies/" + id).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("export");
        assertThat(mvc.get().uri("/api/v1/usage?company=" + id).header("Authorization", bearer))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("items[0].count")
                .isEqualTo(6);
    }

    @Test
    void what_isnt_such_a_file_or_is_too_much_is_refused_as_a_whole(Given given) {
        assertThatThrownBy(() -> UsageFile.read("nom;prénom\na;b\n")).isInstanceOf(BadInput.class);
        assertThatThrownBy(
                        () -> take(given, Collections.nCopies(10_001, Map.of("feature", "x", "domain", "y.example"))))
                .isInstanceOf(BadInput.class);
        var reader = given.administrator();
        var mayRead = new io.diabolo.platform.Actor(
                reader.workspace(),
                reader.member(),
                reader.name(),
                reader.roles(),
                reader.administrator(),
                reader.visibility(),
                Scope.READ,
                reader.origin(),
                reader.locale(),
                reader.zone());
        assertThatThrownBy(() -> given.in(() -> intake.take(List.of(event("1", "x", Map.of())), mayRead)))
                .isInstanceOf(NotAllowed.class);
    }
}
