package io.diabolo.launcher;

import io.diabolo.platform.StartMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code start}: the starting page first, then database and application side by side, until somebody stops it. */
@Command(name = "start", sortOptions = false)
final class StartCommand implements Callable<Integer> {
    /** Set by the build, which starts Diabolo once to note what a start needs: ends as soon as it is ready. */
    private static final boolean REHEARSAL = "ready".equals(System.getProperty("diabolo.exit"));

    private final Class<?> application;
    private final Texts texts = Texts.ofConsole();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", descriptionKey = "option.port")
    private int port;

    @Option(names = "--address", paramLabel = "ADDRESS", descriptionKey = "option.address")
    private @Nullable InetAddress address;

    @Mixin
    private final DataOptions data = new DataOptions();

    StartCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() throws Exception {
        if (REHEARSAL) {
            giveUpAfter(Duration.ofMinutes(5));
        }
        var external = Database.external(System.getenv());
        if (external != null && data.demo()) {
            throw new CannotStart("launcher.demo.external");
        }
        var directory = data.directory().create();
        var ownership = external == null ? Ownership.claim(directory) : null;
        if (external == null && ownership == null) {
            throw Ownership.taken(directory);
        }
        var listen = address != null ? address : InetAddress.getByName(data.demo() ? "127.0.0.1" : "0.0.0.0");
        var page = StartingPage.open(listen, port);
        var database = ownership == null
                ? prepared(Objects.requireNonNull(external), directory)
                : OwnDatabase.start(
                        directory, ownership, Owner.Kind.SERVER, page.port(), Preparation.of(directory), this::giveUp);
        var settings = Map.<String, Object>of(
                "server.port", page.port(),
                "server.address", listen.getHostAddress(),
                "diabolo.port", page.port(),
                "diabolo.data", directory.root().toString(),
                "diabolo.key", ApplicationKey.of(directory, System.getenv()),
                "diabolo.demo", data.demo());
        var context = Application.serve(application, new LaunchProperties(database, settings), page, database);
        var url = "http://localhost:" + page.port();
        announce(context, url);
        if (REHEARSAL) {
            visit(url);
            return 0;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private static DatabaseAccess prepared(Database external, DataDirectory directory) {
        Preparation.of(directory).prepare(external);
        return DatabaseAccess.to(external);
    }

    /** A build must not hang because a start does. */
    private static void giveUpAfter(Duration limit) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(limit);
                Runtime.getRuntime().exit(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Without a database nothing has been done yet, so there is nothing to end in order. */
    private void giveUp(Throwable reason) {
        Runtime.getRuntime().halt(Launcher.complain(reason, texts));
    }

    private void announce(ConfigurableApplicationContext context, String url) {
        System.out.println(texts.get("launcher.ready", url));
        if (data.demo()) {
            System.out.println(texts.get("launcher.ready.demo"));
        }
        context.getBeanProvider(StartMessage.class)
                .orderedStream()
                .flatMap(message -> message.lines(url).stream())
                .forEach(System.out::println);
        System.out.flush();
    }

    /** The first page, as a browser's first requests would ask for it. */
    private static void visit(String url) {
        for (var language : new String[] {"fr", "en", "fr"}) {
            try {
                var connection = URI.create(url + "/").toURL().openConnection();
                connection.setRequestProperty("Accept-Language", language);
                connection.setRequestProperty("Accept", "text/html");
                try (var body = connection.getInputStream()) {
                    body.readAllBytes();
                }
            } catch (IOException e) {
                // a page that needs a sign-in; the start itself is what counts here
            }
        }
    }
}
