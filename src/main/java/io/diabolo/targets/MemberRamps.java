package io.diabolo.targets;

import static io.diabolo.jooq.Tables.MEMBER_RAMP;

import io.diabolo.identity.Members;
import io.diabolo.identity.SalesRoles;
import io.diabolo.organisation.Positions;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** From when a member's ramp-up in a role counts, and by which shares: the position's start and the role's plan, or their own. */
@Service
class MemberRamps {
    /** plan: the role's; own: shares of their own; none: targets count as they are typed. */
    static final List<String> MODES = List.of("plan", "own", "none");

    private final DSLContext sql;
    private final Positions positions;
    private final Members members;
    private final ChangeSets changeSets;
    private final Clock clock;

    MemberRamps(DSLContext sql, Positions positions, Members members, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.positions = positions;
        this.members = members;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /**
     * What was said of a member in a role.
     *
     * @param startsOn null: that of the position
     * @param shares of their own, where the mode is so
     */
    record Own(
            String mode,
            @Nullable LocalDate startsOn,
            @Nullable List<Integer> shares) {}

    /** @param starts when those begin who fill a position of the role and are known to begin on a day */
    record OfRole(Map<MemberId, LocalDate> starts, Map<MemberId, Own> own) {
        /** @param plan the role's; null where it has none */
        Map<MemberId, Ramp> ramps(@Nullable List<Integer> plan) {
            var who = new HashSet<>(starts.keySet());
            who.addAll(own.keySet());
            var all = new HashMap<MemberId, Ramp>();
            for (var member : who) {
                var ramp = ramp(member, plan);
                if (ramp != null) {
                    all.put(member, ramp);
                }
            }
            return all;
        }

        private @Nullable Ramp ramp(MemberId member, @Nullable List<Integer> plan) {
            var said = own.getOrDefault(member, new Own("plan", null, null));
            var start = said.startsOn() == null ? starts.get(member) : said.startsOn();
            var shares = said.mode().equals("own") ? said.shares() : plan;
            return said.mode().equals("none") || start == null || shares == null ? null : new Ramp(start, shares);
        }
    }

    @Transactional(readOnly = true)
    public OfRole of(String role) {
        var starts = new HashMap<MemberId, LocalDate>();
        for (var position : positions.all()) {
            var member = position.member();
            var start = position.startsOn();
            if (member != null && start != null && position.role().desk().equals(role)) {
                // Who takes over a second territory isn't new in the role.
                starts.merge(member, start, (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        var own = new HashMap<MemberId, Own>();
        sql.selectFrom(MEMBER_RAMP)
                .where(MEMBER_RAMP.ROLE.eq(role))
                .forEach(row -> own.put(
                        new MemberId(row.getMemberId()),
                        new Own(
                                row.getMode(),
                                row.getStartsOn(),
                                row.getShares() == null ? null : Arrays.asList(row.getShares()))));
        return new OfRole(starts, own);
    }

    /** @return the change set; null when nothing is different */
    @Transactional
    public @Nullable UUID set(MemberId member, String role, Own wanted, Actor me) {
        PlanningRights.plan(me);
        if (!me.visibility().covers(member) || members.find(member) == null) {
            throw new NoSuchRecord("member", member);
        }
        if (!SalesRoles.IDS.contains(role)) {
            throw new BadInput("role", "problem.field.choice");
        }
        if (!MODES.contains(wanted.mode())) {
            throw new BadInput("mode", "problem.field.choice");
        }
        var shares = wanted.mode().equals("own")
                ? RampPlans.checked(Objects.requireNonNullElse(wanted.shares(), List.of()))
                : null;
        var row = sql.selectFrom(MEMBER_RAMP)
                .where(MEMBER_RAMP.MEMBER_ID.eq(member.value()))
                .and(MEMBER_RAMP.ROLE.eq(role))
                .forUpdate()
                .fetchOne();
        var before = row == null
                ? new Own("plan", null, null)
                : new Own(
                        row.getMode(),
                        row.getStartsOn(),
                        row.getShares() == null ? null : Arrays.asList(row.getShares()));
        var after = new Own(wanted.mode(), wanted.startsOn(), shares);
        if (after.equals(before)) {
            return null;
        }
        var changeSet = changeSets.open(me, "ramp.set", "");
        var array = shares == null ? null : shares.toArray(Integer[]::new);
        if (row == null) {
            sql.insertInto(MEMBER_RAMP)
                    .set(MEMBER_RAMP.MEMBER_ID, member.value())
                    .set(MEMBER_RAMP.ROLE, role)
                    .set(MEMBER_RAMP.MODE, after.mode())
                    .set(MEMBER_RAMP.STARTS_ON, after.startsOn())
                    .set(MEMBER_RAMP.SHARES, array)
                    .set(MEMBER_RAMP.CREATED_IN, changeSet)
                    .execute();
            changeSets.count(changeSet, 1, 0, 0);
        } else {
            sql.update(MEMBER_RAMP)
                    .set(MEMBER_RAMP.MODE, after.mode())
                    .set(MEMBER_RAMP.STARTS_ON, after.startsOn())
                    .set(MEMBER_RAMP.SHARES, array)
                    .set(MEMBER_RAMP.VERSION, MEMBER_RAMP.VERSION.plus(1))
                    .set(MEMBER_RAMP.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                    .where(MEMBER_RAMP.ID.eq(row.getId()))
                    .execute();
            changeSets.updated(changeSet, "member_ramp", row.getId(), values(before), values(after));
        }
        return changeSet;
    }

    private static Map<String, @Nullable Object> values(Own own) {
        var all = new HashMap<String, @Nullable Object>();
        all.put("mode", own.mode());
        all.put("starts_on", own.startsOn() == null ? null : own.startsOn().toString());
        all.put("shares", own.shares());
        return all;
    }
}
