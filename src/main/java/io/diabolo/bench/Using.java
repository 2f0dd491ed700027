package io.diabolo.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** A thousand usage events of twenty features in one batch. A million a day are 12 a second, 700 batches in all. */
@Component
class Using {
    private static final int EVENTS = 1_000;
    private static final int FEATURES = 20;
    private final Bare bare;

    Using(Bare bare) {
        this.bare = bare;
    }

    List<Measure> measures(Visitor visitor, int rows) {
        return List.of(
                Measure.write("a thousand usage events", rows, _ -> send(visitor), _ -> bySql()),
                Measure.crowd(
                        "batches of a thousand usage events per second",
                        "write",
                        rows,
                        4,
                        _ -> send(visitor),
                        _ -> bySql()));
    }

    private static void send(Visitor visitor) throws IOException {
        var batch = UUID.randomUUID();
        visitor.post(
                "/api/v1/usage",
                IntStream.range(0, EVENTS)
                        .mapToObj(at -> "{\"id\":\"" + batch + at + "\",\"domain\":\"c1.example\",\"feature\":\"f"
                                + at % FEATURES + "\"}")
                        .collect(Collectors.joining(",", "{\"events\":[", "]}")));
    }

    private void bySql() throws SQLException {
        var batch = UUID.randomUUID().toString();
        bare.together(
                new Object[] {
                    "insert into usage_event (event_id, day) select ? || g, current_date from generate_series(1, 1000) g",
                    batch
                },
                new Object[] {
                    "insert into usage_day (company_id, feature, day, count, events)"
                            + " select (select id from company order by workspace_id, id limit 1), 'f' || g % 20, current_date, count(*), count(*)"
                            + " from generate_series(1, 1000) g group by 2"
                            + " on conflict (workspace_id, company_id, day, feature)"
                            + " do update set count = usage_day.count + excluded.count, events = usage_day.events + excluded.events"
                });
    }
}
