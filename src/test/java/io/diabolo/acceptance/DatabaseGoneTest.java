package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The database goes away, for half a minute or twice for a moment ({@code -Ddiabolo.gone=30}: for so many seconds each time):
 * everybody is told so, in their language, nothing is done by half, and all works again without a hand.
 */
class DatabaseGoneTest {
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("diabolo.gone", 30));
    private static final Duration A_MOMENT = Duration.ofSeconds(Integer.getInteger("diabolo.gone", 2));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);
    private final Path data;
    private final HttpClient client = HttpClient.newHttpClient();

    DatabaseGoneTest() throws IOException {
        data = KilledDiabolo.preparedPlace("gone");
    }

    @AfterEach
    void leave_no_server() throws IOException {
        client.close();
        KilledDiabolo.stopDatabase(data);
    }

    @Test
    void an_external_database_that_cannot_be_reached_or_says_nothing_is_waited_for() throws Exception {
        var there = URI.create(String.valueOf(TestDatabase.properties().get("diabolo.database.url"))
                .substring("jdbc:".length()));
        var name = "gone_" + UUID.randomUUID().toString().replace("-", "");
        try (var superuser = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + there.getPort() + "/postgres", "postgres", "");
                var create = superuser.createStatement()) {
            create.execute("create database " + name + " owner diabolo_owner");
        }
        try (var line = CutLine.to(there.getPort());
                var diabolo = KilledDiabolo.start(data, external(line.port(), name))) {
            diabolo.setUp();
            var token = diabolo.token();
            assertThat(write(diabolo, token, "Atelier Brest").statusCode()).isEqualTo(201);
            var heard = listen(diabolo);

            line.cut();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> diabolo.page("/companies", "fr").statusCode() == 503);
            assertThat(diabolo.page("/companies", "fr").body()).contains("Diabolo attend sa base de données");
            assertThat(diabolo.page("/sign-in", "en").body()).contains("Diabolo is waiting for its database");
            assertCalmProblem(write(diabolo, token, "Atelier Quimper"));
            LockSupport.parkNanos(AWAY.toNanos());
            assertCalmProblem(write(diabolo, token, "Atelier Quimper"));
            // Nothing is sent to it any more, but starting it again wouldn't help.
            assertThat(operations(diabolo, "health/readiness").statusCode()).isEqualTo(503);
            assertThat(operations(diabolo, "health/liveness").statusCode()).isEqualTo(200);

            line.mend();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> diabolo.page("/companies", "fr").statusCode() == 200);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> operations(diabolo, "health/readiness").statusCode() == 200);
            assertThat(operations(diabolo, "prometheus").body())
                    .contains(
                            "diabolo_jobs{state=\"waiting\"",
                            "diabolo_jobs{state=\"failed\"",
                            "diabolo_events_backlog",
                            "diabolo_events_oldest_seconds",
                            "diabolo_live_streams");
            heard.clear();
            assertThat(write(diabolo, token, "Atelier Vannes").statusCode()).isEqualTo(201);
            assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("data:company");
            assertThat(diabolo.count("companies", token)).isEqualTo(2);

            fallSilentFor(line, diabolo, token);
            assertThat(write(diabolo, token, "Atelier Lorient").statusCode()).isEqualTo(201);
            assertThat(diabolo.count("companies", token)).isEqualTo(3);
        }
    }

    /** Whoever asks gets an answer in time, also who asked before it is known that the database says nothing. */
    private void fallSilentFor(CutLine line, KilledDiabolo diabolo, String token) throws Exception {
        line.fallSilent();
        var asked = System.nanoTime();
        assertCalmProblem(write(diabolo, token, "Atelier Quimper"));
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(TOLD_WITHIN);
        Awaitility.await()
                .atMost(TOLD_WITHIN)
                .until(() -> diabolo.page("/companies", "fr").body().contains("Diabolo attend sa base de données"));
        LockSupport.parkNanos(A_MOMENT.toNanos());
        assertCalmProblem(write(diabolo, token, "Atelier Quimper"));

        line.speak();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> diabolo.page("/companies", "fr").statusCode() == 200);
    }

    private static Map<String, String> external(int port, String name) {
        return Map.of(
                "DIABOLO_DATABASE_URL", "postgresql://localhost:" + port + "/" + name,
                "DIABOLO_DATABASE_USER", "diabolo_owner",
                "DIABOLO_DATABASE_PASSWORD", "owner",
                "DIABOLO_DATABASE_APP_USER", "diabolo_app",
                "DIABOLO_DATABASE_APP_PASSWORD", "app");
    }

    @Test
    void an_embedded_one_that_died_is_started_again_and_an_import_goes_on() throws Exception {
        var set = PipelineSet.small(200);
        try (var diabolo = KilledDiabolo.start(data)) {
            diabolo.setUp();
            var token = diabolo.token();
            var id = diabolo.upload(set.files(), token);
            // It can't be started again as long as this isn't there.
            var version = data.resolve("postgres").resolve("PG_VERSION");
            var aside = Files.move(version, data.resolve("PG_VERSION.aside"));
            Objects.requireNonNull(KilledDiabolo.postmaster(data)).destroyForcibly();

            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> diabolo.page("/companies", "fr").statusCode() == 503);
            assertThat(diabolo.page("/companies", "en").body()).contains("Diabolo is waiting for its database");
            assertCalmProblem(write(diabolo, token, "Atelier Quimper"));
            LockSupport.parkNanos(A_MOMENT.toNanos());

            Files.move(aside, version);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> diabolo.page("/companies", "fr").statusCode() == 200);
            var done = diabolo.await(
                    id, token, what -> !what.get("state").asString().endsWith("ing"));
            assertThat(done.get("state").asString()).as(done::toString).isEqualTo("done");
            assertThat(diabolo.count("opportunities", token)).isEqualTo(set.deals());
            assertThat(diabolo.count("companies", token)).isEqualTo(set.companies());
        }
    }

    private static void assertCalmProblem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("/problems/unavailable");
    }

    /** As a monitor on the machine asks. */
    private HttpResponse<String> operations(KilledDiabolo diabolo, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(diabolo.address() + "/actuator/" + path))
                        .timeout(TOLD_WITHIN)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> write(KilledDiabolo diabolo, String token, String company) throws Exception {
        return client.send(
                diabolo.api("companies", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"" + company + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What an open page is told from now on. */
    private BlockingQueue<String> listen(KilledDiabolo diabolo) throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var stream = client.send(
                HttpRequest.newBuilder(URI.create(diabolo.address() + "/live?topics=company"))
                        .header("Cookie", diabolo.cookie())
                        .build(),
                BodyHandlers.ofLines());
        assertThat(stream.statusCode()).isEqualTo(200);
        Thread.ofVirtual()
                .start(() ->
                        stream.body().filter(line -> line.startsWith("data:")).forEach(heard::add));
        return heard;
    }
}
