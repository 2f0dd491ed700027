package io.diabolo.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole Diabolo in a process of its own, as {@code diabolo start} runs it, to be killed as {@code kill -9} does. */
final class KilledDiabolo implements AutoCloseable {
    private static final Pattern SET_UP = Pattern.compile("(http://\\S+/setup/\\S+)");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final Process process;
    private final Path log;
    private final String address;

    private KilledDiabolo(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.address = "http://localhost:" + port;
    }

    /** Returns once it is ready. */
    static KilledDiabolo start(Path data) throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.createDirectories(data);
        var log = Files.createTempFile(data.getParent(), "killed-", ".log");
        var process = command(data, "start", "--port", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var started = new KilledDiabolo(process, log, port);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || started.said().contains(":" + port));
        assertThat(process.isAlive()).as(started.said()).isTrue();
        return started;
    }

    private static ProcessBuilder command(Path data, String... verb) {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                // PostgreSQL is unpacked once for all such tests.
                "-Ddiabolo.programs="
                        + Path.of("target", "launcher", "programs").toAbsolutePath(),
                "io.diabolo.Diabolo"));
        words.addAll(List.of(verb));
        words.addAll(List.of("--data", data.toString()));
        var builder = new ProcessBuilder(words);
        // The dead are missed sooner than in earnest.
        builder.environment().put("DBSCHEDULER_HEARTBEATINTERVAL", "1s");
        return builder;
    }

    /** What another process prints on standard output, such as a token. */
    static String output(Path data, String... verb) throws IOException, InterruptedException {
        var other = command(data, verb)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var printed = new String(other.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(other.waitFor()).as(printed).isZero();
        return printed;
    }

    private String said() throws IOException {
        return Files.readString(log);
    }

    /** Opens the link that the first start prints, and makes the workspace. */
    void setUp() throws IOException, InterruptedException {
        Awaitility.await().atMost(PATIENCE).until(() -> SET_UP.matcher(said()).find());
        var link = first(SET_UP, said());
        var form = send(HttpRequest.newBuilder(URI.create(link)).GET());
        var fields = Map.of(
                "_csrf", first(CSRF, form),
                "organisation", "Atelier Nord",
                "name", "Claire Fontaine",
                "email", "claire@atelier-nord.example",
                "password", "deux cônes et une ficelle",
                "language", "fr",
                "zone", "Europe/Paris",
                "currency", "EUR");
        send(HttpRequest.newBuilder(URI.create(link))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields))));
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    /** Signs in with the password given at the set-up; the page that comes then. */
    String signIn() throws IOException, InterruptedException {
        var fields = Map.of(
                "_csrf",
                        first(
                                CSRF,
                                send(HttpRequest.newBuilder(URI.create(address + "/sign-in"))
                                        .GET())),
                "email", "claire@atelier-nord.example",
                "password", "deux cônes et une ficelle");
        send(HttpRequest.newBuilder(URI.create(address + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields))));
        return send(HttpRequest.newBuilder(URI.create(address + "/members")).GET());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Makes a record through the API. */
    void create(String what, String body, String token) throws IOException, InterruptedException {
        send(api(what, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer::body).isLessThan(400);
        return answer.body();
    }

    /** Sends files to be imported as proposed; the import's id. */
    String upload(Map<String, String> files, String token) throws IOException, InterruptedException {
        var body = new StringBuilder("--b\r\nContent-Disposition: form-data; name=\"yes\"\r\n\r\ntrue\r\n");
        files.forEach((name, text) -> body.append("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(name)
                .append("\"\r\nContent-Type: text/csv\r\n\r\n")
                .append(text)
                .append("\r\n"));
        var answer = send(api("imports", token)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body + "--b--\r\n")));
        return json.readTree(answer).get("id").asString();
    }

    /** Looks at an import again and again until it is so. */
    JsonNode await(String id, String token, Predicate<JsonNode> isSo) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> json.readTree(send(api("imports/" + id, token).GET())), isSo);
    }

    long count(String what, String token) throws IOException, InterruptedException {
        var parts = (what + "?").split("\\?", -1);
        var path = parts[0] + "/count?" + parts[1].replace("[", "%5B").replace("]", "%5D");
        return json.readTree(send(api(path, token).GET())).get("count").asLong();
    }

    private HttpRequest.Builder api(String path, String token) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path))
                .header("Authorization", "Bearer " + token);
    }

    /** Counts a table's rows past all rights, in the server that the data directory has. */
    static long rows(Path data, String table) throws IOException, SQLException {
        var secrets = new Properties();
        try (InputStream in = Files.newInputStream(data.resolve("secrets.properties"))) {
            secrets.load(in);
        }
        var port = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                .get(3);
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/diabolo",
                        "postgres",
                        secrets.getProperty("postgres"));
                var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Nothing of it gets to tidy up; its PostgreSQL stays, an orphan. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends the server that a killed Diabolo left running. */
    static void stopDatabase(Path data) throws IOException {
        var file = data.resolve("postgres").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        ProcessHandle.of(pid)
                .filter(server -> server.info().command().orElse("").endsWith("/postgres"))
                .ifPresent(server -> {
                    server.destroyForcibly();
                    server.onExit().join();
                });
    }

    @Override
    public void close() throws IOException {
        kill();
        client.close();
        Files.deleteIfExists(log);
    }
}
