package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The disk fills up: who wants to save is told so, reading goes on, and all works again once there is space. */
class DiskFullTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration A_WHILE = Duration.ofSeconds(4);
    /** More than are edited at once. */
    private static final PipelineSet MANY = PipelineSet.small(220);

    private final Path disk = Path.of("target", "small-disk").toAbsolutePath();
    private final Path data = disk.resolve("data");
    private final Path filler = disk.resolve("filler");
    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(20_261_128);
    private boolean mounted;

    @BeforeEach
    void a_small_disk() throws Exception {
        Files.createDirectories(disk);
        KilledDiabolo.stopDatabase(data);
        run("umount", disk.toString());
        mounted = run("mount", "-t", "tmpfs", "-o", "size=320m", "tmpfs", disk.toString());
        assumeTrue(mounted, "A small disk of its own can only be mounted by root on Linux: not tested here");
    }

    @AfterEach
    void leave_nothing() throws Exception {
        client.close();
        KilledDiabolo.stopDatabase(data);
        if (mounted) {
            Awaitility.await().atMost(PATIENCE).until(() -> run("umount", disk.toString()));
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private void fillAllBut(long bytes) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            var block = new byte[(int) MEBIBYTE];
            while (disk.toFile().getUsableSpace() > bytes + block.length) {
                out.write(block);
            }
        }
    }

    @Test
    void before_the_disk_is_full_writing_is_refused_and_reading_goes_on() throws Exception {
        try (var diabolo = KilledDiabolo.start(data, Map.of("DIABOLO_DISK_RESERVE", "32MB"))) {
            diabolo.setUp();
            var token = diabolo.token();
            assertThat(write(diabolo, token, "Atelier Brest").statusCode()).isEqualTo(201);

            fillAllBut(16 * MEBIBYTE);
            var refused = write(diabolo, token, "Atelier Quimper");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body()).contains("/problems/storage-full");
            var form = diabolo.submit("/companies/new", "/companies", Map.of("name", List.of("Atelier Quimper")));
            assertThat(form.statusCode()).isEqualTo(507);
            assertThat(form.body()).contains("Plus assez de place sur le disque");
            assertThat(upload(diabolo, token).statusCode()).isEqualTo(507);
            assertThat(diabolo.page("/companies", "fr").statusCode()).isEqualTo(200);
            assertThat(diabolo.page("/companies", "fr").body()).contains("Atelier Brest");
            assertThat(diabolo.count("companies", token)).isEqualTo(1);

            Files.delete(filler);
            assertThat(write(diabolo, token, "Atelier Vannes").statusCode()).isEqualTo(201);
            assertThat(upload(diabolo, token).statusCode()).isLessThan(300);
            assertThat(diabolo.count("companies", token)).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void even_without_a_reserve_nothing_acknowledged_is_lost_and_it_works_again_by_itself() throws Exception {
        try (var diabolo = KilledDiabolo.start(data, Map.of("DIABOLO_DISK_RESERVE", "0B"))) {
            diabolo.setUp();
            var token = diabolo.token();
            fillAllBut(0);
            var acknowledged = 0;
            var said = new ArrayList<Integer>();
            // Long values, so that the last free pages are soon taken.
            for (var i = 0; i < 3_000 && said.size() < 20; i++) {
                var answer = write(diabolo, token, "Atelier " + i, "\"description\":\"" + noise(40_000) + "\",");
                if (answer.statusCode() == 201) {
                    acknowledged++;
                } else {
                    said.add(answer.statusCode());
                }
            }
            assertThat(said)
                    .as("acknowledged " + acknowledged)
                    .isNotEmpty()
                    .allMatch(status -> status == 507 || status == 503);

            Files.delete(filler);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> write(diabolo, token, "Atelier Vannes").statusCode() == 201);
            assertThat(diabolo.count("companies", token)).isEqualTo(acknowledged + 1);
            assertThat(diabolo.page("/companies", "fr").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void long_work_that_meets_it_waits_for_space_and_happens_whole() throws Exception {
        try (var diabolo = KilledDiabolo.start(data, Map.of("DIABOLO_DISK_RESERVE", "0B"))) {
            diabolo.setUp();
            var token = diabolo.token();

            var id = diabolo.upload(MANY.files(), token);
            fullForAWhile();
            var done = Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> diabolo.await(id, token, DiskFullTest::isOver), DiskFullTest::isOver);
            assertThat(done.get("state").asString()).as(done::toString).isEqualTo("done");
            assertThat(diabolo.count("opportunities", token)).isEqualTo(MANY.deals());
            assertThat(diabolo.count("companies", token)).isEqualTo(MANY.companies());

            fillAllBut(MEBIBYTE);
            var asked = diabolo.submit(
                    "/opportunities",
                    "/opportunities/bulk",
                    Map.of(
                            "all", List.of("true"),
                            "count", List.of(Long.toString(MANY.deals())),
                            "action", List.of("set"),
                            "field", List.of("next_step"),
                            "value", List.of("Rappeler")));
            assertThat(asked.statusCode()).as(asked.body()).isIn(302, 507, 503);
            fullForAWhile();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> KilledDiabolo.rows(data, "job where state in ('waiting', 'running')") == 0);
            assertThat(KilledDiabolo.rows(data, "opportunity where next_step = 'Rappeler'"))
                    .isEqualTo(asked.statusCode() == 302 ? MANY.deals() : 0);
            assertThat(KilledDiabolo.output(data, "ledger", "verify")).contains(" 0 differ");
        }
    }

    private static boolean isOver(JsonNode what) {
        return !what.get("state").asString().endsWith("ing");
    }

    /** Long enough that what is under way wants to write something. */
    private void fullForAWhile() throws IOException {
        fillAllBut(0);
        LockSupport.parkNanos(A_WHILE.toNanos());
        Files.delete(filler);
    }

    private String noise(int length) {
        var bytes = new byte[length / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private HttpResponse<String> write(KilledDiabolo diabolo, String token, String company) throws Exception {
        return write(diabolo, token, company, "");
    }

    private HttpResponse<String> write(KilledDiabolo diabolo, String token, String company, String more)
            throws Exception {
        return client.send(
                diabolo.api("companies", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{" + more + "\"name\":\"" + company + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> upload(KilledDiabolo diabolo, String token) throws Exception {
        var body = "--b\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n"
                + "Entreprise;Ville\nMécaval;Lyon\n--b--\r\n".replace("\n--b", "\r\n--b");
        return client.send(
                diabolo.api("imports", token)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
