package io.diabolo.deals;

import static io.diabolo.jooq.Tables.COMPETITOR;
import static io.diabolo.jooq.Tables.OPPORTUNITY_COMPETITOR;

import io.diabolo.jooq.tables.records.OpportunityCompetitorRecord;
import io.diabolo.pipeline.CompetitorNames;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who else is in the race for an opportunity. Who sees the opportunity sees it, and may say more of it. */
@Service
public class Competition implements CompetitorNames {
    private static final String KIND = "opportunity_competitor";
    private static final int LONGEST = 2_000;
    private static final int OFFERED = 100;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Clock clock;

    Competition(DSLContext sql, Records records, RecordTypes types, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** @throws NoSuchRecord also if {@code me} can't see the opportunity */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public List<Rival> of(UUID opportunity, Actor me) {
        opportunity(opportunity, me);
        return of(opportunity);
    }

    /** For who has looked already whether the opportunity may be seen. Reads opportunity_competitor_once. */
    @Transactional(readOnly = true)
    List<Rival> of(UUID opportunity) {
        return sql.select(
                        COMPETITOR.ID,
                        COMPETITOR.NAME,
                        OPPORTUNITY_COMPETITOR.STATUS,
                        OPPORTUNITY_COMPETITOR.NOTE,
                        COMPETITOR.STRENGTHS,
                        COMPETITOR.WEAKNESSES,
                        COMPETITOR.THREATS,
                        COMPETITOR.BATTLECARD)
                .from(OPPORTUNITY_COMPETITOR)
                .join(COMPETITOR)
                .on(COMPETITOR.WORKSPACE_ID.eq(OPPORTUNITY_COMPETITOR.WORKSPACE_ID))
                .and(COMPETITOR.ID.eq(OPPORTUNITY_COMPETITOR.COMPETITOR_ID))
                .where(OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID.eq(opportunity))
                .and(OPPORTUNITY_COMPETITOR.DELETED_AT.isNull())
                .and(COMPETITOR.DELETED_AT.isNull())
                .orderBy(COMPETITOR.NAME_KEY, COMPETITOR.ID)
                .fetch(row -> new Rival(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8()));
    }

    /** Names to choose from: those in the race first, then all others. Reads the index competitor_by_name. */
    @Override
    @Transactional(readOnly = true)
    public List<String> offered(UUID opportunity) {
        var all = new java.util.LinkedHashSet<>(
                of(opportunity).stream().map(Rival::name).toList());
        all.addAll(sql.select(COMPETITOR.NAME)
                .from(COMPETITOR)
                .where(COMPETITOR.DELETED_AT.isNull())
                .orderBy(COMPETITOR.NAME_KEY, COMPETITOR.ID)
                .limit(OFFERED)
                .fetch(COMPETITOR.NAME));
        return List.copyOf(all);
    }

    /**
     * Says of a competitor how it stands in the race, and puts it there where it wasn't.
     *
     * @param competitor its id or its name; a name that none bears becomes a competitor
     * @param status null leaves it as it is, suspected at first
     * @param note null leaves it as it is
     * @return the change set; null when nothing was new
     */
    @Transactional
    public @Nullable UUID say(
            UUID opportunity, String competitor, @Nullable String status, @Nullable String note, Actor me) {
        me.mayWrite();
        var deal = opportunity(opportunity, me);
        refuse(status, note);
        var changeSet = changeSets.open(me, "competition.changed", Objects.toString(deal.value("name"), ""));
        if (!write(opportunity, named(competitor, changeSet, me), status, note, changeSet)) {
            changeSets.forget(changeSet);
            return null;
        }
        changeSets.updated(changeSet, "opportunity", opportunity, Map.of(), Map.of());
        return changeSet;
    }

