package io.diabolo.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.queues.QueueRequest;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Whoever keeps the data sees what is wrong with it, how much of it, and comes to the list in which it is mended. */
@DiaboloTest
class QualityTest {
    private final MockMvcTester mvc;
    private final Quality quality;
    private final QualityQueue queue;
    private final Records records;
    private final RecordTypes types;
    private final DSLContext sql;
    private final Clock clock;

    QualityTest(
            MockMvcTester mvc,
            Quality quality,
            QualityQueue queue,
            Records records,
            RecordTypes types,
            DSLContext sql,
            Clock clock) {
        this.mvc = mvc;
        this.quality = quality;
        this.queue = queue;
        this.records = records;
        this.types = types;
        this.sql = sql;
        this.clock = clock;
    }

    private void person(Given given, String name) {
        given.in(() -> records.create(types.byPlural("people"), Map.of("last_name", name), given.administrator()));
    }

    private long found(Given given, String key) {
        return given.in(() -> quality.counted(given.administrator())).stream()
                .filter(one -> one.check().key().equals(key))
                .findFirst()
                .orElseThrow()
                .found();
    }

    @Test
    void every_check_is_a_list_that_can_be_opened(Given given) {
        var me = given.administrator();
        for (var check : Check.BUILT_IN) {
            assertThat(given.in(() -> quality.query(check, me))).as(check.key()).isPresent();
            assertThat(mvc.get().uri(check.path()).with(given.signedIn(me)))
                    .as(check.path())
                    .hasStatusOk();
        }
    }

    @Test
    void what_is_wrong_is_counted_and_comes_onto_the_desk(Given given) {
        var ops = given.member("Lina Costa", "salesops");
        person(given, "Sansadresse");
        person(given, "Injoignable");
        assertThat(given.in(() -> quality.countOnce(given.administrator()))).isTrue();
        assertThat(given.in(() -> quality.countOnce(given.administrator()))).isFalse();
        assertThat(found(given, "people-reachable")).isEqualTo(2);
        var asked = new QueueRequest(ops.member(), "salesops", clock.instant(), 50);
        assertThat(given.in(() -> queue.next(asked)))
                .anySatisfy(entry -> assertThat(entry.link()).startsWith("/people?filter[email][empty]=true"));
        // A week ago there was one less.
        given.run(
                () -> sql.execute(
                        "insert into quality_count (check_key, day, records) values ('people-reachable', (now() at time zone 'Europe/Paris')::date - 8, 1)"));
        assertThat(mvc.get().uri("/quality").with(given.signedIn(ops)))
                .hasStatusOk()
                .bodyText()
                .contains("Personnes sans e-mail ni téléphone", "+1 en une semaine");
        person(given, "Encoreune");
        assertThat(mvc.post().uri("/quality/counts").with(given.signedIn(ops)).with(csrf()))
                .hasStatus(303);
        assertThat(found(given, "people-reachable")).isEqualTo(3);
    }

    @Test
    void a_team_watches_its_own_lists(Given given) {
        var ops = given.member("Lina Costa", "salesops");
        person(given, "Sansfonction");
        assertThat(mvc.post()
                        .uri("/quality/checks")
                        .param("name", "Fonction inconnue")
                        .param("address", "http://localhost:8080/people?filter[title][empty]=true&sort=name")
                        .with(given.signedIn(ops))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri("/quality").with(given.signedIn(ops)))
                .bodyText()
                .contains("Fonction inconnue", "/people?filter[title][empty]=true");
        for (var address : new String[] {
            "", "/people", "/secrets?filter[x]=1", "/people?filter[x]=1", "http://[", "javascript:alert(1)"
        }) {
            assertThat(mvc.post()
                            .uri("/quality/checks")
                            .param("name", "Faux")
                            .param("address", address)
                            .with(given.signedIn(ops))
                            .with(csrf()))
                    .as(address)
                    .hasStatus(422);
        }
    }

    @Test
    void who_sells_only_their_own_reads_no_figures_of_all(Given given) {
        var seller = given.member("Marc Attal", "ae");
        assertThat(mvc.get().uri("/quality").with(given.signedIn(seller))).hasStatus(403);
        assertThat(mvc.get().uri("/api/v1/quality-checks").header("Authorization", given.bearer(seller, Scope.READ)))
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri("/api/v1/quality-checks")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": \"x\", \"address\": \"/people?filter[title][empty]=true\"}")
                        .header("Authorization", given.bearer(seller, Scope.WRITE)))
                .hasStatus(403);
    }
}
