package io.diabolo.journey;

import static io.diabolo.jooq.Tables.JOURNEY;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The journey ledger: writes stage changes and keeps the projection that figures read. Always called within the command's
 * transaction. In which order entries count, and what they come to, stands at {@link JourneyProjection}.
 */
@Service
public class Journeys {
    /** Appends {0} (see recordAll) in the order of its position; {1} is the workspace's zone. */
    private static final String APPEND = """
            insert into journey_entry (journey_id, subject_type, subject_id, from_stage, to_stage, occurred_at, occurred_on,
                                       change_set_id, member_id, role, channel, source, segment, amount_minor, currency, reason)
            select given.journey_id, given.subject_type, given.subject_id,
                   coalesce(lag(given.to_stage) over (partition by given.journey_id order by given.position), journey.current_stage),
                   given.to_stage, given.occurred_at, (given.occurred_at at time zone {1})::date,
                   given.change_set_id, given.member_id, member.roles[1],
                   journey.channel, journey.source, journey.segment,
                   journey.one_off_minor + journey.recurring_minor, journey.currency, given.reason
            from ({0}) as given (journey_id, subject_type, subject_id, to_stage, occurred_at, member_id, reason, change_set_id, position)
            join journey on journey.id = given.journey_id
            left join member on member.id = given.member_id
            order by given.position
            """;

    /** Entries {0} of journeys that aren't there yet, in the workspace's zone {1}. */
    private static final String GIVEN = """
            create temporary table given_entry on commit drop as
            select given.*, given.position as seq, (given.occurred_at at time zone {1})::date as occurred_on
            from ({0}) as given (journey_id, subject_type, subject_id, to_stage, occurred_at, member_id, reason, change_set_id, position)
            """;

    /** All entries of their journeys, so the first one comes from nowhere. */
    private static final String APPEND_GIVEN = """
            insert into journey_entry (journey_id, subject_type, subject_id, from_stage, to_stage, occurred_at, occurred_on,
                                       change_set_id, member_id, role, channel, source, segment, amount_minor, currency, reason)
            select given.journey_id, given.subject_type, given.subject_id,
                   lag(given.to_stage) over (partition by given.journey_id order by given.position),
                   given.to_stage, given.occurred_at, given.occurred_on,
                   given.change_set_id, given.member_id, member.roles[1],
                   journey.channel, journey.source, journey.segment,
                   journey.one_off_minor + journey.recurring_minor, journey.currency, given.reason
            from given_entry as given
            join journey on journey.id = given.journey_id
            left join member on member.id = given.member_id
            order by given.position
            """;

    /** The journey in the market of {0}, else of {1}; two who want it at once: the second finds it taken. */
    private static final String FROM_MARKET = """
            select j.id from journey j
            join journey_entry e on e.journey_id = j.id and e.to_stage = 1 and e.subject_id in ({0}, {1})
                 and e.subject_type in ('company', 'person')
            where j.current_stage = 1 and j.lead_id is null and j.opportunity_id is null
              and not exists (select from lead l where l.journey_id = j.id)
            order by e.subject_id = {0} desc nulls last, e.seq
            limit 1
            for update of j
            """;

    /** As many as may be looked up one by one. */
    private static final int FEW = 1_000;

    private final DSLContext sql;
    private final Workspaces workspaces;
    private final JourneyProjection projection;
    private final JourneyFacts facts;
    private final ObjectProvider<StageCopy> copies;
    private final JourneyStamp stamp;

