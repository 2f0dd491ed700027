package io.diabolo.bench;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** A deal that one person moves on the board while fifty look at it: until the last of them has been told. */
@Component
class Watching {
    private static final int VIEWERS = 50;
    private static final String NAME = "a move seen by 50 viewers";
    private static final List<String> STAGES = List.of("proposal", "discovery");

    private final Bare bare;

    Watching(Bare bare) {
        this.bare = bare;
    }

    List<Measure> measures(Visitor visitor, int rows) {
        return List.of(new Measure(NAME, "write", rows, 1, () -> watched(visitor, rows)));
    }

    private Result watched(Visitor visitor, int rows) throws IOException {
        var deal = made(visitor);
        var other = UUID.fromString(made(visitor));
        var streams = new ArrayList<Stream>();
        var cookie = visitor.anotherSession();
        var told = new Phaser(1);
        var moves = new AtomicInteger();
        try {
            for (var i = 0; i < VIEWERS; i++) {
                var stream = Stream.open(URI.create(visitor.base()), cookie, "opportunity");
                streams.add(stream);
                told.register();
                Thread.ofVirtual().start(() -> listen(stream, told));
            }
            return Measure.write(
                            NAME,
                            rows,
                            _ -> {
                                var round = told.arrive();
                                visitor.post(
                                        "/api/v1/opportunities/" + deal + "/moves",
                                        "{\"stage\":\"" + STAGES.get(moves.getAndIncrement() % 2) + "\"}");
                                told.awaitAdvanceInterruptibly(round, 10, TimeUnit.SECONDS);
                            },
                            time -> moveBySql(other, STAGES.get(time % 2)))
                    .take();
        } finally {
            for (var stream : streams) {
                stream.socket().close();
            }
        }
    }

    private static String made(Visitor visitor) throws IOException {
        return visitor.post("/api/v1/opportunities", "{\"name\":\"Watched\"}")
                .get("id")
                .asString();
    }

    private void moveBySql(UUID deal, String stage) throws SQLException {
        var set = UUID.randomUUID();
        bare.together(
                new Object[] {
                    "insert into change_set (id, member_id, origin, action, updated) select ?, id, 'api', 'opportunity.moved', 1 from member where administrator limit 1",
                    set
                },
                new Object[] {
                    "insert into journey_entry (journey_id, subject_type, subject_id, from_stage, to_stage, occurred_at, occurred_on, change_set_id, channel, source)"
                            + " select journey_id, 'opportunity', id, 4, 5, now(), current_date, ?, 'inbound', 'Web' from opportunity where id = ?",
                    set,
                    deal
                },
                new Object[] {"update opportunity set stage = ?, stage_on = current_date where id = ?", stage, deal},
                new Object[] {"select pg_notify('bench', ?)", deal.toString()});
    }

    /** Each viewer arrives once a move, however often it is told of it. */
    private static void listen(Stream stream, Phaser told) {
        try {
            for (var line = stream.lines().readLine();
                    line != null;
                    line = stream.lines().readLine()) {
                if (line.startsWith("data:")) {
                    told.awaitAdvanceInterruptibly(told.arrive(), 10, TimeUnit.SECONDS);
                }
            }
        } catch (IOException | TimeoutException e) {
            // closed at the end of the measure
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
