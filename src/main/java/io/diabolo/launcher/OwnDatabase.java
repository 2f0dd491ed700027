package io.diabolo.launcher;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The embedded PostgreSQL of this process: comes up while the application loads, goes down after it. */
final class OwnDatabase implements DatabaseAccess {
    private final Ownership ownership;
    private final CompletableFuture<EmbeddedPostgres> server;

    private OwnDatabase(Ownership ownership, CompletableFuture<EmbeddedPostgres> server) {
        this.ownership = ownership;
        this.server = server;
    }

    /** Begins at once, on a thread of its own. */
    static OwnDatabase start(
            DataDirectory data,
            Ownership ownership,
            Owner.Kind kind,
            int webPort,
            Preparation preparation,
            Consumer<Throwable> onFailure) {
        var server = new CompletableFuture<EmbeddedPostgres>();
        Thread.ofPlatform().name("postgresql-start").daemon().start(() -> {
            try {
                var started = EmbeddedPostgres.start(data);
                prepare(started, preparation);
                ownership.announce(started.database().url(), kind, webPort, Clock.systemUTC());
                server.complete(started);
            } catch (RuntimeException | Error e) {
                server.completeExceptionally(e);
                onFailure.accept(e);
            }
        });
        return new OwnDatabase(ownership, server);
    }

    /** Whoever can't use the data must not leave their server running. */
    private static void prepare(EmbeddedPostgres started, Preparation preparation) {
        try {
            preparation.prepare(started.database());
        } catch (RuntimeException | Error e) {
            started.close();
            throw e;
        }
    }

    @Override
    public Database await() {
        return server.join().database();
    }

    /** A start under way is seen through first: a half-started server couldn't be stopped cleanly. */
    @Override
    public void close() {
        try (ownership;
                var started = server.join()) {
            assert started != null;
        } catch (CompletionException e) {
            // it never came up, and whoever waited for it knows
        }
    }
}
