package io.diabolo.launcher;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code bench}: starts a server of its own on data of its own, with no more heap than a small machine has, and hands its
 * address to the command that measures it.
 */
@Command(name = "bench", sortOptions = false)
final class BenchVerb implements Callable<Integer> {
    private static final String HEAP = "-Xmx512m";

    private final Class<?> application;
    private final PrintStream out;

    @Parameters(paramLabel = "NAME", descriptionKey = "bench.names")
    private final List<String> names = new ArrayList<>();

    @Option(names = "--rows", paramLabel = "ROWS", defaultValue = "100000", descriptionKey = "bench.rows")
    private int rows;

    @Option(names = "--json", paramLabel = "FILE", descriptionKey = "bench.json")
    private @Nullable Path json;

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "bench.data")
    private @Nullable Path directory;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "option.help")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    BenchVerb(Class<?> application, PrintStream out) {
        this.application = application;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        var data = directory != null
                ? directory
                : Path.of(System.getProperty("diabolo.home", ""), "target", "bench", Integer.toString(rows));
        var place = new DataDirectory(data, false).create();
        var began = System.nanoTime();
        var port = freePort();
        var server = server(place.home(), port);
        // Also when somebody ends the bench itself: else the data stay in use.
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
        try {
            var link = setUpLink(server.inputReader(StandardCharsets.UTF_8));
            var ready = (System.nanoTime() - began) / 1_000_000;
            var arguments = new ArrayList<>(List.of(
                    "http://localhost:" + port,
                    Long.toString(server.pid()),
                    Long.toString(ready),
                    link,
                    Integer.toString(rows),
                    json == null ? "" : json.toString()));
            arguments.addAll(names);
            return DataCommand.run("bench", application, place, arguments, out);
        } finally {
            server.destroy();
            if (!server.waitFor(60, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    /** This very Diabolo, as a person would start it. */
    private static Process server(Path data, int port) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx"))
                .forEach(command::add);
        command.add(HEAP);
        var path = System.getProperty("java.class.path");
        if (path.endsWith(".jar") && !path.contains(File.pathSeparator)) {
            command.addAll(List.of("-jar", path));
        } else {
            command.addAll(List.of("-cp", path, "io.diabolo.Diabolo"));
        }
        command.addAll(List.of(
                "start", "--address", "127.0.0.1", "--port", Integer.toString(port), "--data", data.toString()));
        return new ProcessBuilder(command)
                .redirectError(data.resolve("server.log").toFile())
                .start();
    }

    /** What a person reads: that it is ready, and the first time where to set it up; the rest is drained. */
    private String setUpLink(BufferedReader said) throws IOException {
        var line = said.readLine();
        while (line != null && !line.contains("http://")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new CannotStart("bench.failed", "server.log");
        }
        var link = "";
        for (var waited = 0; waited < 20 && link.isEmpty(); waited++) {
            if (said.ready()) {
                var next = Objects.requireNonNullElse(said.readLine(), "");
                link = next.contains("/setup/") ? next.substring(next.indexOf("http")) : "";
            } else {
                pause();
            }
        }
        Thread.ofVirtual().start(() -> drain(said));
        return link;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(BufferedReader said) {
        try {
            while (said.readLine() != null) {
                // nobody reads it
            }
        } catch (IOException e) {
            // it has ended
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
