package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.FORECAST_ADJUSTMENT;

import io.diabolo.identity.Members;
import io.diabolo.identity.TeamId;
import io.diabolo.jooq.tables.records.ForecastAdjustmentRecord;
import io.diabolo.offers.ExchangeRates;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What managers say instead of the computed forecast. Nothing is written over: each word is a row with its comment, the
 * newest counts, and undoing one brings the one before back.
 */
@Service
class Adjustments {
    private static final int SHOWN = 500;
    private static final int LONGEST = 2_000;
    private static final long MOST = 100_000_000_000_000L;
    private final DSLContext sql;
    private final Members members;
    private final Workspaces workspaces;
    private final ChangeSets changeSets;
    private final Forecasts forecasts;
    private final AdjustmentMentions mentioned;
    private final Clock clock;

    Adjustments(
            DSLContext sql,
            Members members,
            Workspaces workspaces,
            ChangeSets changeSets,
            Forecasts forecasts,
            AdjustmentMentions mentioned,
            Clock clock) {
        this.sql = sql;
        this.members = members;
        this.workspaces = workspaces;
        this.changeSets = changeSets;
        this.forecasts = forecasts;
        this.mentioned = mentioned;
        this.clock = clock;
    }

    /** Managers and administrators, for those all of whose deals they see. */
    static boolean mayAdjust(Whose whose, Staff staff, Actor me) {
        if (!me.administrator() && !me.roles().contains("manager")) {
            return false;
        }
        return switch (whose) {
            case Whose.Everybody() -> staff.isEverybody();
            case Whose.Line _ -> staff.knows(whose);
            case Whose.OfTeam(var team) -> team != null && staff.knows(whose) && staff.isEverybody();
            case Whose.Alone _, Whose.Nobody _ -> false;
        };
    }

    /** Those of a period that the reader may see, the newest first. */
    @Transactional(readOnly = true)
    public List<Adjustment> of(Period period, Actor me) {
        var staff = new Staff(members.all(), me);
        return newest(sql, period).stream()
                .filter(one -> isSeen(one.whose(), staff))
                .toList();
    }

    static boolean isSeen(Whose whose, Staff staff) {
        return whose instanceof Whose.Everybody ? staff.isEverybody() : staff.knows(whose);
    }

    /** Reads the index forecast_adjustment_of_period. */
    static List<Adjustment> newest(DSLContext sql, Period period) {
        return sql.selectFrom(FORECAST_ADJUSTMENT)
                .where(FORECAST_ADJUSTMENT.PERIOD.eq(period.id()))
                .orderBy(FORECAST_ADJUSTMENT.CREATED_AT.desc(), FORECAST_ADJUSTMENT.ID.desc())
                .limit(SHOWN)
                .fetch(Adjustments::adjustment);
    }

    /**
     * The ones that count, by the key of whose they are; those taken back don't. What was said when the workspace counted in
     * another currency is worth what it was on that day; without a rate it counts no more, and stands among those said.
     */
    static Map<String, Adjustment> counting(List<Adjustment> newestFirst, Worth worth, ExchangeRates rates) {
        var said = new HashMap<String, Adjustment>();
        newestFirst.forEach(one -> said.putIfAbsent(one.whose().key(), one));
        var all = new HashMap<String, Adjustment>();
        said.forEach((key, one) -> {
            var minor = one.minor();
            var rate = minor == null ? null : rates.of(one.currency(), worth.currency(), one.on());
            if (minor != null && rate != null) {
                all.put(key, one.currency().equals(worth.currency()) ? one : one.in(worth.currency(), rate));
            }
        });
        return all;
    }

    private static Adjustment adjustment(ForecastAdjustmentRecord row) {
        var whose = row.getLineId() != null
                ? new Whose.Line(new MemberId(row.getLineId()))
                : row.getTeamId() != null ? new Whose.OfTeam(new TeamId(row.getTeamId())) : new Whose.Everybody();
        return new Adjustment(
                row.getId(),
                Period.of(row.getPeriod()),
                whose,
                row.getAmountMinor(),
                row.getComputedMinor(),
                row.getCurrency(),
                row.getComment(),
                new MemberId(row.getMemberId()),
                row.getCreatedAt().toInstant());
    }

    /** @param minor null takes the present one back */
    record Wish(Period period, Whose whose, @Nullable Long minor, String comment) {}

    /** @return the change set, by which it is undone */
    @Transactional
    UUID adjust(Wish wish, Actor me) {
        me.mayWrite();
        var staff = new Staff(members.all(), me);
        if (!staff.knows(wish.whose())) {
            throw new NoSuchRecord("member", wish.whose().key());
        }
        if (!mayAdjust(wish.whose(), staff, me)) {
            throw new NotAllowed("forecast");
        }
        check(wish);
        var currency = workspaces.settings().currency().getCurrencyCode();
        var computed = forecasts.sums(Cut.of(wish.period(), wish.whose()), me).forecast();
        var changeSet = changeSets.open(me, "forecast.adjusted", wish.period().id());
        var whose = wish.whose();
        var id = sql.insertInto(FORECAST_ADJUSTMENT)
                .set(FORECAST_ADJUSTMENT.PERIOD, wish.period().id())
                .set(FORECAST_ADJUSTMENT.LINE_ID, whose instanceof Whose.Line(var member) ? member.value() : null)
                .set(
                        FORECAST_ADJUSTMENT.TEAM_ID,
                        whose instanceof Whose.OfTeam(var team)
                                ? Objects.requireNonNull(team).value()
                                : null)
                .set(FORECAST_ADJUSTMENT.AMOUNT_MINOR, wish.minor())
                .set(FORECAST_ADJUSTMENT.COMPUTED_MINOR, computed)
                .set(FORECAST_ADJUSTMENT.CURRENCY, currency)
                .set(FORECAST_ADJUSTMENT.COMMENT, wish.comment().strip())
                .set(FORECAST_ADJUSTMENT.MEMBER_ID, me.member().value())
                .set(FORECAST_ADJUSTMENT.CREATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .set(FORECAST_ADJUSTMENT.CREATED_IN, changeSet)
                .returningResult(FORECAST_ADJUSTMENT.ID)
                .fetchSingle()
                .value1();
        mentioned.in(id, wish, changeSet, me);
        changeSets.count(changeSet, 1, 0, 0);
        return changeSet;
    }

    private static void check(Wish wish) {
        var comment = wish.comment().strip();
        if (comment.isEmpty() || comment.length() > LONGEST) {
            throw new BadInput("comment", "forecast.fault.comment");
        }
        var minor = wish.minor();
        if (minor != null && (minor < 0 || minor > MOST)) {
            throw new BadInput("amount", "forecast.fault.amount");
        }
    }
}
