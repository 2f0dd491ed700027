package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.TARGET_LIST;
import static io.diabolo.jooq.Tables.TARGET_LIST_ENTRY;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.jooq.tables.records.TargetListRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists of companies or people to work through. Who isn't to be approached isn't put on one, and the answer says how many that
 * were and why; who is put on one enters the market.
 */
@Service
public class TargetLists {
    private final DSLContext sql;
    private final RecordTypes types;
    private final Records records;
    private final ChangeSets changeSets;
    private final TargetProfiles profiles;
    private final Suppression suppression;
    private final ListEntries entries;
    private final Clock clock;

    TargetLists(
            DSLContext sql,
            RecordTypes types,
            Records records,
            ChangeSets changeSets,
            TargetProfiles profiles,
            Suppression suppression,
            ListEntries entries,
            Clock clock) {
        this.sql = sql;
        this.types = types;
        this.records = records;
        this.changeSets = changeSets;
        this.profiles = profiles;
        this.suppression = suppression;
        this.entries = entries;
        this.clock = clock;
    }

    /** @param most how many at most; null: all that match */
    public record TargetList(
            UUID id,
            int version,
            String name,
            boolean dynamic,
            boolean ofPeople,
            @Nullable UUID profile,
            @Nullable Integer most) {}

    /**
     * What came of putting many on a list.
     *
     * @param put how many are on it now that weren't
     * @param off how many a dynamic list let go, because they don't match any more
     * @param left how many were left out, by reason
     * @param changeSet which can be taken back
     */
    public record Put(UUID list, long put, long off, Map<Reason, Long> left, UUID changeSet) {
        long leftOut() {
            return left.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @throws NoSuchRecord also if {@code me} can't see it */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public TargetList get(UUID id, Actor me) {
        return list(row(id, false, me));
    }

