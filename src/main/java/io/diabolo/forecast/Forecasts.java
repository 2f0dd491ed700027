package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import io.diabolo.forecast.RollUp.Row;
import io.diabolo.forecast.Sums.Sum;
import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.identity.Teams;
import io.diabolo.offers.ExchangeRates;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.records.Visible;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The forecast of a period: the deals whose close date lies in it, by category, rolled up. One statement reads the deals by
 * owner, all sums are made of its rows, so that a line is the sum of those below it.
 */
@Service
public class Forecasts {
    private final DSLContext sql;
    private final Members members;
    private final Teams teams;
    private final Worths worths;
    private final ExchangeRates rates;
    private final Quotas quotas;

    Forecasts(DSLContext sql, Members members, Teams teams, Worths worths, ExchangeRates rates, Quotas quotas) {
        this.sql = sql;
        this.members = members;
        this.teams = teams;
        this.worths = worths;
        this.rates = rates;
        this.quotas = quotas;
    }

    /** How the rows are put together. */
    enum By {
        LINE,
        TEAM;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static By of(String id) {
            return id.equals("team") ? TEAM : LINE;
        }
    }

    static Condition visible(Actor me) {
        return Visible.to(me, List.of(OPPORTUNITY.OWNER_ID));
    }

    private record Deals(Map<@Nullable MemberId, Sums> byOwner, Map<String, Sums> byType) {
        Sums of(@Nullable MemberId owner) {
            return byOwner.getOrDefault(owner, new Sums());
        }
    }

    /** The parts of one cut together. */
    @Transactional(readOnly = true)
    public Sums sums(Cut cut, Actor me) {
        var staff = new Staff(members.all(), me);
        var all = new Sums();
        read(cut, staff, worths.now(), me).byOwner().values().forEach(all::add);
        return all;
    }

    private Deals read(Cut cut, Staff staff, Worth worth, Actor me) {
        var deals = new Deals(new HashMap<>(), new HashMap<>());
        var part = Part.column().as("part");
        sql.select(OPPORTUNITY.OWNER_ID, OPPORTUNITY.TYPE, part, count(), coalesce(sum(worth.minor()), BigDecimal.ZERO))
                .from(OPPORTUNITY)
                .where(cut.condition(staff, worth))
                .and(visible(me))
                .groupBy(OPPORTUNITY.OWNER_ID, OPPORTUNITY.TYPE, part)
                .forEach(row -> {
                    var owner = row.value1() == null ? null : new MemberId(row.value1());
                    var one = new Sum(row.value4(), row.value5().longValueExact());
                    var which = Part.named(row.value3()).orElseThrow();
                    deals.byOwner().computeIfAbsent(owner, _ -> new Sums()).add(which, one);
                    deals.byType()
                            .computeIfAbsent(row.value2(), _ -> new Sums())
                            .add(which, one);
                });
        return deals;
    }

    @Transactional(readOnly = true)
    public RollUp rollUp(Period period, By by, Actor me) {
        return rollUp(Cut.of(period, new Whose.Everybody()), by, me);
    }

    /** Of one part of the staff: its line or team as the whole. */
    @Transactional(readOnly = true)
    public RollUp rollUp(Cut cut, By by, Actor me) {
        var staff = new Staff(members.all(), me);
        var worth = worths.now();
        var deals = read(cut, staff, worth, me);
        var rows = new Rows(
                cut,
                staff,
                deals,
                quotas.of(cut.period()),
                Adjustments.counting(Adjustments.newest(sql, cut.period()), worth, rates),
                me);
        var all = rows.all(by);
        var types = new LinkedHashMap<String, Sums>();
        Cut.TYPES.forEach(type -> {
            var sums = deals.byType().get(type);
            if (sums != null) {
                types.put(type, sums);
            }
        });
        var leftOut = worths.leftOut(cut.withoutRate().condition(staff, worth).and(visible(me)));
        return new RollUp(cut.period(), worth.currency(), all, types, leftOut);
    }

    /** Puts the rows together: those who have something to show, in their order. */
    private final class Rows {
        private final Cut cut;
        private final Staff staff;
        private final Deals deals;
        private final Quotas.Of targets;
        private final Map<String, Adjustment> adjustments;
        private final Actor me;

        private Rows(
                Cut cut, Staff staff, Deals deals, Quotas.Of targets, Map<String, Adjustment> adjustments, Actor me) {
            this.cut = cut;
            this.staff = staff;
            this.deals = deals;
            this.targets = targets;
            this.adjustments = adjustments;
            this.me = me;
        }

