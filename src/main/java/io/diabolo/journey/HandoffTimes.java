package io.diabolo.journey;

import static io.diabolo.jooq.Tables.HANDOFF_TIME;

import io.diabolo.clocks.Budget;
import io.diabolo.identity.AccessChanged;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Snapshot;
import java.util.EnumMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Within what time the hand-offs of this workspace are answered. What waits already keeps its instant. */
@Service
public class HandoffTimes {
    private final DSLContext sql;
    private final ApplicationEventPublisher events;

    HandoffTimes(DSLContext sql, ApplicationEventPublisher events) {
        this.sql = sql;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public Budget of(HandoffKind kind) {
        return Snapshot.once("handoff_time", kind, () -> read(kind));
    }

    private Budget read(HandoffKind kind) {
        var row = sql.selectFrom(HANDOFF_TIME)
                .where(HANDOFF_TIME.KIND.eq(kind.id()))
                .fetchOne();
        return row == null ? kind.answer() : new Budget(row.getAmount(), Budget.Unit.of(row.getUnit()));
    }

    @Transactional(readOnly = true)
    public Map<HandoffKind, Budget> all() {
        var all = new EnumMap<HandoffKind, Budget>(HandoffKind.class);
        for (var kind : HandoffKind.values()) {
            all.put(kind, of(kind));
        }
        return all;
    }

    @Transactional
    public void change(Map<HandoffKind, Budget> wanted, Actor me) {
        me.mayAdminister();
        wanted.forEach((kind, budget) -> {
            sql.deleteFrom(HANDOFF_TIME).where(HANDOFF_TIME.KIND.eq(kind.id())).execute();
            if (!budget.equals(kind.answer())) {
                sql.insertInto(HANDOFF_TIME)
                        .set(HANDOFF_TIME.KIND, kind.id())
                        .set(HANDOFF_TIME.AMOUNT, budget.amount())
                        .set(HANDOFF_TIME.UNIT, budget.unit().id())
                        .execute();
            }
        });
        events.publishEvent(new AccessChanged(me, "handoff-times.changed", ""));
    }
}
