package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A power cut in the middle of an import leaves none of it, and the import goes on by itself at the next start. */
class KilledImportTest {
    private static final int ROUNDS = 600;
    private static final List<String> TABLES =
            List.of("company", "opportunity", "product", "change_set where action = 'import'", "journey");
    private final Path data = Path.of("target", "killed-import").toAbsolutePath();

    @BeforeEach
    void nothing_there_yet() throws IOException {
        KilledDiabolo.stopDatabase(data);
        if (Files.exists(data)) {
            try (var all = Files.walk(data)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
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

    /** Asked of the database that the killed process left running, or whose transaction was cut off. */
    private void assertNothing() throws Exception {
        for (var table : TABLES) {
            assertThat(KilledDiabolo.rows(data, table)).as(table).isZero();
        }
    }
}
