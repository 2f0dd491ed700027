package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A power cut in the middle of an import leaves none of it, and the import goes on by itself at the next start. */
class KilledImportTest {
    private static final PipelineSet LARGE = PipelineSet.small(250);
    private static final PipelineSet SHORT = PipelineSet.small(150);
    private static final long SEED = Long.getLong("diabolo.seed", 20_261_128);
    private static final List<String> TABLES =
            List.of("company", "opportunity", "product", "change_set where action = 'import'", "journey");
    private final Random random = new Random(SEED);
    private final Path data;

    KilledImportTest() throws IOException {
        data = KilledDiabolo.preparedPlace("killed-import");
    }

    @AfterEach
    void leave_no_server() throws IOException {
        KilledDiabolo.stopDatabase(data);
    }

    /**
     * Killed while it reads and while it writes, then again and again at instants that a seed chooses: while it reads,
     * stages, writes, and just after. At each of them all of an import is there or nothing. {@code -Ddiabolo.kills=100}
     * tries as often, {@code -Ddiabolo.seed} repeats a run that failed.
     */
    @Test
    void killed_at_any_moment_it_ends_by_itself_with_nothing_lost_or_doubled() throws Exception {
        String token;
        String id;
        try (var diabolo = KilledDiabolo.start(data)) {
            diabolo.setUp();
            token = diabolo.token();
            id = diabolo.upload(LARGE.files(), token);
            diabolo.kill();
        }
        assertNothing();

        try (var diabolo = KilledDiabolo.start(data)) {
            diabolo.await(
                    id,
                    token,
                    what -> what.get("state").asString().equals("applying")
                            && what.get("progress").get("done").asLong() > 0);
            diabolo.kill();
        }
        assertNothing();

        try (var diabolo = KilledDiabolo.start(data)) {
            var done = diabolo.await(id, token, KilledImportTest::isOver);

            assertThat(done.get("state").asString()).as(done::toString).isEqualTo("done");
            assertThat(done.get("rejected").asLong()).isZero();
            assertThat(diabolo.count("companies", token)).isEqualTo(LARGE.companies());
            assertCounts(diabolo, token, 0);
            id = diabolo.upload(SHORT.numbered(1), token);
            killAt(diabolo, id, token);
        }
        killAgainAndAgain(token, id);
    }

    /** One short import is under way. */
    private void killAgainAndAgain(String token, String begun) throws Exception {
        var id = begun;
        int uploads = 1;
        for (int kill = 1; kill < Integer.getInteger("diabolo.kills", 3); kill++) {
            assertWhole("seed " + SEED + ", kill " + kill);
            try (var diabolo = KilledDiabolo.start(data)) {
                if (diabolo.isWithin(id, token, KilledImportTest::isOver, Duration.ZERO)) {
                    // The same companies, other deals.
                    id = diabolo.upload(SHORT.numbered(++uploads), token);
                }
                killAt(diabolo, id, token);
            }
        }
        try (var diabolo = KilledDiabolo.start(data)) {
            var done = diabolo.await(id, token, KilledImportTest::isOver);
            assertThat(done.get("state").asString())
                    .as("seed %d: %s", SEED, done)
                    .isEqualTo("done");
            assertCounts(diabolo, token, uploads);
            assertThat(KilledDiabolo.rows(data, "change_set where action = 'import'"))
                    .isEqualTo(1 + uploads);
            assertThat(KilledDiabolo.output(data, "ledger", "verify"))
                    .contains(String.valueOf(LARGE.deals() + uploads * SHORT.deals()));
        }
        assertWhole("seed " + SEED + ", at the end");
    }

    /** The large import, and so many short ones. */
    private static void assertCounts(KilledDiabolo diabolo, String token, int uploads) throws Exception {
        assertThat(diabolo.count("opportunities", token)).isEqualTo(LARGE.deals() + uploads * SHORT.deals());
        assertThat(diabolo.count("opportunities?filter[stage]=won", token))
                .isEqualTo(LARGE.won() + uploads * SHORT.won());
        assertThat(diabolo.count("opportunities?filter[stage]=lost", token))
                .isEqualTo(LARGE.lost() + uploads * SHORT.lost());
    }

    private static boolean isOver(JsonNode what) {
        return !what.get("state").asString().endsWith("ing");
    }

    /** In one of its phases, some way into it. */
    private void killAt(KilledDiabolo diabolo, String id, String token) {
        var phase = List.of("reading", "applying", "applying", "done").get(random.nextInt(4));
        diabolo.await(
                id, token, what -> isOver(what) || what.get("state").asString().equals(phase));
        diabolo.isWithin(id, token, KilledImportTest::isOver, Duration.ofMillis(random.nextInt(1_500)));
        diabolo.kill();
    }

    /** As many deals, and journeys, as the change sets that are there say, and each company once. */
    private void assertWhole(String when) throws Exception {
        long imports = KilledDiabolo.rows(data, "change_set where action = 'import'");
        long deals = LARGE.deals() + (imports - 1) * SHORT.deals();
        assertThat(KilledDiabolo.rows(data, "opportunity")).as(when).isEqualTo(deals);
        assertThat(KilledDiabolo.rows(data, "journey")).as(when).isEqualTo(deals);
        assertThat(KilledDiabolo.rows(data, "company")).as(when).isEqualTo(LARGE.companies());
    }

    /** Asked of the database that the killed process left running, or whose transaction was cut off. */
    private void assertNothing() throws Exception {
        for (var table : TABLES) {
            assertThat(KilledDiabolo.rows(data, table)).as(table).isZero();
        }
    }
}
