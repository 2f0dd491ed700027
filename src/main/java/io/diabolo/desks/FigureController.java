package io.diabolo.desks;

import io.diabolo.identity.Members;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.Figures;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One figure of a member: what it means, and the records behind it. */
@Controller
class FigureController {
    private static final int SHOWN = 200;
    private final Figures figures;
    private final Members members;
    private final DeskVisits visits;
    private final Workspaces workspaces;

    FigureController(Figures figures, Members members, DeskVisits visits, Workspaces workspaces) {
        this.figures = figures;
        this.members = members;
        this.visits = visits;
        this.workspaces = workspaces;
    }

    /**
     * All that the page of a figure shows.
     *
     * @param member whose it is; empty where it is one's own
     * @param counted how many records it is of
     */
    record FigurePage(
            String id, String member, String period, String value, long counted, List<FigureRecord> records) {}

    @GetMapping("/desk/figures/{id:[a-z-]+}")
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public ModelAndView show(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(required = false) @Nullable UUID member,
            Ui ui) {
        var figure = figures.find(id).orElseThrow(() -> new NoSuchRecord("figure", id));
        var zone = workspaces.settings().zone();
        var over = period.isEmpty() ? Period.month(LocalDate.ofInstant(ui.now(), zone)) : Period.of(period);
        var who = member == null ? ui.me().member() : new MemberId(member);
        var name = who.equals(ui.me().member()) ? "" : other(who, figure, over.from().atStartOfDay(zone).toInstant(), ui);
        var request = over.request(List.of(who), zone);
        var value = figures.value(id, request);
        return new ModelAndView(
                "desks/figure",
                Map.of(
                        "page",
                        new FigurePage(
                                id,
                                name,
                                over.label(ui),
                                FigureText.of(figure, value.value(), workspaces.settings().currency(), ui),
                                value.counted(),
                                figures.records(id, request, SHOWN))));
    }

    /** Another's, once they have seen it themselves. */
    private String other(MemberId who, Figure figure, Instant from, Ui ui) {
        var seen = visits.last(List.of(who)).get(who);
        var found = members.find(who);
        if (found == null
                || !Targets.maySet(ui.me())
                || !ui.me().visibility().covers(who)
                || seen == null
                || seen.isBefore(from)) {
            throw new NoSuchRecord("figure", figure.id());
        }
        return found.name();
    }
}