        private List<Row> all(By by) {
            var below = by == By.TEAM ? byTeam() : byLine();
            var sums = new Sums();
            deals.byOwner().values().forEach(sums::add);
            var said = below.stream()
                    .filter(row -> row.depth() == 1)
                    .mapToLong(Row::forecast)
                    .sum();
            var all = new ArrayList<Row>();
            // Of one line, and for whoever sees no other, the whole is that line's own row.
            var tops = below.stream().filter(row -> row.depth() == 1).toList();
            if (!staff.isEverybody() && cut.whose() instanceof Whose.Everybody || cut.whose() instanceof Whose.Line) {
                if (tops.size() == 1 && tops.getFirst().whose() instanceof Whose.Line) {
                    below.forEach(row -> all.add(up(row)));
                    return all;
                }
            }
            all.add(row(cut.whose(), "", 0, sums, target(below), said));
            all.addAll(below);
            return all;
        }

        private Row up(Row row) {
            return new Row(
                    row.whose(),
                    row.name(),
                    row.depth() - 1,
                    row.sums(),
                    row.target(),
                    row.adjustment(),
                    row.forecast(),
                    row.adjustable());
        }

        private @Nullable Long target(List<Row> below) {
            var set = below.stream()
                    .filter(row -> row.depth() == 1)
                    .map(Row::target)
                    .filter(Objects::nonNull)
                    .toList();
            return set.isEmpty()
                    ? null
                    : Long.valueOf(set.stream().mapToLong(Long::longValue).sum());
        }

        private List<Row> byLine() {
            var all = new ArrayList<Row>();
            var tops = cut.whose() instanceof Whose.Line(var member)
                    ? java.util.stream.Stream.ofNullable(staff.find(member)).toList()
                    : staff.tops();
            tops.forEach(member -> line(member, 1, all));
            nobodys(all);
            return all;
        }

        private void nobodys(List<Row> all) {
            var sums = deals.of(null);
            if (!sums.isEmpty()) {
                all.add(row(new Whose.Nobody(), "", 1, sums, null, sums.forecast()));
            }
        }

        /** A member before those below; who has nothing to show, and nobody below who has, isn't shown. */
        private @Nullable Row line(Member member, int depth, List<Row> into) {
            var at = into.size();
            var sums = new Sums();
            sums.add(deals.of(member.id()));
            var said = sums.forecast();
            var target = targets.member(member.id());
            for (var one : staff.below(member.id())) {
                var row = line(one, depth + 1, into);
                if (row != null) {
                    sums.add(row.sums());
                    said += row.forecast();
                    target = plus(target, row.target());
                }
            }
            var set = targets.line(member.id());
            var row = row(new Whose.Line(member.id()), member.name(), depth, sums, set == null ? target : set, said);
            if (row.sums().isEmpty() && row.target() == null && row.adjustment() == null) {
                return null;
            }
            into.add(at, row);
            return row;
        }

        private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
            return one == null ? other : other == null ? one : Long.valueOf(one + other);
        }

        private List<Row> byTeam() {
            var all = new ArrayList<Row>();
            teams.all().forEach(team -> team(new Whose.OfTeam(team.id()), team.name(), all));
            team(new Whose.OfTeam(null), "", all);
            nobodys(all);
            return all;
        }

        private void team(Whose.OfTeam whose, String name, List<Row> all) {
            var rows = new ArrayList<Row>();
            var sums = new Sums();
            var said = 0L;
            Long target = null;
            for (var id : Objects.requireNonNull(staff.owners(whose))) {
                var member = Objects.requireNonNull(staff.find(id));
                var own = deals.of(id);
                var quota = targets.member(id);
                // Who has nobody below is their own line, and what was said of that holds here too.
                var key = staff.below(id).isEmpty() ? new Whose.Line(id) : new Whose.Alone(id);
                var row = row(key, member.name(), 2, own, quota, own.forecast());
                if (own.isEmpty() && quota == null && row.adjustment() == null) {
                    continue;
                }
                rows.add(row);
                sums.add(own);
                said += row.forecast();
                target = plus(target, quota);
            }
            var set = whose.team() == null ? null : targets.team(whose.team());
            if (!rows.isEmpty() || set != null) {
                rows.sort(java.util.Comparator.comparing(Row::name));
                all.add(row(whose, name, 1, sums, set == null ? target : set, said));
                all.addAll(rows);
            }
        }

        private Row row(Whose whose, String name, int depth, Sums sums, @Nullable Long target, long said) {
            var seen = !(whose instanceof Whose.Everybody) || staff.isEverybody();
            var adjustment = seen && cut.type() == null ? adjustments.get(whose.key()) : null;
            var minor = adjustment == null ? null : adjustment.minor();
            return new Row(
                    whose,
                    name,
                    depth,
                    sums,
                    target,
                    adjustment,
                    minor == null ? said : minor,
                    cut.type() == null && Adjustments.mayAdjust(whose, staff, me));
        }
    }

    /** Those who may be chosen, and what they are called. */
    @Transactional(readOnly = true)
    public boolean knows(Whose whose, Actor me) {
        return new Staff(members.all(), me).knows(whose);
    }
}
