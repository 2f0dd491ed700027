package io.diabolo.desks;

import static io.diabolo.jooq.Tables.TARGET;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.identity.TeamId;
import io.diabolo.identity.Teams;
import io.diabolo.jooq.tables.records.TargetRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.queues.Figures;
import io.diabolo.records.ChangeSets;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What members and teams should reach. Managers set it for those they see; a member sees their own and their team's. */
@Service
class Targets {
    private static final BigDecimal MOST = new BigDecimal("1000000000000");
    private final DSLContext sql;
    private final Members members;
    private final Teams teams;
    private final Figures figures;
    private final ChangeSets changeSets;
    private final Clock clock;

    Targets(DSLContext sql, Members members, Teams teams, Figures figures, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.members = members;
        this.teams = teams;
        this.figures = figures;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** @param value null takes the target away */
    record Wish(
            @Nullable MemberId member,
            @Nullable TeamId team,
            String role,
            String figure,
            Period period,
            @Nullable BigDecimal value) {}

    static boolean maySet(Actor me) {
        return me.administrator() || me.roles().contains("manager");
    }

    /** Whoever sets a team's sees all of its members. */
    static boolean maySet(TeamId team, List<Member> active, Actor me) {
        return maySet(me)
                && active.stream()
                        .allMatch(member ->
                                !team.equals(member.team()) || me.visibility().covers(member.id()));
    }

    /** The one that holds for a member today, of the shortest period; null when none was set. Reads target_of_member. */
    @Nullable
    Target present(MemberId member, String figure, LocalDate today) {
        var periods = Period.around(today);
        var all = list(TARGET.MEMBER_ID
                .eq(member.value())
                .and(TARGET.FIGURE.eq(figure))
                .and(TARGET.PERIOD.in(periods.stream().map(Period::id).toList())));
        return periods.stream()
                .flatMap(period -> all.stream().filter(target -> target.period().equals(period)))
                .findFirst()
                .orElse(null);
    }

    /** Those of a period that may be seen: a member's own and their team's, or of all whose records one sees. */
    @Transactional(readOnly = true)
    public List<Target> of(Period period, Actor me) {
        return of(List.of(period), me);
    }

    /** The same of several periods at once. Reads target_of_period. */
    @Transactional(readOnly = true)
    public List<Target> of(List<Period> periods, Actor me) {
        var team = ownTeam(me);
        return list(TARGET.PERIOD.in(periods.stream().map(Period::id).toList())).stream()
                .filter(target -> {
                    var member = target.member();
                    return member == null
                            ? maySet(me) || Objects.equals(target.team(), team)
                            : member.equals(me.member())
                                    || (maySet(me) && me.visibility().covers(member));
                })
                .toList();
    }

    private @Nullable TeamId ownTeam(Actor me) {
        var self = members.find(me.member());
        return self == null ? null : self.team();
    }

    private List<Target> list(Condition which) {
        return sql.selectFrom(TARGET)
                .where(which)
                .and(TARGET.VALUE.isNotNull())
                .orderBy(TARGET.ROLE, TARGET.FIGURE, TARGET.ID)
                .limit(5_000)
                .fetch(Targets::target);
    }

    private static Target target(TargetRecord row) {
        return new Target(
                row.getId(),
                row.getMemberId() == null ? null : new MemberId(row.getMemberId()),
                row.getTeamId() == null ? null : new TeamId(row.getTeamId()),
                row.getRole(),
                row.getFigure(),
                Period.of(row.getPeriod()),
                row.getValue(),
                row.getVersion());
    }

    /** Sets all of them as one change, or none. @return the change set; null when nothing is different */
    @Transactional
    @Nullable
    UUID set(List<Wish> wishes, Actor me) {
        me.mayWrite();
        wishes.forEach(wish -> check(wish, me));
        UUID changeSet = null;
        for (var wish : wishes) {
            var present = lock(wish);
            var value = wish.value();
            if (isSame(present == null ? null : present.getValue(), value)) {
                continue;
            }
            changeSet = changeSet == null ? changeSets.open(me, "target.set", "") : changeSet;
            write(wish, present, changeSet);
        }
        return changeSet;
    }

    private static boolean isSame(@Nullable BigDecimal present, @Nullable BigDecimal value) {
        return present == null || value == null ? present == null && value == null : present.compareTo(value) == 0;
    }

    private void check(Wish wish, Actor me) {
        if (!maySet(me)) {
            throw new NotAllowed("targets");
        }
        var member = wish.member();
        var team = wish.team();
        if ((member == null) == (team == null)) {
            throw new BadInput("member_id", "target.fault.who");
        }
        if (member != null && (!me.visibility().covers(member) || members.find(member) == null)) {
            throw new NoSuchRecord("member", member);
        }
        if (team != null && teams.all().stream().noneMatch(one -> one.id().equals(team))) {
            throw new NoSuchRecord("team", team);
        }
        if (team != null && !maySet(team, members.active(), me)) {
            throw new NoSuchRecord("team", team);
        }
        if (figures.of(wish.role()).stream().noneMatch(one -> one.id().equals(wish.figure()))) {
            throw new BadInput("figure", "target.fault.figure");
        }
        var value = wish.value();
        if (value != null && (value.signum() < 0 || value.compareTo(MOST) > 0 || value.scale() > 4)) {
            throw new BadInput("value", "target.fault.value");
        }
    }

    private @Nullable TargetRecord lock(Wish wish) {
        var member = wish.member();
        var team = wish.team();
        return sql.selectFrom(TARGET)
                .where(
                        member != null
                                ? TARGET.MEMBER_ID.eq(member.value())
                                : TARGET.TEAM_ID.eq(Objects.requireNonNull(team).value()))
                .and(TARGET.FIGURE.eq(wish.figure()))
                .and(TARGET.PERIOD.eq(wish.period().id()))
                .forUpdate()
                .fetchOne();
    }

    private void write(Wish wish, @Nullable TargetRecord present, UUID changeSet) {
        var member = wish.member();
        var team = wish.team();
        var value = wish.value();
        if (present == null) {
            sql.insertInto(TARGET)
                    .set(TARGET.MEMBER_ID, member == null ? null : member.value())
                    .set(TARGET.TEAM_ID, team == null ? null : team.value())
                    .set(TARGET.ROLE, wish.role())
                    .set(TARGET.FIGURE, wish.figure())
                    .set(TARGET.PERIOD, wish.period().id())
                    .set(TARGET.VALUE, value)
                    .set(TARGET.CREATED_IN, changeSet)
                    .onConflictDoNothing()
                    .execute();
            changeSets.count(changeSet, 1, 0, 0);
        } else {
            sql.update(TARGET)
                    .set(TARGET.VALUE, value)
                    .set(TARGET.VERSION, TARGET.VERSION.plus(1))
                    .set(TARGET.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                    .where(TARGET.ID.eq(present.getId()))
                    .execute();
            changeSets.updated(changeSet, "target", present.getId(), value(present.getValue()), value(value));
        }
    }

    private static Map<String, @Nullable Object> value(@Nullable BigDecimal value) {
        var one = new HashMap<String, @Nullable Object>();
        one.put("value", value);
        return one;
    }
}
