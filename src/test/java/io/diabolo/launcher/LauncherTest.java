package io.diabolo.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.backup.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LoggingSystem;

class LauncherTest {

    @Test
    void a_start_on_data_that_a_live_diabolo_has_is_refused_and_says_who_has_it() throws Exception {
        var data = TrialData.fresh("owned");
        try (var other = OtherDiabolo.on(data)) {
            var refusal =
                    complaintOf("start", "--port", "0", "--data", data.home().toString());

            assertThat(refusal)
                    .startsWith("2 ")
                    .contains(Long.toString(other.pid()), "18119", data.root().toString());
            assertThat(Ownership.claim(data)).isNull();
        }
        EmbeddedPostgres.start(data).close();
    }

    @Test
    void a_port_that_is_taken_is_named_and_nothing_is_started() throws Exception {
        var data = TrialData.fresh("port");
        try (var page = StartingPage.open(InetAddress.getLoopbackAddress(), 0)) {
            var port = Integer.toString(page.port());
            var refusal = complaintOf(
                    "start",
                    "--address",
                    "127.0.0.1",
                    "--port",
                    port,
                    "--data",
                    data.home().toString());

            assertThat(refusal).startsWith("2 ").contains(port);
            assertThat(data.postgres()).doesNotExist();
        }
    }

    @Test
    void a_backup_of_nothing_and_a_restore_from_nothing_make_nothing() throws Exception {
        var home = TrialData.fresh("nothing").home();
        var place = home.resolve("place");
        var file = home.resolve("all.zip");

        assertThat(complaintOf("backup", file.toString(), "--data", place.toString()))
                .startsWith("2 ")
                .contains(place.toString());
        assertThat(complaintOf("restore", file.toString(), "--data", place.toString()))
                .startsWith("2 ")
                .contains(file.toString());
        Files.writeString(file, "not a backup");
        assertThat(complaintOf("restore", file.toString(), "--data", place.toString()))
                .startsWith("1 ")
                .contains(file.toString());
        assertThat(place).doesNotExist();
    }

    @Test
    void a_restore_beside_a_running_diabolo_is_refused() throws Exception {
        var data = TrialData.fresh("restored-over");
        var file = data.home().resolve("all.zip");
        try (var other = OtherDiabolo.on(data)) {
            assertThat(complaintOf(
                            "backup", file.toString(), "--data", data.home().toString()))
                    .startsWith("2 ");
            try (var zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of("create", "true"))) {
                Files.writeString(
                        zip.getPath("manifest.json"),
                        "{\"format\": 1, \"diabolo\": \"x\", \"schema\": \"1\", \"tables\": [], \"sequences\": []}");
            }
            assertThat(complaintOf(
                            "restore", file.toString(), "--data", data.home().toString()))
                    .startsWith("2 ")
                    .contains(Long.toString(other.pid()));
        }
    }

    @Test
    void every_refusal_has_a_sentence_in_both_languages() {
        for (var language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            for (var reason : Refusal.Reason.values()) {
                assertThat(Refusals.sentence(reason, List.of("a", "b"), Texts.of(language)))
                        .as(reason.name())
                        .isNotBlank();
            }
        }
    }

    @Test
    void the_starting_page_speaks_the_visitors_language_and_asks_to_come_back() throws Exception {
        try (var page = StartingPage.open(InetAddress.getLoopbackAddress(), 0);
                var browser = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + page.port() + "/leads?sort=name");
            for (var language : new String[] {"fr", "en"}) {
                var answer = browser.send(
                        HttpRequest.newBuilder(address)
                                .header("Accept-Language", "de-DE, " + language + ";q=0.8")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
                assertThat(answer.body())
                        .contains("lang=\"" + language + "\"")
                        .contains(Texts.of(Locale.of(language)).get("launcher.starting.title"));
            }
        }
    }

    @Test
    void an_external_database_is_named_whole_or_refused() {
        var whole = Map.of(
                "DIABOLO_DATABASE_URL", "postgresql://db.example/diabolo",
                "DIABOLO_DATABASE_USER", "o",
                "DIABOLO_DATABASE_PASSWORD", "secret-1",
                "DIABOLO_DATABASE_APP_USER", "a",
                "DIABOLO_DATABASE_APP_PASSWORD", "secret-2");

        assertThat(Database.external(Map.of())).isNull();
        assertThat(Database.external(whole)).isNotNull().satisfies(database -> {
            assertThat(database.url()).isEqualTo("jdbc:postgresql://db.example/diabolo");
            assertThat(database.toString()).doesNotContain("secret");
        });
        assertThatThrownBy(
                        () -> Database.external(Map.of("DIABOLO_DATABASE_URL", "jdbc:postgresql://db.example/diabolo")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("DIABOLO_DATABASE_USER");
    }

    @Test
    void both_languages_have_the_same_sentences() {
        var french = Texts.of(Locale.FRENCH).bundle();
        var english = Texts.of(Locale.ENGLISH).bundle();

        assertThat(french.keySet()).isEqualTo(english.keySet());
    }

    /** The exit code and what stood on standard error. */
    private static String complaintOf(String... args) {
        var answers = System.out;
        var console = System.err;
        var written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, UTF_8));
        try {
            var code = Launcher.run(LauncherTest.class, args);
            return code + " " + written.toString(UTF_8);
        } finally {
            System.setErr(console);
            System.setOut(answers);
            // A command keeps the log quiet until it ends, which is with its process; other tests go on in this one.
            LoggingSystem.get(LauncherTest.class.getClassLoader()).cleanUp();
        }
    }
}
