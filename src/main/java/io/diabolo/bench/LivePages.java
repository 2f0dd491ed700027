package io.diabolo.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** 500 open pages with live updates and 64 programs that write, for two minutes: errors, updates, and memory. */
final class LivePages {
    static final String NAME = "live pages";
    private static final int PAGES = 500;
    private static final int WRITERS = 64;
    private static final int SESSIONS = 10;
    private static final Duration HALF = Duration.ofMinutes(1);

    private LivePages() {}

    static List<Result> take(Visitor visitor, long pid) throws IOException {
        var sessions = new ArrayList<String>();
        for (var i = 0; i < SESSIONS; i++) {
            sessions.add(visitor.anotherSession());
        }
        var before = Memory.ofProcess(pid);
        try (var pages = visitor.openPages(sessions)) {
            pages.open(PAGES);
            pages.write(WRITERS, HALF);
            var halfWay = Memory.ofProcess(pid);
            pages.write(WRITERS, HALF);
            var fetches = pages.fetches();
            pages.errors().stream().distinct().limit(5).forEach(System.err::println);
            return List.of(
                    new Result(
                            NAME + ", 64 writers",
                            "load",
                            pages.written(),
                            PAGES,
                            Measure.at(fetches, .5),
                            Measure.at(fetches, .95),
                            null,
                            pages.written() / (2.0 * HALF.toSeconds()),
                            null),
                    Result.load(NAME + ": errors", PAGES, pages.errors().size()),
                    Result.load(NAME + ": told nothing", PAGES, pages.deaf()),
                    Result.load(NAME + ": updates delivered", PAGES, (double) pages.heard()),
                    Result.load(NAME + ": memory of Java before, MiB", PAGES, before),
                    Result.load(NAME + ": memory of Java after a minute, MiB", PAGES, halfWay),
                    Result.load(NAME + ": memory of Java after two, MiB", PAGES, Memory.ofProcess(pid)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
