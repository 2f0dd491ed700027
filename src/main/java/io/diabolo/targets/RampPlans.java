package io.diabolo.targets;

import static io.diabolo.jooq.Tables.RAMP_PLAN;

import io.diabolo.identity.SalesRoles;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ramp-up that a workspace expects of somebody new in a role. */
@Service
class RampPlans {
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Clock clock;

    RampPlans(DSLContext sql, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** Percent by month of those roles that have one. Reads ramp_plan_of_role. */
    @Transactional(readOnly = true)
    public Map<String, List<Integer>> all() {
        var all = new HashMap<String, List<Integer>>();
        sql.selectFrom(RAMP_PLAN)
                .where(RAMP_PLAN.SHARES.isNotNull())
                .forEach(row -> all.put(row.getRole(), Arrays.asList(row.getShares())));
        return all;
    }

    /**
     * @param shares null takes it away
     * @return the change set; null when nothing is different
     */
    @Transactional
    public @Nullable UUID set(String role, @Nullable List<Integer> shares, Actor me) {
        PlanningRights.plan(me);
        if (!SalesRoles.IDS.contains(role)) {
            throw new BadInput("role", "problem.field.choice");
        }
        var row = sql.selectFrom(RAMP_PLAN)
                .where(RAMP_PLAN.ROLE.eq(role))
                .forUpdate()
                .fetchOne();
        var wanted = shares == null ? null : checked(shares).toArray(Integer[]::new);
        if (row == null ? wanted == null : Arrays.equals(row.getShares(), wanted)) {
            return null;
        }
        var changeSet = changeSets.open(me, "ramp.set", "");
        if (row == null) {
            sql.insertInto(RAMP_PLAN)
                    .set(RAMP_PLAN.ROLE, role)
                    .set(RAMP_PLAN.SHARES, wanted)
                    .set(RAMP_PLAN.CREATED_IN, changeSet)
                    .execute();
            changeSets.count(changeSet, 1, 0, 0);
        } else {
            sql.update(RAMP_PLAN)
                    .set(RAMP_PLAN.SHARES, wanted)
                    .set(RAMP_PLAN.VERSION, RAMP_PLAN.VERSION.plus(1))
                    .set(RAMP_PLAN.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                    .where(RAMP_PLAN.ID.eq(row.getId()))
                    .execute();
            changeSets.updated(
                    changeSet,
                    "ramp_plan",
                    row.getId(),
                    Collections.singletonMap("shares", row.getShares() == null ? null : Arrays.asList(row.getShares())),
                    Collections.singletonMap("shares", shares));
        }
        return changeSet;
    }

    /** @throws BadInput when they are none, too many, or beyond 100 % */
    static List<Integer> checked(List<Integer> shares) {
        if (shares.isEmpty() || shares.size() > Ramp.MOST_MONTHS) {
            throw new BadInput("shares", "ramp.fault.months", Ramp.MOST_MONTHS);
        }
        if (shares.stream().anyMatch(share -> share < 0 || share > 100)) {
            throw new BadInput("shares", "ramp.fault.share");
        }
        return shares;
    }
}
