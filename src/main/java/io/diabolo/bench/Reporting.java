package io.diabolo.bench;

import java.util.List;
import org.springframework.stereotype.Component;

/** A report over the largest record there is: what was done, month by month and of each kind. */
@Component
class Reporting {
    private static final String BY_MONTH = """
            select date_trunc('month', at at time zone 'Europe/Paris'), kind, count(*) from activity
            where deleted_at is null group by 1, 2
            """;

    private final Bare bare;

    Reporting(Bare bare) {
        this.bare = bare;
    }

    List<Measure> measures(Visitor visitor, int rows) {
        return List.of(Measure.read(
                "report over all activities",
                rows * 5L,
                _ -> visitor.get("/api/v1/report-results?of=activities&by=at.month&across=kind"),
                _ -> bare.rows(BY_MONTH)));
    }
}
