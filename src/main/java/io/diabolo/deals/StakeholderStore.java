package io.diabolo.deals;

import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.STAKEHOLDER;
import static io.diabolo.jooq.Tables.STAKEHOLDER_INFLUENCE;

import io.diabolo.jooq.tables.records.StakeholderRecord;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of stakeholders and of who sways whom, each change noted in its change set. */
@Component
class StakeholderStore {
    static final String KIND = "stakeholder";
    private static final String INFLUENCE = "stakeholder_influence";
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Clock clock;

    StakeholderStore(DSLContext sql, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** Reads stakeholder_once and stakeholder_influence_once. Who is in the bin, or one with somebody else by now, isn't there. */
    List<Stakeholder> of(UUID opportunity) {
        var sways = new HashMap<UUID, List<UUID>>();
        sql.select(STAKEHOLDER_INFLUENCE.FROM_ID, STAKEHOLDER_INFLUENCE.TO_ID)
                .from(STAKEHOLDER_INFLUENCE)
                .join(STAKEHOLDER)
                .on(STAKEHOLDER.WORKSPACE_ID.eq(STAKEHOLDER_INFLUENCE.WORKSPACE_ID))
                .and(STAKEHOLDER.ID.eq(STAKEHOLDER_INFLUENCE.FROM_ID))
                .where(STAKEHOLDER.OPPORTUNITY_ID.eq(opportunity))
                .and(STAKEHOLDER_INFLUENCE.DELETED_AT.isNull())
                .orderBy(STAKEHOLDER_INFLUENCE.ID)
                .forEach(row -> sways.computeIfAbsent(row.value1(), _ -> new ArrayList<>())
                        .add(row.value2()));
        var all = sql.select(STAKEHOLDER.asterisk(), PERSON.NAME, PERSON.TITLE)
                .from(STAKEHOLDER)
                .join(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(STAKEHOLDER.WORKSPACE_ID))
                .and(PERSON.ID.eq(STAKEHOLDER.PERSON_ID))
                .where(STAKEHOLDER.OPPORTUNITY_ID.eq(opportunity))
                .and(STAKEHOLDER.DELETED_AT.isNull())
                .and(PERSON.DELETED_AT.isNull())
                .and(PERSON.MERGED_INTO.isNull())
                .orderBy(STAKEHOLDER.CREATED_AT, STAKEHOLDER.ID)
                .fetch(row -> stakeholder(
                        row.into(STAKEHOLDER),
                        row.get(PERSON.NAME),
                        row.get(PERSON.TITLE),
                        sways.getOrDefault(row.get(STAKEHOLDER.ID), List.of())));
        var ids = all.stream().map(Stakeholder::id).toList();
        return all.stream().map(one -> among(one, ids)).toList();
    }

    private static Stakeholder stakeholder(
            StakeholderRecord row, String name, @Nullable String title, List<UUID> sways) {
        return new Stakeholder(
                row.getId(),
                row.getOpportunityId(),
                row.getPersonId(),
                name,
                title == null ? "" : title,
                row.getPart(),
                row.getInfluence(),
                row.getStance(),
                row.getReportsTo(),
                sways,
                row.getNote(),
                row.getVersion());
    }

    /** Without those who aren't there any more. */
    private static Stakeholder among(Stakeholder one, List<UUID> present) {
        var chief = one.reportsTo();
        return new Stakeholder(
                one.id(),
                one.opportunity(),
                one.person(),
                one.name(),
                one.title(),
                one.part(),
                one.influence(),
                one.stance(),
                chief != null && present.contains(chief) ? chief : null,
                one.sways().stream().filter(present::contains).toList(),
                one.note(),
                one.version());
    }

    /** @throws NoSuchRecord when there is no such stakeholder, or they were taken away */
    UUID opportunityOf(UUID id) {
        return sql.select(STAKEHOLDER.OPPORTUNITY_ID)
                .from(STAKEHOLDER)
                .where(STAKEHOLDER.ID.eq(id))
                .and(STAKEHOLDER.DELETED_AT.isNull())
                .fetchOptional(STAKEHOLDER.OPPORTUNITY_ID)
                .orElseThrow(() -> new NoSuchRecord(KIND, id));
    }

    /** @throws NoSuchRecord when there is none, or it was taken away */
    StakeholderRecord lock(UUID id) {
        return sql.selectFrom(STAKEHOLDER)
                .where(STAKEHOLDER.ID.eq(id))
                .and(STAKEHOLDER.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord(KIND, id));
    }

    /** Changes of one opportunity's people go one after the other: nobody reports to themselves by a detour. */
    void lockAll(UUID opportunity) {
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || {0}, 7))",
                DSL.val("stakeholders/" + opportunity));
    }

    /** Who took part once and was taken away returns as what they were. */
    UUID add(UUID opportunity, UUID person, UUID changeSet) {
        var gone = sql.selectFrom(STAKEHOLDER)
                .where(STAKEHOLDER.OPPORTUNITY_ID.eq(opportunity))
                .and(STAKEHOLDER.PERSON_ID.eq(person))
                .orderBy(STAKEHOLDER.DELETED_AT.desc())
                .limit(1)
                .forUpdate()
                .fetchOne();
        if (gone != null) {
            sql.update(STAKEHOLDER)
                    .set(STAKEHOLDER.DELETED_AT, (java.time.@Nullable OffsetDateTime) null)
                    .set(STAKEHOLDER.VERSION, STAKEHOLDER.VERSION.plus(1))
                    .where(STAKEHOLDER.ID.eq(gone.getId()))
                    .execute();
            changeSets.restored(changeSet, KIND, gone.getId());
            return gone.getId();
        }
        var id = sql.insertInto(STAKEHOLDER)
                .set(STAKEHOLDER.OPPORTUNITY_ID, opportunity)
                .set(STAKEHOLDER.PERSON_ID, person)
                .set(STAKEHOLDER.CREATED_IN, changeSet)
                .returningResult(STAKEHOLDER.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, KIND, id);
        return id;
    }

    /** @return whether anything is new */
    boolean change(StakeholderRecord row, UUID changeSet) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        for (Field<?> column : row.fields()) {
            if (row.modified(column) && !java.util.Objects.equals(row.original(column), row.get(column))) {
                before.put(column.getName(), row.original(column));
                after.put(column.getName(), row.get(column));
            }
        }
        if (before.isEmpty()) {
            return false;
        }
        touch(row);
        changeSets.updated(changeSet, KIND, row.getId(), before, after);
        return true;
    }

    private void touch(StakeholderRecord row) {
        row.setVersion(row.getVersion() + 1);
        row.setUpdatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.update();
    }

    void remove(StakeholderRecord row, UUID changeSet) {
        row.setDeletedAt(clock.instant().atOffset(ZoneOffset.UTC));
        touch(row);
        changeSets.deleted(changeSet, KIND, row.getId());
    }

    /** From now on they sway these and no others. @return whether anything is new */
    boolean sway(UUID from, List<UUID> wanted, UUID changeSet) {
        var known = new HashMap<UUID, Map.Entry<UUID, Boolean>>();
        sql.selectFrom(STAKEHOLDER_INFLUENCE)
                .where(STAKEHOLDER_INFLUENCE.FROM_ID.eq(from))
                .forUpdate()
                .forEach(row -> known.put(row.getToId(), Map.entry(row.getId(), row.getDeletedAt() == null)));
        var changed = false;
        for (var to : wanted) {
            var there = known.get(to);
            if (there == null) {
                var id = sql.insertInto(STAKEHOLDER_INFLUENCE)
                        .set(STAKEHOLDER_INFLUENCE.FROM_ID, from)
                        .set(STAKEHOLDER_INFLUENCE.TO_ID, to)
                        .set(STAKEHOLDER_INFLUENCE.CREATED_IN, changeSet)
                        .returningResult(STAKEHOLDER_INFLUENCE.ID)
                        .fetchSingle()
                        .value1();
                changeSets.created(changeSet, INFLUENCE, id);
                changed = true;
            } else if (!there.getValue()) {
                mark(there.getKey(), false, changeSet);
                changed = true;
            }
        }
        for (var entry : known.entrySet()) {
            if (entry.getValue().getValue() && !wanted.contains(entry.getKey())) {
                mark(entry.getValue().getKey(), true, changeSet);
                changed = true;
            }
        }
        return changed;
    }

    private void mark(UUID id, boolean deleted, UUID changeSet) {
        sql.update(STAKEHOLDER_INFLUENCE)
                .set(STAKEHOLDER_INFLUENCE.DELETED_AT, deleted ? clock.instant().atOffset(ZoneOffset.UTC) : null)
                .set(STAKEHOLDER_INFLUENCE.VERSION, STAKEHOLDER_INFLUENCE.VERSION.plus(1))
                .where(STAKEHOLDER_INFLUENCE.ID.eq(id))
                .execute();
        if (deleted) {
            changeSets.deleted(changeSet, INFLUENCE, id);
        } else {
            changeSets.restored(changeSet, INFLUENCE, id);
        }
    }
}
