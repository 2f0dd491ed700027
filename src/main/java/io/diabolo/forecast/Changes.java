package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.forecast.Waterfall.Counted;
import io.diabolo.forecast.Waterfall.Pair;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What changed between two weeks, or since one: reads the deals at both moments and makes a {@link Waterfall} of them. */
@Service
class Changes {
    private final DSLContext sql;
    private final Members members;
    private final Worths worths;

    Changes(DSLContext sql, Members members, Worths worths) {
        this.sql = sql;
        this.members = members;
        this.worths = worths;
    }

    /** Which open deals are looked at. */
    enum Looked {
        OPEN,
        LIKELY,
        COMMIT;

        Set<Part> parts() {
            return switch (this) {
                case OPEN -> Set.of(Part.COMMIT, Part.BEST_CASE, Part.PIPELINE);
                case LIKELY -> Set.of(Part.COMMIT, Part.BEST_CASE);
                case COMMIT -> Set.of(Part.COMMIT);
            };
        }

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Looked of(String id) {
            for (var one : values()) {
                if (one.id().equals(id)) {
                    return one;
                }
            }
            return OPEN;
        }
    }

    /** @param until null for now */
    record Asked(
            Period period,
            Whose whose,
            LocalDate since,
            @Nullable LocalDate until,
            Looked looked) {}

    @Transactional(readOnly = true)
    public Waterfall of(Asked asked, Actor me) {
        var staff = new Staff(members.all(), me);
        var owners = staff.owners(asked.whose());
        if (owners == null && !staff.isEverybody()) {
            owners = Set.copyOf(
                    staff.all().stream().map(io.diabolo.identity.Member::id).toList());
        }
        var counted = new Counted(asked.period(), owners, asked.looked().parts());
        return Waterfall.of(pairs(asked, owners), counted);
    }

    /** The deals of which one look closes in the period, with both looks. Reads the index forecast_line_of_period. */
    private List<Pair> pairs(Asked asked, @Nullable Set<MemberId> owners) {
        var period = asked.period();
        var until = asked.until();
        var worth = worths.now();
        var week = DSL.val(asked.since());
        var later = DSL.val(until == null ? asked.since() : until);
        var now = (until == null ? NOW : WEEK.replace("{w}", "{3}")).replace("{c}", "{6}");
        var own = owners == null
                ? DSL.noCondition()
                : DSL.condition(
                        "owner_id = any ({0})",
                        DSL.val(owners.stream().map(MemberId::value).toArray(UUID[]::new)));
        var query = """
                with met as (
                    select opportunity_id from (THEN_) t where close_date >= {0} and close_date < {1} and {4}
                    union
                    select opportunity_id from (NOW_) n where close_date >= {0} and close_date < {1} and {4})
                select met.opportunity_id,
                       t.owner_id, t.type, t.stage, t.category, t.amount_minor, t.currency, t.close_date, t.counted, t.opportunity_id is not null,
                       n.owner_id, n.type, n.stage, n.category, n.amount_minor, n.currency, n.close_date, n.counted, n.opportunity_id is not null
                from met
                left join (THEN_) t on t.opportunity_id = met.opportunity_id
                left join (NOW_) n on n.opportunity_id = met.opportunity_id
                """.replace("THEN_", WEEK.replace("{w}", "{2}").replace("{c}", "{5}"))
                .replace("NOW_", now);
        var parts = new QueryPart[] {
            DSL.val(period.from()),
            DSL.val(period.to()),
            week,
            later,
            own,
            worth.minorOfLine(week),
            until == null ? worth.minor() : worth.minorOfLine(later)
        };
        return sql.resultQuery(query, (Object[]) parts)
                .fetch(row -> new Pair(row.get(0, UUID.class), look(row, 1), look(row, 10)));
    }

    private static final String WEEK = """
            select opportunity_id, owner_id, type, stage, category, amount_minor, currency, close_date, {c} as counted
            from forecast_line where from_week <= {w} and to_week > {w}""";

    private static final String NOW = """
            select id as opportunity_id, owner_id, type, stage, forecast_category as category, amount_minor, currency, close_date, {c} as counted
            from opportunity where deleted_at is null""";

    private static @Nullable Look look(Record row, int at) {
        if (!Boolean.TRUE.equals(row.get(at + 8, Boolean.class))) {
            return null;
        }
        var owner = row.get(at, UUID.class);
        return new Look(
                owner == null ? null : new MemberId(owner),
                row.get(at + 1, String.class),
                Part.of(row.get(at + 2, String.class), row.get(at + 3, String.class)),
                row.get(at + 4, Long.class),
                row.get(at + 5, String.class),
                row.get(at + 6, LocalDate.class),
                row.get(at + 7, Long.class));
    }

    /** The names of those that the reader may see now; of others it isn't told. Reads the primary key. */
    @Transactional(readOnly = true)
    public Map<UUID, String> names(Collection<UUID> deals, Actor me) {
        return sql.select(OPPORTUNITY.ID, OPPORTUNITY.NAME)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.in(deals))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(Forecasts.visible(me))
                .fetchMap(OPPORTUNITY.ID, OPPORTUNITY.NAME);
    }
}