    private TargetListRecord row(UUID id, boolean locked, Actor me) {
        var found = sql.selectFrom(TARGET_LIST)
                .where(TARGET_LIST.ID.eq(id))
                .and(TARGET_LIST.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("target_list").orElseThrow()));
        return (locked ? found.forUpdate() : found)
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("target_list", id));
    }

    private static TargetList list(TargetListRecord row) {
        return new TargetList(
                row.getId(),
                row.getVersion(),
                row.getName(),
                row.getKind().equals("dynamic"),
                row.getHolds().equals("person"),
                row.getProfileId(),
                row.getMost());
    }

    /**
     * Makes a list and fills it from its profile, where it has one.
     *
     * @param input the list's fields, as a form gives them
     */
    @Transactional
    public Put make(Map<String, ? extends @Nullable Object> input, Actor me) {
        me.mayWrite();
        var changeSet = changeSets.open(me, "target_list.created", String.valueOf(input.get("name")));
        var id = records.createAlong(types.byId("target_list").orElseThrow(), input, changeSet, me);
        return fill(row(id, true, me), changeSet, me);
    }

    /** Brings a list in line with its profile: who matches by now comes; from a dynamic one who doesn't any more goes. */
    @Transactional
    public Put refresh(UUID id, Actor me) {
        me.mayWrite();
        var row = row(id, true, me);
        return fill(row, changeSets.open(me, "target_list.filled", row.getName()), me);
    }

    /** The same for a dynamic list that has fallen behind; nothing is written about one that hasn't. */
    @Transactional
    public void follow(UUID id, Actor me) {
        var row = row(id, true, me);
        var profile = profile(row);
        if (profile != null && isBehind(row, matching(row, profile, me), me)) {
            fill(row, changeSets.open(me, "target_list.filled", row.getName()), me);
        }
    }

    private boolean isBehind(TargetListRecord row, Condition matching, Actor me) {
        var people = row.getHolds().equals("person");
        var reason = people ? suppression.person(me.member()) : suppression.company(me.member());
        var comes = ListEntries.news(row.getId(), people, matching).and(reason.isNull());
        return sql.fetchExists(TARGET_LIST_ENTRY, gone(row, matching))
                || (entries.room(row.getId(), row.getMost()) > 0 && sql.fetchExists(people ? PERSON : COMPANY, comes));
    }

    private static Condition gone(TargetListRecord row, Condition matching) {
        return ListEntries.gone(row.getId(), row.getHolds().equals("person"), matching);
    }

    private Put put(TargetListRecord row, Condition which, @Nullable Integer most, UUID changeSet, Actor me) {
        return row.getHolds().equals("person")
                ? entries.putPeople(row.getId(), which, most, changeSet, me)
                : entries.putCompanies(row.getId(), which, most, changeSet, me);
    }

    private Put fill(TargetListRecord row, UUID changeSet, Actor me) {
        var profile = profile(row);
        if (profile == null) {
            return new Put(row.getId(), 0, 0, Map.of(), changeSet);
        }
        var matching = matching(row, profile, me);
        var off = row.getKind().equals("dynamic") ? entries.leave(gone(row, matching), changeSet) : 0;
        var put = put(row, matching, row.getMost(), changeSet, me);
        sql.update(TARGET_LIST)
                .set(TARGET_LIST.REFRESHED_AT, now())
                .where(TARGET_LIST.ID.eq(row.getId()))
                .execute();
        return new Put(row.getId(), put.put(), off, put.left(), changeSet);
    }

    private TargetProfiles.@Nullable Profile profile(TargetListRecord row) {
        return row.getProfileId() == null ? null : profiles.find(row.getProfileId());
    }

    private Condition matching(TargetListRecord row, TargetProfiles.Profile profile, Actor me) {
        return row.getHolds().equals("person")
                ? profiles.seenPeople(profiles.people(profile, me), me)
                : profiles.seenCompanies(profiles.companies(profile), me);
    }

    /** Puts these companies or people on a list, as far as {@code me} sees them. */
    @Transactional
    public Put put(UUID id, List<UUID> chosen, Actor me) {
        return putAll(
                id,
                select(DSL.field("chosen.id", UUID.class))
                        .from(DSL.sql("unnest({0}::uuid[]) as chosen (id)", val(chosen.toArray(UUID[]::new)))),
                me);
    }

    @Transactional
    public Put putAll(UUID id, Select<Record1<UUID>> chosen, Actor me) {
        me.mayWrite();
        var row = row(id, true, me);
        var changeSet = changeSets.open(me, "target_list.filled", row.getName());
        var which = row.getHolds().equals("person")
                ? profiles.seenPeople(PERSON.ID.in(chosen), me)
                : profiles.seenCompanies(COMPANY.ID.in(chosen), me);
        return put(row, which, null, changeSet, me);
    }

    /** Takes one off a list. @return what can be taken back; null when it wasn't on it */
    @Transactional
    public @Nullable UUID takeOff(UUID id, UUID record, Actor me) {
        me.mayWrite();
        var row = row(id, true, me);
        var entry = ListEntries.on(row.getId())
                .and(TARGET_LIST_ENTRY.COMPANY_ID.eq(record).or(TARGET_LIST_ENTRY.PERSON_ID.eq(record)));
        if (!sql.fetchExists(TARGET_LIST_ENTRY, entry)) {
            return null;
        }
        var changeSet = changeSets.open(me, "target_list.left", row.getName());
        entries.leave(entry, changeSet);
        return changeSet;
    }

    /** Over the table of people: those on the list, or of its companies those who suit its profile. */
    Condition peopleOn(TargetList list, Actor me) {
        if (list.ofPeople()) {
            return PERSON.ID.in(select(TARGET_LIST_ENTRY.PERSON_ID)
                    .from(TARGET_LIST_ENTRY)
                    .where(ListEntries.on(list.id()))
                    .and(TARGET_LIST_ENTRY.PERSON_ID.isNotNull()));
        }
        var there = PERSON.COMPANY_ID.in(select(TARGET_LIST_ENTRY.COMPANY_ID)
                .from(TARGET_LIST_ENTRY)
                .where(ListEntries.on(list.id()))
                .and(TARGET_LIST_ENTRY.COMPANY_ID.isNotNull()));
        var profile = list.profile();
        return profile == null ? there : there.and(profiles.suiting(profile));
    }

    /** The open leads of the list's people that {@code me} may see, the oldest first: whom a sequence takes up. */
    @Transactional(readOnly = true)
    public List<UUID> leadsOf(UUID id, Actor me) {
        var list = get(id, me);
        return sql.select(LEAD.ID)
                .from(LEAD)
                .where(LEAD.DELETED_AT.isNull())
                .and(LEAD.STATUS.in("new", "working", "nurturing"))
                .and(Visible.to(me, types.byId("lead").orElseThrow()))
                .and(LEAD.PERSON_ID.in(
                        select(PERSON.ID).from(PERSON).where(profiles.seenPeople(peopleOn(list, me), me))))
                .orderBy(LEAD.CREATED_AT, LEAD.ID)
                .fetch(LEAD.ID);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
