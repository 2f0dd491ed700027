package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;

import io.diabolo.directory.Segmentation.Limits;
import io.diabolo.identity.Members;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.records.JobOutcome;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Places many companies by other limits as a job: one transaction, so that it happens whole or not at all. */
@Component
class SegmentWork implements Jobs.Work {
    static final String KIND = "segments";
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final PlaceCompanies place;
    private final Members members;

    SegmentWork(DSLContext sql, TransactionTemplate transactions, PlaceCompanies place, Members members) {
        this.sql = sql;
        this.transactions = transactions;
        this.place = place;
        this.members = members;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) {
        long total = transactions.execute(_ -> sql.fetchCount(COMPANY));
        run.progress(0, total);
        var placed = place.by(
                run.input(Limits.class),
                members.actor(run.member(), Origin.PAGE, Scope.ADMIN),
                looked -> run.progress(Math.min(looked, total), total));
        return new JobOutcome("segments.saved", List.of(placed.companies()), placed.changeSet());
    }
}
