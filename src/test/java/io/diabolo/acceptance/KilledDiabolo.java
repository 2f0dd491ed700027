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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole Diabolo in a process of its own, as {@code diabolo start} runs it, to be killed as {@code kill -9} does. */
final class KilledDiabolo implements AutoCloseable {
    private static final Pattern SET_UP = Pattern.compile("(http://\\S+/setup/\\S+)");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("data-copy=\"([^\"]+)\"");
    private static final Pattern PAGE_TOKEN = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final JsonMapper json = JsonMapper.builder().build();
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
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
        return start(data, Map.of());
    }

    static KilledDiabolo start(Path data, Map<String, String> environment) throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.createDirectories(data);
        var log = Files.createTempFile(data.getParent(), "killed-", ".log");
        var command = command(data, "start", "--port", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().putAll(environment);
        var process = command.start();
        var started = new KilledDiabolo(process, log, port);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || started.said().contains(":" + port));
        assertThat(process.isAlive()).as(started.said()).isTrue();
        return started;
    }

    private static ProcessBuilder command(Path data, String... verb) {
        var words = new ArrayList<>(Prepared.once().command());
        words.addAll(List.of(verb));
        words.addAll(List.of("--data", data.toString()));
        var builder = new ProcessBuilder(words);
        // The dead are missed sooner than in earnest.
        builder.environment().put("DBSCHEDULER_HEARTBEATINTERVAL", "1s");
        return builder;
    }

    /** What another process prints on standard output, such as a token. */
    static String output(Path data, String... verb) throws IOException, InterruptedException {
        return output(data, Map.of(), verb);
    }

    static String output(Path data, Map<String, String> environment, String... verb)
            throws IOException, InterruptedException {
        var command = command(data, verb).redirectError(ProcessBuilder.Redirect.DISCARD);
        command.environment().putAll(environment);
        var other = command.start();
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

    /** An API token with all rights, as the browser that set the workspace up gets it. */
    String token() throws IOException, InterruptedException {
        var answer = submit("/tokens", "/tokens", Map.of("name", List.of("Essais"), "scope", List.of("admin")));
        return first(TOKEN, answer.body());
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

    String address() {
        return address;
    }

    /** The session of the browser that set the workspace up. */
    String cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** One page, as the browser that set the workspace up gets it. */
    HttpResponse<String> page(String path, String language) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Accept", "text/html")
                        .header("Accept-Language", language)
                        .GET()
                        .build(),
                BodyHandlers.ofString());
    }

    /** A form with the token of the page that it stands on. */
    HttpResponse<String> submit(String page, String action, Map<String, List<String>> fields)
            throws IOException, InterruptedException {
        var token = PAGE_TOKEN.matcher(page(page, "fr").body());
        if (!token.find()) {
            throw new IOException("no page with a form at " + page);
        }
        var body = new StringBuilder("_csrf=" + URLEncoder.encode(token.group(1), UTF_8));
        fields.forEach((name, values) -> values.forEach(
                value -> body.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8))));
        return client.send(
                HttpRequest.newBuilder(URI.create(address + action))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofString());
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer::body).isLessThan(400);
        return answer.body();
    }

    /** Sends files to be imported as proposed; the import's id. */
    String upload(Map<String, String> files, String token) throws IOException, InterruptedException {
        var answer = send(api("imports", token)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(parts(files))));
        return json.readTree(answer).get("id").asString();
    }

    /** The parts, between lines of {@code b}, of a request that imports files as proposed. */
    static String parts(Map<String, String> files) {
        var body = new StringBuilder("--b\r\nContent-Disposition: form-data; name=\"yes\"\r\n\r\ntrue\r\n");
        files.forEach((name, text) -> body.append("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(name)
                .append("\"\r\nContent-Type: text/csv\r\n\r\n")
                .append(text)
                .append("\r\n"));
        return body + "--b--\r\n";
    }

    /** Looks at an import again and again until it is so. */
    JsonNode await(String id, String token, Predicate<JsonNode> isSo) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> json.readTree(send(api("imports/" + id, token).GET())), isSo);
    }

    /** Whether it becomes so in this time. */
    boolean isWithin(String id, String token, Predicate<JsonNode> isSo, Duration time) {
        try {
            Awaitility.await()
                    .atMost(time.plusMillis(50))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> json.readTree(send(api("imports/" + id, token).GET())), isSo);
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    long count(String what, String token) throws IOException, InterruptedException {
        var parts = (what + "?").split("\\?", -1);
        var path = parts[0] + "/count?" + parts[1].replace("[", "%5B").replace("]", "%5D");
        return json.readTree(send(api(path, token).GET())).get("count").asLong();
    }

    HttpRequest.Builder api(String path, String token) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path))
                .header("Authorization", "Bearer " + token);
    }

    /** Counts a table's rows past all rights, in the server that the data directory has. */
    static long rows(Path data, String table) throws IOException, SQLException {
        return number(data, "select count(*) from " + table);
    }

    /** What a query past all rights answers: one number. */
    static long number(Path data, String query) throws IOException, SQLException {
        return Long.parseLong(text(data, query));
    }

    /** What a query past all rights answers: one value. */
    static String text(Path data, String query) throws IOException, SQLException {
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
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Nothing of it gets to tidy up; its PostgreSQL stays, an orphan. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends the server that a killed Diabolo left running. */
    static void stopDatabase(Path data) throws IOException {
        var server = postmaster(data);
        if (server != null) {
            server.destroyForcibly();
            server.onExit().join();
        }
    }

    /** The first process of its PostgreSQL, null when there is none. */
    static @Nullable ProcessHandle postmaster(Path data) throws IOException {
        var file = data.resolve("postgres").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return null;
        }
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid)
                .filter(server -> server.info().command().orElse("").endsWith("/postgres"))
                .orElse(null);
    }

    /** A place below target with the database of a first start, before anything is set up. */
    static Path preparedPlace(String name) throws IOException {
        var data = freshPlace(name);
        Files.createDirectories(data.getParent());
        Prepared.once().copyTo(data);
        return data;
    }

    /** An empty place below target, and no server of an earlier run on it. */
    static Path freshPlace(String name) throws IOException {
        var data = Path.of("target", name).toAbsolutePath();
        empty(data);
        return data;
    }

    static void empty(Path data) throws IOException {
        stopDatabase(data);
        if (Files.exists(data)) {
            try (var all = Files.walk(data)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        client.close();
        // What the last one said may tell why a test failed.
        Files.move(log, log.resolveSibling("killed-last.log"), StandardCopyOption.REPLACE_EXISTING);
    }
}
