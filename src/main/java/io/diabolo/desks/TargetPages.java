package io.diabolo.desks;

import io.diabolo.desks.TargetCells.View;
import io.diabolo.desks.TargetCells.Whose;
import io.diabolo.desks.TargetPage.Choice;
import io.diabolo.desks.TargetPage.Line;
import io.diabolo.desks.TargetPage.Row;
import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.identity.SalesRoles;
import io.diabolo.identity.Teams;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figures;
import io.diabolo.queues.Priorities;
import io.diabolo.targets.Rankings;
import io.diabolo.targets.TargetPlans;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the page of targets together: for whoever sets them all that they see, for others what concerns themselves. */
@Component
class TargetPages {
    private final Targets targets;
    private final Figures figures;
    private final Members members;
    private final Teams teams;
    private final DeskVisits visits;
    private final Workspaces workspaces;
    private final TargetCells cells;
    private final TargetPlans plans;
    private final TargetMonths months;
    private final Rankings rankings;
    private final ObjectProvider<Priorities> priorities;

    TargetPages(
            Targets targets,
            Figures figures,
            Members members,
            Teams teams,
            DeskVisits visits,
            Workspaces workspaces,
            TargetCells cells,
            TargetPlans plans,
            TargetMonths months,
            Rankings rankings,
            ObjectProvider<Priorities> priorities) {
        this.targets = targets;
        this.figures = figures;
        this.members = members;
        this.teams = teams;
        this.visits = visits;
        this.workspaces = workspaces;
        this.cells = cells;
        this.plans = plans;
        this.months = months;
        this.rankings = rankings;
        this.priorities = priorities;
    }

    @Transactional(readOnly = true)
    public TargetPage page(String role, String period, String refused, String fault, Ui ui) {
        var measured = SalesRoles.IDS.stream()
                .filter(one -> !figures.of(one).isEmpty())
                .toList();
        var shown = measured.contains(role)
                ? role
                : measured.stream()
                        .filter(ui.me().roles()::contains)
                        .findFirst()
                        .orElse(measured.isEmpty() ? "" : measured.getFirst());
        var today = LocalDate.ofInstant(ui.now(), workspaces.settings().zone());
        var over = period.isEmpty() ? Period.month(today) : Period.of(period);
        var maySet = Targets.maySet(ui.me());
        var active = members.active();
        var holders =
                active.stream().filter(member -> member.roles().contains(shown)).toList();
        var who = holders.stream()
                .filter(member -> member.id().equals(ui.me().member())
                        || (maySet && ui.me().visibility().covers(member.id())))
                .toList();
        var containing = new ArrayList<>(over.containing());
        containing.addFirst(over);
        var view = new View(
                over,
                plans.of(shown),
                targets.of(containing, ui.me()),
                visits.last(who.stream().map(Member::id).toList()),
                ui,
                shown);
        var rows = rows(who, holders, active, view);
        return new TargetPage(
                shown,
                measured,
                figures.of(shown),
                new Choice(over.id(), over.label(ui)),
                periods(today, over, ui),
                rows,
                priorities.stream()
                        .flatMap(one -> one.during(over.from(), over.to().minusDays(1)).stream())
                        .toList(),
                maySet && rankings.present().shown() ? Ranking.of(rows, ui) : List.of(),
                maySet,
                refused,
                fault);
    }

    /** Of targets that aren't saved yet, of whoever may save them. */
    @Transactional(readOnly = true)
    public List<Line> months(List<Target> typed, String role, Ui ui) {
        var seen = typed.stream()
                .filter(target -> Targets.maySet(ui.me())
                        && (target.member() == null || ui.me().visibility().covers(target.member())))
                .toList();
        return months.of(seen, role, plans.of(role), ui);
    }

    private static List<Choice> periods(LocalDate today, Period shown, Ui ui) {
        var all = new ArrayList<Period>(Period.around(today));
        all.add(1, Period.month(today.plusMonths(1)));
        if (!all.contains(shown)) {
            all.addFirst(shown);
        }
        return all.stream().map(one -> new Choice(one.id(), one.label(ui))).toList();
    }

    private List<Row> rows(List<Member> who, List<Member> holders, List<Member> active, View view) {
        var rows = new ArrayList<Row>();
        for (var member : who) {
            var id = member.id();
            Whose own = target -> id.equals(target.member());
            rows.add(new Row("member." + id, member.name(), cells.of(List.of(id), own, view), months(own, view)));
        }
        for (var team : teams.all()) {
            var all = holders.stream()
                    .filter(member -> team.id().equals(member.team()))
                    .toList();
            if (Targets.maySet(team.id(), active, view.ui().me())
                    || who.stream().anyMatch(all::contains)) {
                // A sum over those whose figures may not be seen would tell them.
                var counted =
                        who.containsAll(all) ? all.stream().map(Member::id).toList() : List.<MemberId>of();
                Whose ofTeam = target -> team.id().equals(target.team());
                rows.add(new Row(
                        "team." + team.id(), team.name(), cells.of(counted, ofTeam, view), months(ofTeam, view)));
            }
        }
        return rows;
    }

    private List<Line> months(Whose whose, View view) {
        if (view.period().isMonth()) {
            return List.of();
        }
        var set = view.set().stream()
                .filter(whose::are)
                .filter(target -> target.period().equals(view.period()))
                .toList();
        return months.of(set, view.role(), view.plan(), view.ui());
    }
}
