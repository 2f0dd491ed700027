package io.diabolo.reports;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.REPORT;
import static io.diabolo.jooq.Tables.REPORT_SUBSCRIPTION;

import io.diabolo.identity.AccessChanged;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ListQuery;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reports that a member keeps, for themselves or for everybody; what each says depends on who reads it. */
@Service
class SavedReports {
    static final Set<String> RHYTHMS = Set.of("week", "month");
    private static final int LISTED = 500;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_QUERY = 8_000;

    private final DSLContext sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SavedReports(DSLContext sql, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** The member's own and the shared ones, by name. */
    @Transactional(readOnly = true)
    public List<SavedReport> list(Actor me) {
        return select(DSL.noCondition(), me);
    }

    /** @throws NoSuchRecord when it isn't theirs and not shared */
    @Transactional(readOnly = true)
    public SavedReport get(UUID id, Actor me) {
        return select(REPORT.ID.eq(id), me).stream().findFirst().orElseThrow(() -> new NoSuchRecord("report", id));
    }

    private List<SavedReport> select(Condition which, Actor me) {
        var member = me.member().value();
        return sql.select(REPORT.fields())
                .select(MEMBER.NAME, REPORT_SUBSCRIPTION.EVERY)
                .from(REPORT)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(REPORT.WORKSPACE_ID))
                .and(MEMBER.ID.eq(REPORT.MEMBER_ID))
                .leftJoin(REPORT_SUBSCRIPTION)
                .on(REPORT_SUBSCRIPTION.WORKSPACE_ID.eq(REPORT.WORKSPACE_ID))
                .and(REPORT_SUBSCRIPTION.REPORT_ID.eq(REPORT.ID))
                .and(REPORT_SUBSCRIPTION.MEMBER_ID.eq(member))
                .where(which)
                .and(REPORT.SHARED.isTrue().or(REPORT.MEMBER_ID.eq(member)))
                .orderBy(DSL.lower(REPORT.NAME), REPORT.ID)
                .limit(LISTED)
                .fetch(row -> new SavedReport(
                        row.get(REPORT.ID),
                        row.get(REPORT.RECORD_TYPE),
                        row.get(REPORT.NAME),
                        row.get(REPORT.QUERY),
                        row.get(MEMBER.NAME),
                        row.get(REPORT.SHARED),
                        row.get(REPORT.MEMBER_ID).equals(member),
                        row.get(REPORT.VERSION),
                        row.get(REPORT_SUBSCRIPTION.EVERY)));
    }

    /** @param recordType the record type's id */
    record Shared(UUID id, String recordType, String name, String query) {}

    /** Those that everybody has, by name. Reads the index report_shared. */
    @Transactional(readOnly = true)
    public List<Shared> shared() {
        return sql.select(REPORT.ID, REPORT.RECORD_TYPE, REPORT.NAME, REPORT.QUERY)
                .from(REPORT)
                .where(REPORT.SHARED.isTrue())
                .orderBy(REPORT.NAME, REPORT.ID)
                .limit(LISTED)
                .fetch(row -> new Shared(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** What is everybody's stands in the log of changes; one's own is one's own. */
    private void note(boolean shared, String name, Actor me) {
        if (shared) {
            events.publishEvent(new AccessChanged(me, "report.shared", name));
        }
    }

    private boolean isShared(UUID id) {
        return sql.fetchExists(REPORT, REPORT.ID.eq(id), REPORT.SHARED.isTrue());
    }

    @Transactional
    public UUID keep(ReportQuery query, String name, boolean shared, Actor me) {
        me.mayWrite();
        note(shared, named(name), me);
        return sql.insertInto(REPORT)
                .set(REPORT.RECORD_TYPE, query.type().id())
                .set(REPORT.NAME, named(name))
                .set(REPORT.QUERY, written(query))
                .set(REPORT.SHARED, shared)
                .set(REPORT.MEMBER_ID, me.member().value())
                .returningResult(REPORT.ID)
                .fetchSingle()
                .value1();
    }

    /**
     * Only who keeps it, or an administrator when it is shared.
     *
     * @throws NoSuchRecord for anybody else
     */
    @Transactional
    public void change(UUID id, ReportQuery query, String name, boolean shared, Actor me) {
        me.mayWrite();
        note(shared || isShared(id), named(name), me);
        var changed = sql.update(REPORT)
                .set(REPORT.NAME, named(name))
                .set(REPORT.QUERY, written(query))
                .set(REPORT.SHARED, shared)
                .set(REPORT.VERSION, REPORT.VERSION.plus(1))
                .set(REPORT.UPDATED_AT, DSL.currentOffsetDateTime())
                .where(REPORT.ID.eq(id))
                .and(mayChange(me))
                .execute();
        if (changed == 0) {
            throw new NoSuchRecord("report", id);
        }
    }

    /** Only who keeps it, or an administrator when it is shared. */
    @Transactional
    public void drop(UUID id, Actor me) {
        me.mayWrite();
        note(isShared(id), "", me);
        if (sql.deleteFrom(REPORT).where(REPORT.ID.eq(id)).and(mayChange(me)).execute() == 0) {
            throw new NoSuchRecord("report", id);
        }
    }

    private static Condition mayChange(Actor me) {
        var own = REPORT.MEMBER_ID.eq(me.member().value());
        return me.administrator() ? REPORT.SHARED.isTrue().or(own) : own;
    }

    private static String named(String name) {
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw new BadInput("name", "report.fault.name", LONGEST_NAME);
        }
        return name.strip();
    }

    private static String written(ReportQuery query) {
        var text = ListQuery.queryString(query.parameters());
        if (text.length() > LONGEST_QUERY) {
            throw new BadInput("", "report.fault.query");
        }
        return text;
    }

    /**
     * The reader is told of it on Monday or on the first of the month.
     *
     * @param every week, month, or empty: no more
     */
    @Transactional
    public void subscribe(UUID id, String every, Actor me) {
        me.mayWrite();
        var report = get(id, me);
        if (every.isEmpty()) {
            sql.deleteFrom(REPORT_SUBSCRIPTION)
                    .where(REPORT_SUBSCRIPTION.REPORT_ID.eq(report.id()))
                    .and(REPORT_SUBSCRIPTION.MEMBER_ID.eq(me.member().value()))
                    .execute();
            return;
        }
        if (!RHYTHMS.contains(every)) {
            throw new BadInput("every", "report.fault.every");
        }
        var next = next(every, LocalDate.ofInstant(clock.instant(), me.zone()));
        sql.insertInto(REPORT_SUBSCRIPTION)
                .set(REPORT_SUBSCRIPTION.REPORT_ID, report.id())
                .set(REPORT_SUBSCRIPTION.MEMBER_ID, me.member().value())
                .set(REPORT_SUBSCRIPTION.EVERY, every)
                .set(REPORT_SUBSCRIPTION.NEXT_ON, next)
                .onConflict(
                        REPORT_SUBSCRIPTION.WORKSPACE_ID, REPORT_SUBSCRIPTION.REPORT_ID, REPORT_SUBSCRIPTION.MEMBER_ID)
                .doUpdate()
                .set(REPORT_SUBSCRIPTION.EVERY, every)
                .set(REPORT_SUBSCRIPTION.NEXT_ON, next)
                .execute();
    }

    static LocalDate next(@Nullable String every, LocalDate after) {
        return "month".equals(every)
                ? after.with(TemporalAdjusters.firstDayOfNextMonth())
                : after.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }
}
