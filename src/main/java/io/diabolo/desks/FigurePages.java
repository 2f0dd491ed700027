package io.diabolo.desks;

import io.diabolo.identity.Members;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.Figures;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the page of one figure together. A figure of a member is shown to the member first. */
@Component
class FigurePages {
    private static final int SHOWN = 200;
    private final Figures figures;
    private final Members members;
    private final DeskVisits visits;
    private final Workspaces workspaces;

    FigurePages(Figures figures, Members members, DeskVisits visits, Workspaces workspaces) {
        this.figures = figures;
        this.members = members;
        this.visits = visits;
        this.workspaces = workspaces;
    }

    /** @param member null for one's own */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public FigurePage page(String id, String period, @Nullable UUID member, Ui ui) {
        var figure = figures.find(id).orElseThrow(() -> new NoSuchRecord("figure", id));
        var settings = workspaces.settings();
        var zone = settings.zone();
        var over = period.isEmpty() ? Period.month(LocalDate.ofInstant(ui.now(), zone)) : Period.of(period);
        var who = member == null ? ui.me().member() : new MemberId(member);
        var own = who.equals(ui.me().member());
        if (own
                && !Targets.maySet(ui.me())
                && figure.desks().stream().noneMatch(ui.me().roles()::contains)) {
            // Some figures don't tell members apart: they are for those whom they measure.
            throw new NoSuchRecord("figure", id);
        }
        var name = own ? "" : other(who, figure, over.from().atStartOfDay(zone).toInstant(), ui);
        var request = over.request(List.of(who), zone);
        var value = figures.value(id, request);
        return new FigurePage(
                id,
                name,
                over.label(ui),
                FigureText.of(figure, value.value(), settings.currency(), ui),
                value.counted(),
                figures.records(id, request.readBy(ui.me()), SHOWN));
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
