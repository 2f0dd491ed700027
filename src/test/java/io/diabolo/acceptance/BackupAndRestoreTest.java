package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As an administrator does it: backed up beside the running server, restored elsewhere, started there, signed in. */
class BackupAndRestoreTest {
    private final Path home = Path.of("target", "backup-and-restore").toAbsolutePath();
    private final Path data = home.resolve("data");
    private final Path restored = home.resolve("restored");
    private final Path file = home.resolve("all.zip");

    @BeforeEach
    void nothing_there_yet() throws IOException {
        leave_no_server();
        if (Files.exists(home)) {
            try (var all = Files.walk(home)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        KilledDiabolo.preparedPlace("backup-and-restore/data");
    }

    @AfterEach
    void leave_no_server() throws IOException {
        KilledDiabolo.stopDatabase(data);
        KilledDiabolo.stopDatabase(restored);
    }

    @Test
    void saved_while_people_write_it_opens_elsewhere_with_the_same_password_token_and_figures() throws Exception {
        var set = PipelineSet.small(60);
        String token;
        try (var diabolo = KilledDiabolo.start(data)) {
            diabolo.setUp();
            token = KilledDiabolo.output(data, "token", "--scope", "admin");
            var id = diabolo.upload(set.files(), token);
            diabolo.await(id, token, what -> what.get("state").asString().equals("done"));
            var over = new AtomicBoolean();
            try (var writers = Executors.newFixedThreadPool(4)) {
                var ends = new ArrayList<Future<?>>();
                for (int writer = 0; writer < 4; writer++) {
                    ends.add(writers.submit(() -> {
                        while (!over.get()) {
                            diabolo.create("companies", "{\"name\": \"Écrite pendant\"}", token);
                        }
                        return null;
                    }));
                }
                KilledDiabolo.output(data, "backup", file.toString());
                over.set(true);
                for (var end : ends) {
                    end.get();
                }
            }
        }

        KilledDiabolo.output(restored, "restore", file.toString());

        assertThat(KilledDiabolo.output(restored, "ledger", "verify")).contains(String.valueOf(set.deals()));
        try (var diabolo = KilledDiabolo.start(restored)) {
            assertThat(diabolo.signIn()).contains("Claire Fontaine");
            assertThat(diabolo.count("opportunities", token)).isEqualTo(set.deals());
            assertThat(diabolo.count("opportunities?filter[stage]=won", token)).isEqualTo(set.won());
            assertThat(diabolo.count("companies", token)).isGreaterThanOrEqualTo(set.companies());
            diabolo.create("companies", "{\"name\": \"Écrite après\"}", token);
        }
    }
}
