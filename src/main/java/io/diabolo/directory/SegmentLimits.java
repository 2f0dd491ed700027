package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;

import io.diabolo.directory.Segmentation.Limit;
import io.diabolo.directory.Segmentation.Limits;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The limits of the segments, which an administrator may change. All companies are placed anew, as one change set; a
 * segment that somebody chose or that a register says stays.
 */
@Service
class SegmentLimits {
    /** Above this many companies it is a job. */
    static final int AT_ONCE = 5_000;

    private final DSLContext sql;
    private final Segmentation segmentation;
    private final PlaceCompanies place;
    private final Jobs jobs;

    SegmentLimits(DSLContext sql, Segmentation segmentation, PlaceCompanies place, Jobs jobs) {
        this.sql = sql;
        this.segmentation = segmentation;
        this.place = place;
        this.jobs = jobs;
    }

    /** The answer to other limits. */
    sealed interface Answer {
        /** @param changeSet null when the limits were these already */
        record Changed(@Nullable UUID changeSet, long companies) implements Answer {}

        /** The companies are many: a job places them. */
        record Begun(UUID job) implements Answer {}
    }

    @Transactional(readOnly = true)
    public Limits limits(Actor me) {
        me.mayAdminister();
        return segmentation.limits();
    }

    /** @throws BadInput unless each limit lies above the one before */
    @Transactional
    public Answer change(Limit micro, Limit smb, Limit midMarket, Actor me) {
        me.mayAdminister();
        refuse(micro, smb, midMarket);
        var wanted = new Limits(micro, smb, midMarket, segmentation.limits().currency());
        var companies = sql.fetchCount(sql.selectOne().from(COMPANY).limit(AT_ONCE + 1));
        if (companies > AT_ONCE) {
            return new Answer.Begun(jobs.submit(SegmentWork.KIND, "", wanted, me));
        }
        var placed = place.by(wanted, me, _ -> {});
        return new Answer.Changed(placed.changeSet(), placed.companies());
    }

    private static void refuse(Limit micro, Limit smb, Limit midMarket) {
        var faults = new ArrayList<BadInput.Fault>();
        var all = List.of(new Limit(0, -1), micro, smb, midMarket);
        var names = List.of("", "micro", "smb", "mid_market");
        for (var i = 1; i < all.size(); i++) {
            if (all.get(i).headcount() <= all.get(i - 1).headcount()) {
                faults.add(new BadInput.Fault(names.get(i) + ".headcount", "segments.fault.order"));
            }
            if (all.get(i).turnover() <= all.get(i - 1).turnover()) {
                faults.add(new BadInput.Fault(names.get(i) + ".turnover", "segments.fault.order"));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }
}