    /** Part of the move by which an opportunity was won or lost: who was chosen instead of us, or beaten. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void decided(UUID opportunity, String competitor, boolean won, UUID changeSet, Actor me) {
        write(opportunity, named(competitor, changeSet, me), won ? "beaten" : "chosen", null, changeSet);
    }

    /** The race is open again: who was chosen or beaten is in it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reopened(UUID opportunity, UUID changeSet) {
        sql.selectFrom(OPPORTUNITY_COMPETITOR)
                .where(OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID.eq(opportunity))
                .and(OPPORTUNITY_COMPETITOR.STATUS.in("chosen", "beaten"))
                .and(OPPORTUNITY_COMPETITOR.DELETED_AT.isNull())
                .fetch(OPPORTUNITY_COMPETITOR.COMPETITOR_ID)
                .forEach(competitor -> write(opportunity, competitor, "confirmed", null, changeSet));
    }

    private static void refuse(@Nullable String status, @Nullable String note) {
        if (status != null && !Rival.STATUSES.contains(status)) {
            throw new BadInput("status", "problem.field.choice");
        }
        if (note != null && note.length() > LONGEST) {
            throw new BadInput("note", "problem.field.too-long", LONGEST);
        }
        if (note != null && note.indexOf('\0') >= 0) {
            throw new BadInput("note", "problem.field.text");
        }
    }

    private UUID named(String text, UUID changeSet, Actor me) {
        var name = text.strip();
        if (name.isEmpty() || name.length() > 200 || name.indexOf('\0') >= 0) {
            throw new BadInput("competitor", "competitor.fault.name");
        }
        var isId = name.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        var found = sql.select(COMPETITOR.ID)
                .from(COMPETITOR)
                .where(
                        isId
                                ? COMPETITOR.ID.eq(UUID.fromString(name))
                                : COMPETITOR.NAME_KEY.eq(DSL.function("fold", String.class, DSL.val(name))))
                .and(COMPETITOR.DELETED_AT.isNull())
                .orderBy(COMPETITOR.CREATED_AT, COMPETITOR.ID)
                .limit(1)
                .fetchOne(COMPETITOR.ID);
        if (found == null && isId) {
            throw new BadInput("competitor", "competitor.fault.unknown");
        }
        return found == null
                ? records.createAlong(types.byId("competitor").orElseThrow(), Map.of("name", name), changeSet, me)
                : found;
    }

    private boolean write(
            UUID opportunity, UUID competitor, @Nullable String status, @Nullable String note, UUID changeSet) {
        var row = row(opportunity, competitor);
        if (row == null) {
            var id = sql.insertInto(OPPORTUNITY_COMPETITOR)
                    .set(OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID, opportunity)
                    .set(OPPORTUNITY_COMPETITOR.COMPETITOR_ID, competitor)
                    .set(OPPORTUNITY_COMPETITOR.STATUS, status == null ? "suspected" : status)
                    .set(OPPORTUNITY_COMPETITOR.NOTE, note == null ? "" : note.strip())
                    .set(OPPORTUNITY_COMPETITOR.CREATED_IN, changeSet)
                    .returningResult(OPPORTUNITY_COMPETITOR.ID)
                    .fetchSingle()
                    .value1();
            changeSets.created(changeSet, KIND, id);
            return true;
        }
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        if (status != null && !status.equals(row.getStatus())) {
            before.put("status", row.getStatus());
            after.put("status", status);
            row.setStatus(status);
        }
        if (note != null && !note.strip().equals(row.getNote())) {
            before.put("note", row.getNote());
            after.put("note", note.strip());
            row.setNote(note.strip());
        }
        var back = row.getDeletedAt() != null;
        if (before.isEmpty() && !back) {
            return false;
        }
        row.setDeletedAt(null);
        row.setVersion(row.getVersion() + 1);
        row.update();
        if (back) {
            changeSets.restored(changeSet, KIND, row.getId());
        }
        if (!before.isEmpty()) {
            changeSets.updated(changeSet, KIND, row.getId(), before, after);
        }
        return true;
    }

    /** It isn't in the race any more, and never was. @return the change set; null when it wasn't there */
    @Transactional
    public @Nullable UUID remove(UUID opportunity, UUID competitor, Actor me) {
        me.mayWrite();
        var deal = opportunity(opportunity, me);
        var row = row(opportunity, competitor);
        if (row == null || row.getDeletedAt() != null) {
            return null;
        }
        var changeSet = changeSets.open(me, "competition.changed", Objects.toString(deal.value("name"), ""));
        row.setDeletedAt(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        row.setVersion(row.getVersion() + 1);
        row.update();
        changeSets.deleted(changeSet, KIND, row.getId());
        changeSets.updated(changeSet, "opportunity", opportunity, Map.of(), Map.of());
        return changeSet;
    }

    /** Taken away or not; two who say something at once do it one after the other. */
    private @Nullable OpportunityCompetitorRecord row(UUID opportunity, UUID competitor) {
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || {0}, 8))",
                DSL.val("competition/" + opportunity));
        return sql.selectFrom(OPPORTUNITY_COMPETITOR)
                .where(OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID.eq(opportunity))
                .and(OPPORTUNITY_COMPETITOR.COMPETITOR_ID.eq(competitor))
                .forUpdate()
                .fetchOne();
    }

    private RecordRow opportunity(UUID id, Actor me) {
        return records.get(types.byId("opportunity").orElseThrow(), id, me);
    }
}
