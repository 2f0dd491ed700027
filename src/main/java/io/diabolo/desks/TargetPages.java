package io.diabolo.desks;

import io.diabolo.desks.TargetPage.Cell;
import io.diabolo.desks.TargetPage.Choice;
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
    private final ObjectProvider<Priorities> priorities;

    TargetPages(
            Targets targets,
            Figures figures,
            Members members,
            Teams teams,
            DeskVisits visits,
            Workspaces workspaces,
            Paces paces,
            ObjectProvider<Priorities> priorities) {
        this.targets = targets;
        this.figures = figures;
        this.members = members;
        this.teams = teams;
        this.visits = visits;
        this.workspaces = workspaces;
        this.paces = paces;
        this.priorities = priorities;
    }

    /** What the rows of one page have in common. */
    private record View(
            Period period, double elapsed, List<Target> set, Map<MemberId, Instant> seen, Ui ui, String role) {}

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
        var view = new View(
                over,
                paces.elapsed(over, ui.now()),
                targets.of(over, ui.me()),
                visits.last(who.stream().map(Member::id).toList()),
                ui,
                shown);
        return new TargetPage(
                shown,
                measured,
                figures.of(shown),
                new Choice(over.id(), over.label(ui)),
                periods(today, over, ui),
                rows(who, holders, active, view),
                priorities.stream()
                        .flatMap(one -> one.during(over.from(), over.to().minusDays(1)).stream())
                        .toList(),
                maySet,
                refused,
                fault);
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
            rows.add(new Row(
                    "member." + id, member.name(), cells(List.of(id), target -> id.equals(target.member()), view)));
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
                rows.add(new Row(
                        "team." + team.id(),
                        team.name(),
                        cells(counted, target -> team.id().equals(target.team()), view)));
            }
        }
        return rows;
    }

    private interface Whose {
        boolean are(Target target);
    }

    private List<Cell> cells(List<MemberId> who, Whose whose, View view) {
        return figures.of(view.role()).stream()
                .map(figure -> cell(
                        figure,
                        who,
                        view.set().stream()
                                .filter(whose::are)
                                .filter(target -> target.figure().equals(figure.id()))
                                .findFirst()
                                .orElse(null),
                        view))
                .toList();
    }

    /** Of one member or of a team's together; the figure only once all of them have seen theirs. */
    private Cell cell(Figure figure, List<MemberId> who, @Nullable Target target, View view) {
        var ui = view.ui();
        var settings = workspaces.settings();
        var typed = target == null ? "" : FigureText.typed(figure, target.value());
        var shown = target == null ? "" : FigureText.of(figure, target.value(), settings.currency(), ui);
        var over = view.period();
        if (who.isEmpty() || !who.stream().allMatch(one -> isShown(one, view))) {
            return new Cell(figure, typed, shown, "", "", !who.isEmpty(), "");
        }
        var value =
                figures.value(figure.id(), over.request(who, settings.zone())).value();
        var path = "/desk/figures/" + figure.id() + "?period=" + over.id() + "&member=" + who.getFirst();
        return new Cell(
                figure,
                typed,
                shown,
                FigureText.of(figure, value, settings.currency(), ui),
                target == null ? "" : paces.text(figure, value, target.value(), view.elapsed(), ui),
                false,
                who.size() == 1 ? path : "");
    }

    private boolean isShown(MemberId member, View view) {
        var seen = view.seen().get(member);
        var from =
                view.period().from().atStartOfDay(workspaces.settings().zone()).toInstant();
        return member.equals(view.ui().me().member()) || (seen != null && !seen.isBefore(from));
    }
}
