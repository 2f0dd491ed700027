package io.diabolo.targets;

import static io.diabolo.jooq.Tables.SEASON_PROFILE;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.queues.Figures;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The seasons of a workspace: one for all figures, and one for each that has its own. */
@Service
class SeasonProfiles {
    static final String TYPED = "typed";
    static final String HISTORY = "history";
    private final DSLContext sql;
    private final Figures figures;
    private final ChangeSets changeSets;
    private final Clock clock;

    SeasonProfiles(DSLContext sql, Figures figures, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.figures = figures;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** @param origin typed, or proposed from history and taken as it was */
    record Profile(Seasonality season, String origin) {}

    /** By figure; that of the empty name is for the others. Reads season_profile_of_figure. */
    @Transactional(readOnly = true)
    public Map<String, Profile> all() {
        var all = new HashMap<String, Profile>();
        sql.selectFrom(SEASON_PROFILE)
                .where(SEASON_PROFILE.SHARES.isNotNull())
                .forEach(row -> all.put(
                        row.getFigure(),
                        new Profile(new Seasonality(Arrays.asList(row.getShares())), row.getOrigin())));
        return all;
    }

    /**
     * @param season null takes it away
     * @return the change set; null when nothing is different
     */
    @Transactional
    public @Nullable UUID set(String figure, @Nullable Seasonality season, String origin, Actor me) {
        PlanningRights.plan(me);
        var known = figures.find(figure);
        if (!figure.isEmpty() && (known.isEmpty() || !TargetPlan.addsUp(known.get()))) {
            throw new BadInput("figure", "season.fault.figure");
        }
        if (!List.of(TYPED, HISTORY).contains(origin)) {
            throw new BadInput("origin", "problem.field.choice");
        }
        var row = sql.selectFrom(SEASON_PROFILE)
                .where(SEASON_PROFILE.FIGURE.eq(figure))
                .forUpdate()
                .fetchOne();
        var shares = season == null ? null : season.shares().toArray(Integer[]::new);
        if (row == null ? shares == null : Arrays.equals(row.getShares(), shares)) {
            return null;
        }
        var changeSet = changeSets.open(me, "season.set", "");
        if (row == null) {
            sql.insertInto(SEASON_PROFILE)
                    .set(SEASON_PROFILE.FIGURE, figure)
                    .set(SEASON_PROFILE.SHARES, shares)
                    .set(SEASON_PROFILE.ORIGIN, origin)
                    .set(SEASON_PROFILE.CREATED_IN, changeSet)
                    .execute();
            changeSets.count(changeSet, 1, 0, 0);
        } else {
            sql.update(SEASON_PROFILE)
                    .set(SEASON_PROFILE.SHARES, shares)
                    .set(SEASON_PROFILE.ORIGIN, origin)
                    .set(SEASON_PROFILE.VERSION, SEASON_PROFILE.VERSION.plus(1))
                    .set(SEASON_PROFILE.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                    .where(SEASON_PROFILE.ID.eq(row.getId()))
                    .execute();
            changeSets.updated(
                    changeSet,
                    "season_profile",
                    row.getId(),
                    values(row.getShares(), row.getOrigin()),
                    values(shares, origin));
        }
        return changeSet;
    }

    private static Map<String, @Nullable Object> values(Integer @Nullable [] shares, String origin) {
        var all = new HashMap<String, @Nullable Object>();
        all.put("shares", shares == null ? null : Arrays.asList(shares));
        all.put("origin", origin);
        return all;
    }
}
