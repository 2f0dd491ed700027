package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.TARGET_LIST_ENTRY;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The entries of a target list, with what has to be known of each before somebody approaches it. */
@Component
class ListPages {
    static final int ROWS = 50;
    private final DSLContext sql;
    private final RecordTypes types;
    private final TargetLists lists;
    private final TargetProfiles profiles;
    private final Suppression suppression;
    private final Claims claims;

    ListPages(
            DSLContext sql,
            RecordTypes types,
            TargetLists lists,
            TargetProfiles profiles,
            Suppression suppression,
            Claims claims) {
        this.sql = sql;
        this.types = types;
        this.lists = lists;
        this.profiles = profiles;
        this.suppression = suppression;
        this.claims = claims;
    }

    /**
     * @param record the company or person
     * @param company the company, or the person's; null for a person without one
     * @param reason why it isn't to be approached now; null when it may be
     * @param claim who works on the company; null when it is free
     */
    record Row(
            UUID entry,
            UUID record,
            String name,
            String sub,
            @Nullable UUID company,
            Instant added,
            @Nullable Reason reason,
            @Nullable Claim claim) {}

    /** @param next the entry after which the next page begins; null on the last one */
    record Page(
            TargetLists.TargetList list,
            List<Row> rows,
            @Nullable UUID next,
            long count) {}

    /** Entries whose record {@code me} may see, in the order in which they came; reads the primary key. */
    @Transactional(readOnly = true)
    public Page page(UUID id, @Nullable UUID after, int limit, Actor me) {
        var list = lists.get(id, me);
        var found = list.ofPeople() ? people(list, after, limit + 1, me) : companies(list, after, limit + 1, me);
        var more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        return new Page(
                list, judged(list, shown, me.member()), more ? shown.getLast().entry() : null, count(list, me));
    }

    @SuppressWarnings("unchecked") // the varargs of concatWs
    private List<Row> companies(TargetLists.TargetList list, @Nullable UUID after, int limit, Actor me) {
        return sql.select(
                        TARGET_LIST_ENTRY.ID,
                        COMPANY.ID,
                        COMPANY.NAME,
                        DSL.concatWs(" · ", COMPANY.INDUSTRY, COMPANY.CITY),
                        TARGET_LIST_ENTRY.ADDED_AT)
                .from(TARGET_LIST_ENTRY)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(TARGET_LIST_ENTRY.WORKSPACE_ID))
                .and(COMPANY.ID.eq(TARGET_LIST_ENTRY.COMPANY_ID))
                .where(ListEntries.on(list.id()))
                .and(COMPANY.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("company").orElseThrow()))
                .and(after == null ? DSL.noCondition() : TARGET_LIST_ENTRY.ID.gt(after))
                .orderBy(TARGET_LIST_ENTRY.ID)
                .limit(limit)
                .fetch(row -> new Row(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value2(),
                        row.value5().toInstant(),
                        null,
                        null));
    }

    @SuppressWarnings("unchecked") // the varargs of concatWs
    private List<Row> people(TargetLists.TargetList list, @Nullable UUID after, int limit, Actor me) {
        return sql.select(
                        TARGET_LIST_ENTRY.ID,
                        PERSON.ID,
                        PERSON.NAME,
                        DSL.concatWs(" · ", PERSON.TITLE, COMPANY.NAME),
                        PERSON.COMPANY_ID,
                        TARGET_LIST_ENTRY.ADDED_AT)
                .from(TARGET_LIST_ENTRY)
                .join(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(TARGET_LIST_ENTRY.WORKSPACE_ID))
                .and(PERSON.ID.eq(TARGET_LIST_ENTRY.PERSON_ID))
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(PERSON.WORKSPACE_ID))
                .and(COMPANY.ID.eq(PERSON.COMPANY_ID))
                .where(ListEntries.on(list.id()))
                .and(PERSON.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("person").orElseThrow()))
                .and(after == null ? DSL.noCondition() : TARGET_LIST_ENTRY.ID.gt(after))
                .orderBy(TARGET_LIST_ENTRY.ID)
                .limit(limit)
                .fetch(row -> new Row(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6().toInstant(),
                        null,
                        null));
    }

    private List<Row> judged(TargetLists.TargetList list, List<Row> rows, MemberId who) {
        var records = rows.stream().map(Row::record).toList();
        Map<UUID, Reason> reasons =
                list.ofPeople() ? suppression.of(records, who) : suppression.ofCompanies(records, who);
        var held = claims.of(
                rows.stream().flatMap(row -> Stream.ofNullable(row.company())).collect(Collectors.toSet()));
        var all = new ArrayList<Row>();
        for (var row : rows) {
            var company = row.company();
            all.add(new Row(
                    row.entry(),
                    row.record(),
                    row.name(),
                    row.sub(),
                    company,
                    row.added(),
                    reasons.get(row.record()),
                    company == null ? null : held.get(company)));
        }
        return all;
    }

    /** As many as the list of companies or people shows for it. */
    private long count(TargetLists.TargetList list, Actor me) {
        return list.ofPeople()
                ? sql.fetchCount(PERSON, profiles.seenPeople(lists.peopleOn(list, me), me))
                : sql.fetchCount(COMPANY, profiles.seenCompanies(ListEntries.companiesOn(list.id()), me));
    }
}