    Journeys(
            DSLContext sql,
            Workspaces workspaces,
            JourneyProjection projection,
            JourneyFacts facts,
            ObjectProvider<StageCopy> copies,
            JourneyStamp stamp) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.projection = projection;
        this.facts = facts;
        this.copies = copies;
        this.stamp = stamp;
    }

    /**
     * Starts a journey without an entry yet.
     *
     * @param type new_business, renewal, upsell or cross_sell
     * @param parent the journey it grew out of, for all but new business
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID start(String type, @Nullable UUID parent, UUID changeSet) {
        return sql.insertInto(JOURNEY)
                .set(JOURNEY.TYPE, type)
                .set(JOURNEY.PARENT_ID, parent)
                .set(JOURNEY.CREATED_IN, changeSet)
                .returningResult(JOURNEY.ID)
                .fetchSingle()
                .value1();
    }

    /**
     * The journey of a new lead: the one with which its person, else its company, entered the market, unless another lead
     * took it; otherwise one of its own.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID startOrGoOn(@Nullable UUID person, @Nullable UUID company, UUID changeSet) {
        var waiting = person == null && company == null
                ? null
                : sql.resultQuery(FROM_MARKET, DSL.val(person, UUID.class), DSL.val(company, UUID.class))
                        .fetchOne(0, UUID.class);
        return waiting == null ? start("new_business", null, changeSet) : waiting;
    }

    /**
     * Starts many journeys without entries, for an import. The caller chooses the ids (uuidv7() in its staging rows).
     *
     * @param rows id uuid, type text, parent_id uuid, created_in uuid (the change set), in this order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int startAll(Select<?> rows) {
        return sql.execute("insert into journey (id, type, parent_id, created_in) {0}", rows);
    }

    /**
     * Starts many journeys whose entries are known, for an import: each is written once, with what its entries come to.
     *
     * @param rows as above, then a column for each of the facts that {@link #gather} would find
     * @param facts columns of the journey, with commas
     * @param entries as for {@link #recordAll}, of these journeys alone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void startAll(Select<?> rows, String facts, Select<?> entries) {
        sql.execute("drop table if exists pg_temp.given_entry");
        sql.execute(GIVEN, entries, DSL.val(workspaces.settings().zone().getId()));
        sql.execute("analyze given_entry");
        projection.start(rows, facts);
        sql.execute(APPEND_GIVEN);
        stamp.raise(DSL.select(DSL.field("given_entry.journey_id", UUID.class)).from(DSL.sql("given_entry")));
    }

    /** Appends entries in the order given, and brings projection, facts and copies up to date. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(List<StageEntry> entries, UUID changeSet, Actor me) {
        if (entries.isEmpty()) {
            return;
        }
        var journeys = DSL.select(JOURNEY.ID)
                .from(JOURNEY)
                .where(JOURNEY.ID.in(
                        entries.stream().map(StageEntry::journey).distinct().toList()));
        lock(journeys);
        // The facts come first, for each entry keeps those of its time.
        facts.gather(journeys);
        append(given(entries, changeSet, me));
        projection.project(journeys);
        follow(journeys);
    }

    /**
     * Appends entries by one statement, for imports; nothing else is brought up to date: call {@link #refresh} after it.
     * The journeys' facts are taken as they stand, so call {@code refresh} before it too when the journeys are new.
     *
     * @param rows in this order and with these types: journey_id uuid, subject_type text (company, person, lead,
     *     opportunity or customer), subject_id uuid, to_stage smallint ({@link Stage#number()}), occurred_at timestamptz
     *     (null when nobody knows), member_id uuid (who moved it; may be null), reason text (of an exit; may be null),
     *     change_set_id uuid, position bigint (the order of recording; it decides between entries of one instant, so give
     *     the stages of a record upwards)
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int recordAll(Select<?> rows) {
        return append(rows);
    }

    /**
     * A further lead of a deal ends "joined": neither a gain nor a loss. For an opportunity that joins a lead's journey
     * nothing has to be called: it is created with the lead's journey_id.
     *
     * @param journeys those of the further leads, with the leads as subjects
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void join(List<UUID> journeys, @Nullable Instant at, UUID changeSet, Actor me) {
        var entries = sql.select(JOURNEY.ID, JOURNEY.LEAD_ID, JOURNEY.OPPORTUNITY_ID)
                .from(JOURNEY)
                .where(JOURNEY.ID.in(journeys))
                .fetch(row -> row.value2() != null
                        ? new StageEntry(row.value1(), "lead", row.value2(), Stage.JOINED, at, null)
                        : new StageEntry(row.value1(), "opportunity", row.value3(), Stage.JOINED, at, null));
        enter(entries, changeSet, me);
    }

    /** After facts changed (an owner, a segment, an amount) or entries were added or voided by set-based SQL. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refresh(Select<Record1<UUID>> journeys) {
        planned(journeys, () -> {
            lock(journeys);
            projection.project(journeys);
            facts.gather(journeys);
            follow(journeys);
        });
    }

    /**
     * Beside many workspaces the planner takes each for a small one, and would look up every journey of a large one by
     * itself; what is done to many is done to all of them together.
     */
    private void planned(Select<Record1<UUID>> journeys, Runnable work) {
        if (!sql.fetchExists(DSL.selectOne().from(journeys.asTable("asked")).offset(FEW))) {
            work.run();
            return;
        }
        var before =
                sql.fetchSingle("select current_setting('enable_nestloop')").get(0, String.class);
        sql.execute("select set_config('enable_nestloop', 'off', true)");
        work.run();
        sql.execute("select set_config('enable_nestloop', ?, true)", before);
    }

    /** For imports, before {@link #recordAll}: entries keep the facts of their time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void gather(Select<Record1<UUID>> journeys) {
        lock(journeys);
        facts.gather(journeys);
    }

    /** For imports, after {@link #recordAll}: stages follow the entries; the facts have been gathered already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(Select<Record1<UUID>> journeys) {
        projection.project(journeys);
        follow(journeys);
    }

    /** The counting entries of these records, the latest first: their part of a timeline. */
    @Transactional(readOnly = true)
    public List<LedgerEntry> entries(Collection<UUID> subjects) {
        return sql.resultQuery("""
                        select e.journey_id, e.seq, e.subject_type, e.subject_id, e.from_stage, e.to_stage, e.occurred_at,
                               e.recorded_at, e.member_id, member.name, e.change_set_id, e.reason
                        from journey_entry e
                        join change_set c on c.id = e.change_set_id and c.voided_at is null
                        left join member on member.id = e.member_id
                        where e.subject_id = any ({0})
                        order by coalesce(e.occurred_at, e.recorded_at) desc, e.seq desc
                        """, DSL.val(subjects.toArray(UUID[]::new))).fetch(LedgerEntry::of);
    }

    /**
     * Entries are read and the projection is written by one statement, which would not see an entry that somebody else
     * appends meanwhile; so whoever appends or projects has the journeys to themselves. Those that this transaction has
     * written are its own already.
     */
    private void lock(Select<Record1<UUID>> journeys) {
        sql.execute("""
                select count(*) from (
                    select from journey where id in ({0}) and xmin <> pg_current_xact_id()::xid
                    order by id for no key update) as locked
                """, journeys);
    }

    private int append(Select<?> rows) {
        return sql.execute(APPEND, rows, DSL.val(workspaces.settings().zone().getId()));
    }

    private void follow(Select<Record1<UUID>> journeys) {
        copies.forEach(copy -> copy.follow(journeys, sql));
    }

    private static Select<?> given(List<StageEntry> entries, UUID changeSet, Actor me) {
        return DSL.select(DSL.asterisk())
                .from(DSL.sql(
                        "(select g.journey, g.subject_type, g.subject, g.stage, g.at, {6}::uuid, g.reason, {7}::uuid, g.position"
                                + " from unnest({0}::uuid[], {1}::text[], {2}::uuid[], {3}::smallint[], {4}::timestamptz[], {5}::text[])"
                                + " with ordinality as g (journey, subject_type, subject, stage, at, reason, position)) as entered",
                        column(entries, UUID[]::new, StageEntry::journey),
                        column(entries, String[]::new, StageEntry::subjectType),
                        column(entries, UUID[]::new, StageEntry::subject),
                        column(entries, Short[]::new, entry ->
                                (short) entry.to().number()),
                        column(entries, OffsetDateTime[]::new, entry -> {
                            var at = entry.at();
                            return at == null ? null : at.atOffset(ZoneOffset.UTC);
                        }),
                        column(entries, String[]::new, StageEntry::reason),
                        DSL.val(me.member().value()),
                        DSL.val(changeSet)));
    }

    private static <T> Field<T[]> column(
            List<StageEntry> entries, IntFunction<T[]> array, Function<StageEntry, @Nullable T> value) {
        return DSL.val(entries.stream().map(value).toArray(array));
    }
}
