package io.diabolo.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something to be timed, in one run with the plain SQL that does the same.
 *
 * @param rows how many records there are to do it among, for the table
 */
record Measure(String name, String kind, long rows, int clients, Callable<Result> taking) {
    /** A server compiles what it does often; a busy one has done so long ago. */
    private static final int WARM_UP = 600;

    private static final Duration AT_MOST = Duration.ofSeconds(6);
    private static final int ENOUGH = 200;
    private static final Duration CROWD = Duration.ofSeconds(5);

    /** One of the two sides; told which repetition it is, so that it doesn't always ask the same. */
    interface Side {
        void once(int time) throws Exception;
    }

    Result take() {
        try {
            return taking.call();
        } catch (Exception e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
    }

    static Measure read(String name, long rows, Side product, Side plain) {
        return alternating(name, "read", rows, product, plain);
    }

    static Measure write(String name, long rows, Side product, Side plain) {
        return alternating(name, "write", rows, product, plain);
    }

    /** A single client: the sides take turns, so that whatever else the machine does meets both. */
    private static Measure alternating(String name, String kind, long rows, Side product, Side plain) {
        return new Measure(name, kind, rows, 1, () -> {
            var times = 0;
            var began = System.nanoTime();
            for (var i = 0; i < WARM_UP && System.nanoTime() - began < AT_MOST.toNanos(); i++) {
                product.once(++times);
                plain.once(++times);
            }
            var mine = new ArrayList<Double>();
            var theirs = new ArrayList<Double>();
            began = System.nanoTime();
            while (mine.size() < 3 || (mine.size() < ENOUGH && System.nanoTime() - began < AT_MOST.toNanos())) {
                var time = ++times;
                mine.add(timed(product, time));
                theirs.add(timed(plain, time));
            }
            return new Result(name, kind, rows, 1, at(mine, .5), at(mine, .95), at(theirs, .5), null, null);
        });
    }

    /** Many clients at once, first of one side, then of the other; rows/s are answers a second. */
    static Measure crowd(String name, String kind, long rows, int clients, Side product, Side plain) {
        return new Measure(name, kind, rows, clients, () -> {
            var mine = crowd(clients, product);
            var theirs = crowd(clients, plain);
            var seconds = CROWD.toMillis() / 1e3;
            return new Result(
                    name,
                    kind,
                    rows,
                    clients,
                    at(mine, .5),
                    at(mine, .95),
                    at(theirs, .5),
                    mine.size() / seconds,
                    theirs.size() / seconds);
        });
    }

    private static ArrayList<Double> crowd(int clients, Side side) throws InterruptedException, ExecutionException {
        var all = new ConcurrentLinkedQueue<Double>();
        var times = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var running = new ArrayList<Future<?>>();
            var end = System.nanoTime() + CROWD.toNanos();
            for (var i = 0; i < clients; i++) {
                running.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        all.add(timed(side, times.incrementAndGet()));
                    }
                    return null;
                }));
            }
            for (var client : running) {
                client.get();
            }
        }
        return new ArrayList<>(all);
    }

    static double timed(Side side, int time) throws Exception {
        var began = System.nanoTime();
        side.once(time);
        return (System.nanoTime() - began) / 1e6;
    }

    static double at(ArrayList<Double> durations, double share) {
        var sorted =
                durations.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }
}
