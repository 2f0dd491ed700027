package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Diabolo is killed while automations act. Each company has its tasks, once each, and nobody had to do anything. More kills:
 * {@code -Ddiabolo.kills=20}; the same again: {@code -Ddiabolo.seed}.
 */
class KilledAutomationsTest {
    private static final int KILLS = Integer.getInteger("diabolo.kills", 2);
    private static final int COMPANIES = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final Random random = new Random(Long.getLong("diabolo.seed", System.nanoTime()));
    private final Path data;

    KilledAutomationsTest() throws IOException {
        data = KilledDiabolo.preparedPlace("killed-automations");
    }

    @AfterEach
    void leave_no_server() throws IOException {
        KilledDiabolo.stopDatabase(data);
    }

    @Test
    void nothing_runs_twice_and_nothing_is_lost() throws Exception {
        var running = KilledDiabolo.start(data);
        try (var client = HttpClient.newHttpClient()) {
            running.setUp();
            var token = running.token();
            post(running, client, token, "automations", """
                    {"name": "Deux tâches", "state": "on",
                     "plan": {"record_type": "company", "trigger": {"begins": "event", "event": "created"}, "most_an_hour": 10000,
                              "conditions": ["filled(company.name)"],
                              "actions": [{"kind": "task", "values": {"subject": "Un", "days": "1", "to": "keeper"}},
                                          {"kind": "task", "values": {"subject": "Deux", "days": "1", "to": "keeper"}}]}}""");
            for (var kill = 0; kill < KILLS; kill++) {
                for (var i = 0; i < COMPANIES; i++) {
                    post(running, client, token, "companies", "{\"name\": \"Société %d-%d\"}".formatted(kill, i));
                }
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(2_500)).toNanos());
                running.kill();
                running.close();
                running = KilledDiabolo.start(data);
            }
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(this::isOver);
        } finally {
            running.close();
        }
        assertThat(number("select count(*) from company")).isEqualTo((long) COMPANIES * KILLS);
        assertThat(number("select count(*) from automation_run where state = 'done'"))
                .isEqualTo((long) COMPANIES * KILLS);
        assertThat(number("""
                select count(*) from company c
                where (select count(*) from activity a where a.company_id = c.id and a.subject = 'Un') <> 1
                   or (select count(*) from activity a where a.company_id = c.id and a.subject = 'Deux') <> 1""")).isZero();
    }

    private boolean isOver() throws Exception {
        return number("select count(*) from automation_inbox") == 0
                && number("select count(*) from automation_run where state in ('waiting', 'acting')") == 0;
    }

    private long number(String query) throws Exception {
        return KilledDiabolo.number(data, query);
    }

    private static void post(KilledDiabolo diabolo, HttpClient client, String token, String path, String body)
            throws Exception {
        var answer = client.send(
                diabolo.api(path, token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer::body).isLessThan(300);
    }
}
