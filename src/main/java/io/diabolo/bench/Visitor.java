package io.diabolo.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the server as a browser does, signed in, or as a program with a token. Any answer but a good one is an error. */
final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"");
    static final String PASSWORD = "how-fast-is-it-today";
    private static final String EMAIL = "bench@bench.example";

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final HttpClient program =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token = "";

    Visitor(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    void bear(String secret) {
        token = secret;
    }

    void setUp(String link) throws IOException {
        submit(
                link.substring(base.length()),
                Map.of(
                        "organisation", "Bench",
                        "name", "Bench",
                        "email", EMAIL,
                        "password", PASSWORD,
                        "language", "en",
                        "zone", "Europe/Paris",
                        "currency", "EUR"));
    }

    void signIn() throws IOException {
        signIn(EMAIL);
    }

    private void signIn(String email) throws IOException {
        submit("/sign-in", Map.of("email", email, "password", PASSWORD));
    }

    /** Signs in once more, beside; the Cookie header of that session. */
    String anotherSession() throws IOException {
        return session(base, EMAIL);
    }

    static String session(String base, String email) throws IOException {
        var other = new Visitor(base);
        other.signIn(email);
        return other.cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    OpenPages openPages(List<String> sessions) {
        return new OpenPages(base, sessions, token);
    }

    private void submit(String path, Map<String, String> fields) throws IOException {
        var form = CSRF.matcher(page(path));
        if (!form.find()) {
            throw new IOException("no form at " + path);
        }
        var body = "_csrf=" + encoded(form.group(1))
                + fields.entrySet().stream()
                        .map(field -> "&" + field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining());
        send(
                browser,
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    String page(String path) throws IOException {
        return send(browser, request(path).header("Accept", "text/html").GET());
    }

    byte[] file(String path) throws IOException {
        try {
            var answer = browser.send(request(path).GET().build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IOException(answer.statusCode() + " " + answer.uri());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    JsonNode get(String path) throws IOException {
        return JsonMapper.shared().readTree(send(program, authorised(path).GET()));
    }

    JsonNode post(String path, String json) throws IOException {
        return send(path, "application/json", BodyPublishers.ofString(json));
    }

    JsonNode put(String path, String json) throws IOException {
        return JsonMapper.shared()
                .readTree(send(
                        program,
                        authorised(path)
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(json))));
    }

    JsonNode send(String path, String type, BodyPublisher body) throws IOException {
        return JsonMapper.shared()
                .readTree(send(
                        program, authorised(path).header("Content-Type", type).POST(body)));
    }

    private HttpRequest.Builder authorised(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private static String send(HttpClient client, HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(answer.statusCode() + " " + answer.uri() + " "
                        + answer.body().substring(0, Math.min(400, answer.body().length())));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
