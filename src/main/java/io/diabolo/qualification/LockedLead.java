package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.jooq.tables.records.LeadRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A lead that a command is about: locked, seen by its actor, and written with its history. */
@Component
class LockedLead {
    private final DSLContext sql;
    private final LeadType type;
    private final ChangeSets changeSets;
    private final Clock clock;

    LockedLead(DSLContext sql, LeadType type, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.type = type;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /**
     * @param version the one that was looked at; null takes what is there
     * @throws NoSuchRecord also if {@code me} can't see it
     * @throws StaleVersion when someone changed it meanwhile
     */
    LeadRecord lock(UUID id, @Nullable Integer version, Actor me) {
        me.mayWrite();
        var lead = sql.selectFrom(LEAD)
                .where(LEAD.ID.eq(id))
                .and(LEAD.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("lead", id));
        if (version != null && !version.equals(lead.getVersion())) {
            throw new StaleVersion(version, lead.getVersion());
        }
        return lead;
    }

    /** From then on the opportunity goes ahead on the journey they share, and its owner decides. */
    boolean hasOpportunity(LeadRecord lead) {
        return sql.fetchExists(
                OPPORTUNITY, OPPORTUNITY.JOURNEY_ID.eq(lead.getJourneyId()), OPPORTUNITY.DELETED_AT.isNull());
    }

    /** Writes what was set in the row, with its history; the version rises. */
    void write(LeadRecord lead, UUID changeSet) {
        var before = new HashMap<String, @Nullable Object>();
        var after = new HashMap<String, @Nullable Object>();
        for (var column : lead.fields()) {
            if (lead.modified(column) && !Objects.equals(lead.original(column), lead.get(column))) {
                before.put(column.getName(), text(lead.original(column)));
                after.put(column.getName(), text(lead.get(column)));
            }
        }
        if (after.isEmpty()) {
            return;
        }
        sql.update(LEAD)
                .set(changed(lead, after))
                .set(LEAD.VERSION, LEAD.VERSION.plus(1))
                .set(LEAD.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .where(LEAD.ID.eq(lead.getId()))
                .execute();
        changeSets.updated(changeSet, "lead", lead.getId(), before, after);
    }

    private static Map<String, @Nullable Object> changed(LeadRecord lead, Map<String, @Nullable Object> after) {
        var values = new HashMap<String, @Nullable Object>();
        after.keySet().forEach(name -> values.put(name, lead.get(name)));
        return values;
    }

    private static @Nullable Object text(@Nullable Object value) {
        return value instanceof LocalDate || value instanceof OffsetDateTime || value instanceof UUID
                ? value.toString()
                : value;
    }
}
