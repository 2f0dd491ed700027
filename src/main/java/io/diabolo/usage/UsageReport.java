package io.diabolo.usage;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.USAGE_DAY;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.GroupField;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How much customers use what they have: the last thirty days, beside the thirty before. */
@Service
class UsageReport {
    static final int DAYS = Adoption.DAYS;
    private static final int MOST = 100;
    private static final int MOST_DAYS = 1_000;
    private static final Field<UUID> NOBODY = val(null, UUID.class);
    private final DSLContext sql;
    private final Records records;
    /** Later: a panel beside a record is asked for by pages that know all types. */
    private final ObjectProvider<RecordTypes> types;

    private final Workspaces workspaces;
    private final Clock clock;

    UsageReport(
            DSLContext sql, Records records, ObjectProvider<RecordTypes> types, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * @param name of the company or the feature; {@code company} is null for a feature
     * @param active days with any use, of the last thirty
     * @param features used in them
     * @param count how often in them, and {@code before} in the thirty days before
     */
    record Line(@Nullable UUID company, String name, int active, int features, long count, long before) {
        /** Growth of the count; null when there was nothing before. */
        @Nullable
        Double trend() {
            return before == 0 ? null : (count - before) / (double) before;
        }
    }

    record Day(LocalDate day, String feature, long count) {}

    /** All that was used in the sixty days. */
    record Summary(Line whole, List<Line> features) {}

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** A customer as a whole and by feature, the most used on top. Reads the index usage_day_of. */
    @Transactional(readOnly = true)
    public Summary of(UUID company) {
        var which = USAGE_DAY.COMPANY_ID.eq(company);
        var whole = lines(which, NOBODY, USAGE_DAY.COMPANY_ID.cast(String.class), List.of(USAGE_DAY.COMPANY_ID));
        return new Summary(
                whole.isEmpty() ? new Line(null, "", 0, 0, 0, 0) : whole.getFirst(),
                lines(which, NOBODY, USAGE_DAY.FEATURE, List.of(USAGE_DAY.FEATURE)));
    }

    /**
     * Customers, the most active on top. Reads the index usage_day_all.
     *
     * @param feature empty: all
     */
    @Transactional(readOnly = true)
    public List<Line> companies(String feature, Actor me) {
        return lines(
                (feature.isEmpty() ? noCondition() : USAGE_DAY.FEATURE.eq(feature))
                        .and(Visible.to(me, types.getObject().byId("company").orElseThrow())),
                COMPANY.ID,
                COMPANY.NAME,
                List.of(COMPANY.ID, COMPANY.NAME));
    }

    /** Features, the most used on top. */
    @Transactional(readOnly = true)
    public List<Line> features(Actor me) {
        return lines(
                Visible.to(me, types.getObject().byId("company").orElseThrow()),
                NOBODY,
                USAGE_DAY.FEATURE,
                List.of(USAGE_DAY.FEATURE));
    }

    private List<Line> lines(Condition which, Field<UUID> id, Field<String> name, List<? extends GroupField> by) {
        var adoption = Adoption.on(today());
        var count = adoption.count();
        return sql.select(id, name, adoption.active(), adoption.features(), count, adoption.before())
                .from(USAGE_DAY)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(USAGE_DAY.WORKSPACE_ID))
                .and(COMPANY.ID.eq(USAGE_DAY.COMPANY_ID))
                .where(which)
                .and(COMPANY.DELETED_AT.isNull())
                .and(adoption.looked())
                .groupBy(by)
                .orderBy(count.desc(), name)
                .limit(MOST)
                .fetch(row -> new Line(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5().longValue(),
                        row.value6().longValue()));
    }

    /** Day by day, the newest first. @throws io.diabolo.platform.NoSuchRecord for a company that one may not see */
    @Transactional(readOnly = true)
    public List<Day> days(UUID company, LocalDate from, LocalDate to, Actor me) {
        records.get(types.getObject().byId("company").orElseThrow(), company, me);
        return sql.select(USAGE_DAY.DAY, USAGE_DAY.FEATURE, USAGE_DAY.COUNT)
                .from(USAGE_DAY)
                .where(USAGE_DAY.COMPANY_ID.eq(company))
                .and(USAGE_DAY.DAY.between(from, to))
                .orderBy(USAGE_DAY.DAY.desc(), USAGE_DAY.FEATURE)
                .limit(MOST_DAYS)
                .fetch(row -> new Day(row.value1(), row.value2(), Objects.requireNonNull(row.value3())));
    }
}
