package io.diabolo.desks;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.desks.DeskPage.Row;
import io.diabolo.directory.Glance;
import io.diabolo.directory.Glances;
import io.diabolo.identity.SalesRoles;
import io.diabolo.platform.Actor;
import io.diabolo.queues.DeskLines;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.Queues;
import io.diabolo.web.Ui;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts the desk of a role together. Every role has one; what stands on it the modules say. */
@Service
class Desks {
    private static final int SHOWN = 60;
    /** From then on a clock shows that it soon runs out. */
    private static final Duration SOON = Duration.ofHours(1);

    private final Queues queues;
    private final Glances glances;
    private final OwnFigures figures;
    private final ObjectProvider<DeskLines> lines;

    Desks(Queues queues, Glances glances, OwnFigures figures, ObjectProvider<DeskLines> lines) {
        this.queues = queues;
        this.glances = glances;
        this.figures = figures;
        this.lines = lines;
    }

    /** The roles that a member holds, in the order of the double funnel. */
    static List<String> roles(Actor me) {
        return SalesRoles.IDS.stream().filter(me.roles()::contains).toList();
    }

    /**
     * @param at the key of the entry to show; the first where it is empty or no longer there
     * @param unchosen it merely stood first when the page was drawn
     */
    @Transactional(readOnly = true)
    public DeskPage page(String role, String at, boolean unchosen, Ui ui) {
        var me = ui.me();
        var found = next(role, ui);
        var path = role.isEmpty() ? "/desk" : "/desk/" + role;
        var rows =
                found.stream().limit(SHOWN).map(entry -> row(entry, path, ui)).toList();
        var asked = rows.stream().filter(row -> row.entry().key().equals(at)).findFirst();
        var now = asked.orElse(rows.isEmpty() ? null : rows.getFirst());
        return new DeskPage(
                role,
                roles(me),
                rows,
                found.size() > SHOWN,
                now,
                glance(now, role, ui),
                now == null ? List.of() : queues.actions(now.entry(), ui),
                figures.of(role, ui),
                watched(role, ui),
                queues.topics(me.member()),
                asked.isPresent() && !unchosen);
    }

    private List<DeskLines.Line> watched(String role, Ui ui) {
        var desks = role.isEmpty() ? roles(ui.me()) : List.of(role);
        return desks.stream()
                .flatMap(desk -> lines.orderedStream().flatMap(one -> one.of(desk, ui).stream()))
                .distinct()
                .toList();
    }

    /** Without a role: those of all roles that are held, as one. */
    private List<QueueEntry> next(String role, Ui ui) {
        var held = roles(ui.me());
        return queues.next(
                ui.me().member(), role.isEmpty() && !held.isEmpty() ? held : List.of(role), ui.now(), SHOWN + 1);
    }

    /** As many as the desk of a role shows. */
    @Transactional(readOnly = true)
    public Waiting waiting(String role, Ui ui) {
        var found = next(role, ui);
        var late = found.stream()
                .map(entry -> badge(entry, ui))
                .anyMatch(badge -> badge != null && badge.look().equals("late"));
        return new Waiting(Math.min(found.size(), SHOWN), found.size() > SHOWN, late);
    }

    /** An SDR has no target of revenue: a sale, and what a company bought, are looked at on their own pages. */
    private @Nullable Glance glance(@Nullable Row now, String role, Ui ui) {
        var noRevenue = role.equals("sdr");
        if (now == null || (noRevenue && now.entry().recordType().equals("opportunity"))) {
            return null;
        }
        var glance = glances.of(now.entry().recordType(), now.entry().record(), ui);
        return glance == null || !noRevenue ? glance : glance.withoutRevenue();
    }

    private static Row row(QueueEntry entry, String path, Ui ui) {
        var also = entry.also();
        return new Row(
                entry,
                entry.reason().say(ui),
                also == null ? "" : also.say(ui),
                badge(entry, ui),
                path + "?at=" + entry.key());
    }

    private static @Nullable ClockBadge badge(QueueEntry entry, Ui ui) {
        Instant due = entry.due();
        if (due == null) {
            return null;
        }
        return switch (entry.urgency()) {
            case QueueEntry.TODAY -> new ClockBadge("", ui.t("desk.today"), ui.t("clock.due", ui.moment(due)), "");
            case QueueEntry.OVERDUE ->
                new ClockBadge("late", ui.day(due.minusSeconds(1)), ui.t("clock.due", ui.moment(due)), "");
            default -> ClockBadge.running(due.minus(SOON), due, ui.now(), ui.t("clock.due", ui.moment(due)), ui);
        };
    }
}
