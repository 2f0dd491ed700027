package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.jooq.tables.records.OpportunityRecord;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a deal's own row says after a move. */
@Component
class Closing {
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Workspaces workspaces;
    private final Clock clock;

    Closing(DSLContext sql, ChangeSets changeSets, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    private record Change(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        <T> void of(OpportunityRecord row, Field<T> column, @Nullable T value) {
            var old = row.get(column);
            if (!Objects.equals(old, value)) {
                before.put(column.getName(), old);
                after.put(column.getName(), value);
                row.set(column, value);
            }
        }
    }

    /** Closing sets the real close date and ends the forecast; reopening takes both back. */
    void follow(MoveOrder order, OpportunityRecord row, Stage from, Instant at, UUID changeSet) {
        var change = new Change(new LinkedHashMap<>(), new LinkedHashMap<>());
        var stage = order.stage();
        var closes = stage == Stage.WON || stage == Stage.LOST;
        change.of(row, OPPORTUNITY.SUB_STAGE, order.subStage());
        if (closes || from.isExit() || !Opportunities.isClosed(stage)) {
            change.of(row, OPPORTUNITY.REASON, closes ? order.reason() : null);
        }
        if (order.competitor() != null) {
            change.of(row, OPPORTUNITY.COMPETITOR, order.competitor());
        }
        if (order.lesson() != null) {
            change.of(row, OPPORTUNITY.LESSON, order.lesson());
        }
        if (closes && from != stage) {
            var day = LocalDate.ofInstant(at, workspaces.settings().zone());
            change.of(row, OPPORTUNITY.CLOSE_DATE, day);
        } else if (Opportunities.isClosed(from) && !Opportunities.isClosed(stage)) {
            change.of(row, OPPORTUNITY.CLOSE_DATE, expectedBefore(row));
        }
        var category = ForecastCategory.moved(row.getForecastCategory(), from, stage);
        change.of(row, OPPORTUNITY.FORECAST_CATEGORY, category);
        row.setVersion(row.getVersion() + 1);
        row.setUpdatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.update();
        changeSets.updated(changeSet, "opportunity", row.getId(), change.before(), change.after());
    }

    /** What was expected before it was closed: the last close that set the date wrote down the old one. */
    private @Nullable LocalDate expectedBefore(OpportunityRecord row) {
        return sql.resultQuery(
                        """
                        select (c.before ->> 'close_date')::date from change c
                        join journey_entry e on e.change_set_id = c.change_set_id and e.subject_id = c.record_id
                        where c.record_type = 'opportunity' and c.record_id = {0} and c.kind = 'updated'
                          and e.to_stage in ({1}, {2}) and jsonb_exists(c.after, 'close_date')
                          and (c.after ->> 'close_date')::date = {3}
                        order by e.seq desc limit 1
                        """,
                        DSL.val(row.getId()),
                        DSL.inline(Stage.WON.number()),
                        DSL.inline(Stage.LOST.number()),
                        DSL.val(row.getCloseDate()))
                .fetchOptional(0, LocalDate.class)
                .orElse(null);
    }
}
