package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.records.Bulk;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Lists;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Many deals moved at once: those that may go, go, and are taken back together; of the others it is said what they lack. */
@Service
class BulkMoves {
    /** Whoever moves more than this doesn't look at any of them. */
    static final int MOST = 200;

    private final DSLContext sql;
    private final Lists lists;
    private final OpportunityType type;
    private final Moving moving;
    private final ChangeSets changeSets;
    private final Texts texts;

    BulkMoves(DSLContext sql, Lists lists, OpportunityType type, Moving moving, ChangeSets changeSets, Texts texts) {
        this.sql = sql;
        this.lists = lists;
        this.type = type;
        this.moving = moving;
        this.changeSets = changeSets;
        this.texts = texts;
    }

    /** One that stayed where it is, and what it lacks. */
    record Stayed(UUID id, String name, List<String> missing) {}

    /** @param changeSet that takes all of it back; null when nothing moved */
    record Result(int moved, List<Stayed> stayed, @Nullable UUID changeSet) {}

    /** The deals meant, by id; at most one more than may be moved. */
    @Transactional(readOnly = true)
    public Map<UUID, String> chosen(List<UUID> ids, String query, Actor me) {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (ids.isEmpty()) {
            Bulk.parameters(query).forEach((name, value) -> parameters.put(name, List.of(value)));
            parameters.remove("cursor");
        }
        var list = lists.parse(type, parameters, me);
        return sql.select(OPPORTUNITY.ID, OPPORTUNITY.NAME)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.in(lists.ids(list, me)))
                .and(ids.isEmpty() ? org.jooq.impl.DSL.noCondition() : OPPORTUNITY.ID.in(ids))
                .orderBy(OPPORTUNITY.ID)
                .limit(MOST + 1)
                .fetchMap(OPPORTUNITY.ID, OPPORTUNITY.NAME);
    }

    /** @param order what is wanted of each, its deal apart */
    @Transactional
    public Result move(Map<UUID, String> deals, MoveOrder order, Actor me) {
        me.mayWrite();
        var title = texts.text(me.locale(), "records.opportunity.many");
        var all = changeSets.open(me, "opportunity.bulk-moved", title);
        var moved = 0;
        var stayed = new ArrayList<Stayed>();
        for (var deal : deals.entrySet()) {
            switch (moving.move(order.of(deal.getKey()), all, me)) {
                case Moved.Done _ -> moved++;
                case Moved.Unchanged _ -> {}
                case Moved.Incomplete incomplete ->
                    stayed.add(new Stayed(
                            deal.getKey(),
                            deal.getValue(),
                            incomplete.missing().stream().map(Checked::says).toList()));
                case Moved.ReasonMissing _,
                        Moved.NotForOpportunities _,
                        Moved.InFuture _,
                        Moved.NoSuchSubStage _,
                        Moved.Elsewhere _ -> stayed.add(new Stayed(deal.getKey(), deal.getValue(), List.of()));
            }
        }
        if (moved == 0) {
            changeSets.forget(all);
        }
        return new Result(moved, stayed, moved == 0 ? null : all);
    }
}
