package io.diabolo.bench;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What two more people would bring: 24 months of the whole double funnel, a thousand times, as today and with the change. */
@Component
class Simulating {
    private static final String QUESTION =
            "{\"goal\": 1200000, \"hires\": [{\"role\": \"sdr\", \"count\": 2, \"start\": \"2026-01\", \"ramp_months\": 3}],"
                    + " \"runs\": 1000}";

    /** Counting what is simulated with is all that SQL can do of it. */
    private static final String VOLUMES = """
            select segment, channel, count(*) filter (where on_2 >= current_date - 365),
                   count(*) filter (where on_4 >= current_date - 365), count(*) filter (where on_7 >= current_date - 365),
                   percentile_cont(0.5) within group (order by on_7 - on_4)
            from journey where type = 'new_business' and start_stage is not null group by 1, 2
            """;

    private final Bare bare;

    Simulating(Bare bare) {
        this.bare = bare;
    }

    List<Measure> measures(Visitor visitor, int rows) {
        var all = new ArrayList<Measure>();
        all.add(Measure.read(
                "simulation of 24 months × 1,000 runs",
                rows,
                _ -> visitor.post("/api/v1/capacity", QUESTION),
                _ -> bare.rows(VOLUMES)));
        all.add(Measure.read("coverage map", rows, _ -> visitor.get("/api/v1/coverage"), _ -> bare.rows(VOLUMES)));
        return all;
    }
}
