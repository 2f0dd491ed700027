package io.diabolo.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers on Diabolo's port until Diabolo does: says that it starts, and comes back by itself. */
final class StartingPage implements AutoCloseable {
    private final HttpServer server;

    private StartingPage(HttpServer server) {
        this.server = server;
    }

    static StartingPage open(InetAddress address, int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.createContext("/", StartingPage::answer);
            server.setExecutor(task -> Thread.ofVirtual().start(task));
            server.start();
            return new StartingPage(server);
        } catch (BindException e) {
            throw new CannotStart("launcher.port.taken", Integer.toString(port), Integer.toString(port + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** At once: the web server takes over the port in the same breath. */
    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getResponseHeaders();
            headers.set("Cache-Control", "no-store");
            headers.set("Connection", "close");
            headers.set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
            headers.set("X-Content-Type-Options", "nosniff");
            switch (exchange.getRequestURI().getPath()) {
                case "/starting.css" -> send(exchange, 200, "text/css", resource("starting.css"));
                case "/starting.js" -> send(exchange, 200, "text/javascript", resource("starting.js"));
                case "/actuator/health/liveness" -> send(exchange, 200, "application/json", "{\"status\":\"UP\"}");
                default -> {
                    headers.set("Retry-After", "2");
                    headers.set("Vary", "Accept-Language");
                    page(exchange);
                }
            }
        }
    }

    private static void page(HttpExchange exchange) throws IOException {
        var texts = Texts.of(language(exchange.getRequestHeaders().getFirst("Accept-Language")));
        var html = resource("starting.html")
                .replace("{language}", texts.locale().getLanguage())
                .replace("{title}", texts.get("launcher.starting.title"))
                .replace("{text}", texts.get("launcher.starting.text"));
        send(exchange, 503, "text/html", html);
    }

    /** The first of the visitor's languages that Diabolo speaks; like Diabolo's pages, French if none is. */
    static Locale language(@Nullable String accepted) {
        if (accepted == null) {
            return Locale.FRENCH;
        }
        try {
            return Locale.LanguageRange.parse(accepted).stream()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> locale.getLanguage().equals("fr")
                            || locale.getLanguage().equals("en"))
                    .findFirst()
                    .orElse(Locale.FRENCH);
        } catch (IllegalArgumentException e) {
            return Locale.FRENCH;
        }
    }

    private static String resource(String name) throws IOException {
        try (var stream = StartingPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("Missing from this build: " + name);
            }
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
