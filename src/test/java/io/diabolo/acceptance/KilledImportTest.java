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
    private static final int ROUNDS = 600;
    private static final int SHORT = 150;
    private static final List<String> TABLES =
            List.of("company", "opportunity", "product", "change_set where action = 'import'", "journey");
    private final Path data;

    KilledImportTest() throws IOException {
        data = KilledDiabolo.freshPlace("killed-import");
    }

    @AfterEach
    void leave_no_server() throws IOException {
        KilledDiabolo.stopDatabase(data);
    }

    @Test
    void killed_while_reading_and_again_while_writing_it_is_there_once_and_whole() throws Exception {
        var set = PipelineSet.small(ROUNDS);
        String token;
        String id;
        try (var diabolo = KilledDiabolo.start(data)) {
            diabolo.setUp();
            token = KilledDiabolo.output(data, "token", "--scope", "admin");
            id = diabolo.upload(set.files(), token);
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
            var done = diabolo.await(
                    id, token, what -> !what.get("state").asString().endsWith("ing"));

            assertThat(done.get("state").asString()).as(done::toString).isEqualTo("done");
            assertThat(done.get("rejected").asLong()).isZero();
            assertThat(diabolo.count("opportunities", token)).isEqualTo(set.deals());
            assertThat(diabolo.count("opportunities?filter[stage]=won", token)).isEqualTo(set.won());
            assertThat(diabolo.count("opportunities?filter[stage]=lost", token)).isEqualTo(set.lost());
            assertThat(diabolo.count("companies", token)).isEqualTo(set.companies());
            assertThat(KilledDiabolo.rows(data, "change_set where action = 'import'"))
                    .isOne();
            assertThat(KilledDiabolo.output(data, "ledger", "verify")).contains(String.valueOf(set.deals()));
        }
    }

    /**
     * Killed again and again at instants that a seed chooses: while it reads, stages, writes, and just after. At each of
     * them all of an import is there or nothing. {@code -Ddiabolo.kills=100} tries as often, {@code -Ddiabolo.seed}
     * repeats a run that failed.
     */
    @Test
    void killed_at_any_moment_it_ends_by_itself_with_nothing_lost_or_doubled() throws Exception {
        long seed = Long.getLong("diabolo.seed", 20_261_128);
        var random = new Random(seed);
        var set = PipelineSet.small(SHORT);
        String token;
        String id;
        int uploads = 1;
        try (var diabolo = KilledDiabolo.start(data)) {
            diabolo.setUp();
            token = KilledDiabolo.output(data, "token", "--scope", "admin");
            id = diabolo.upload(set.files(), token);
            killAt(random, diabolo, id, token);
        }
        for (int kill = 1; kill < Integer.getInteger("diabolo.kills", 3); kill++) {
            assertWhole(set, "seed " + seed + ", kill " + kill);
            try (var diabolo = KilledDiabolo.start(data)) {
                if (diabolo.isWithin(id, token, KilledImportTest::isOver, Duration.ZERO)) {
                    // The same companies, other deals.
                    id = diabolo.upload(set.numbered(++uploads), token);
                }
                killAt(random, diabolo, id, token);
            }
        }
        try (var diabolo = KilledDiabolo.start(data)) {
            var done = diabolo.await(id, token, KilledImportTest::isOver);
            assertThat(done.get("state").asString())
                    .as("seed %d: %s", seed, done)
                    .isEqualTo("done");
            assertThat(diabolo.count("opportunities", token)).isEqualTo(uploads * set.deals());
            assertThat(diabolo.count("opportunities?filter[stage]=won", token)).isEqualTo(uploads * set.won());
            assertThat(KilledDiabolo.rows(data, "change_set where action = 'import'"))
                    .isEqualTo(uploads);
            assertThat(KilledDiabolo.output(data, "ledger", "verify")).contains(String.valueOf(uploads * set.deals()));
        }
        assertWhole(set, "seed " + seed + ", at the end");
    }

    private static boolean isOver(JsonNode what) {
        return !what.get("state").asString().endsWith("ing");
    }

    /** In one of its phases, some way into it. */
    private static void killAt(Random random, KilledDiabolo diabolo, String id, String token) {
        var phase = List.of("reading", "applying", "applying", "done").get(random.nextInt(4));
        diabolo.await(
                id, token, what -> isOver(what) || what.get("state").asString().equals(phase));
        diabolo.isWithin(id, token, KilledImportTest::isOver, Duration.ofMillis(random.nextInt(1_500)));
        diabolo.kill();
    }

    /** As many deals, and journeys, as the change sets that are there say, and each company once. */
    private void assertWhole(PipelineSet set, String when) throws Exception {
        long imports = KilledDiabolo.rows(data, "change_set where action = 'import'");
        assertThat(KilledDiabolo.rows(data, "opportunity")).as(when).isEqualTo(imports * set.deals());
        assertThat(KilledDiabolo.rows(data, "journey")).as(when).isEqualTo(imports * set.deals());
        assertThat(KilledDiabolo.rows(data, "company")).as(when).isEqualTo(imports == 0 ? 0 : set.companies());
    }

    /** Asked of the database that the killed process left running, or whose transaction was cut off. */
    private void assertNothing() throws Exception {
        for (var table : TABLES) {
            assertThat(KilledDiabolo.rows(data, table)).as(table).isZero();
        }
    }
}
