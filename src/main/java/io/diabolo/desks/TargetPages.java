package io.diabolo.desks;

import io.diabolo.desks.TargetPage.Cell;
import io.diabolo.desks.TargetPage.Choice;
import io.diabolo.desks.TargetPage.Line;
import io.diabolo.desks.TargetPage.Row;
import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.identity.SalesRoles;
import io.diabolo.identity.Teams;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.Figures;
import io.diabolo.queues.Priorities;
import io.diabolo.targets.Rankings;
import io.diabolo.targets.TargetPlan;
import io.diabolo.targets.TargetPlans;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private final Paces paces;
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
            Paces paces,
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
        this.paces = paces;
        this.plans = plans;
        this.months = months;
        this.rankings = rankings;
        this.priorities = priorities;
    }

    /** What the rows of one page have in common. */
    private record View(
            Period period, TargetPlan plan, List<Target> set, Map<MemberId, Instant> seen, Ui ui, String role) {}

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
            rows.add(new Row(
                    "member." + id, member.name(), cells(List.of(id), own, view), months(own, view)));
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
                        "team." + team.id(), team.name(), cells(counted, ofTeam, view), months(ofTeam, view)));
            }
        }
        return rows;
    }

    private interface Whose {
        boolean are(Target target);
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

    private List<Cell> cells(List<MemberId> who, Whose whose, View view) {
        return figures.of(view.role()).stream()
                .map(figure -> cell(
                        figure,
                        who,
                        view.set().stream()
                                .filter(whose::are)
                                .filter(target -> target.figure().equals(figure.id()))
                                .toList(),
                        view))
                .toList();
    }

    /** Of one member or of a team's together; the figure only once all of them have seen theirs. */
    private Cell cell(Figure figure, List<MemberId> who, List<Target> set, View view) {
        var ui = view.ui();
        var settings = workspaces.settings();
        var over = view.period();
        var aim = Aim.of(figure, set, over, view.plan());
        var typed = aim == null || aim.isPart()
                ? ""
                : FigureText.typed(figure, aim.target().value());
        var counts = aim == null ? "" : counts(figure, aim, ui);
        if (who.isEmpty() || !who.stream().allMatch(one -> isShown(one, view))) {
            return new Cell(figure, typed, counts, "", null, "", !who.isEmpty(), "");
        }
        var value =
                figures.value(figure.id(), over.request(who, settings.zone())).value();
        var path = "/desk/figures/" + figure.id() + "?period=" + over.id() + "&member=" + who.getFirst();
        var pace = aim == null ? null : Pace.of(figure, value, aim.value().doubleValue(), 0);
        return new Cell(
                figure,
                typed,
                counts,
                FigureText.of(figure, value, settings.currency(), ui),
                pace == null ? null : pace.attained(),
                aim == null ? "" : paces.text(figure, value, aim, ui),
                false,
                who.size() == 1 ? path : "");
    }

    /** Why something else counts than what stands in the input. */
    private String counts(Figure figure, Aim aim, Ui ui) {
        var value = FigureText.of(
                figure, aim.value().doubleValue(), workspaces.settings().currency(), ui);
        if (aim.isPart()) {
            return ui.t(
                    aim.isReduced() ? "target.part.reduced" : "target.part",
                    value,
                    aim.target().period().label(ui));
        }
        return aim.isReduced() ? ui.t("target.reduced", value) : "";
    }

    private boolean isShown(MemberId member, View view) {
        var seen = view.seen().get(member);
        var from =
                view.period().from().atStartOfDay(workspaces.settings().zone()).toInstant();
        return member.equals(view.ui().me().member()) || (seen != null && !seen.isBefore(from));
    }
}
