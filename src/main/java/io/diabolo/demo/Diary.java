package io.diabolo.demo;

import io.diabolo.journey.Stage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls, notes and tasks around leads and deals. */
final class Diary {
    private final Chance chance;
    private final Words words;
    private final LocalDate today;
    private final TableCopy rows;

    Diary(Chance chance, Words words, LocalDate today, UUID workspace) {
        this.chance = chance;
        this.words = words;
        this.today = today;
        this.rows = new TableCopy(
                "activity",
                "id, kind, subject, company_id, person_id, lead_id, opportunity_id, owner_id, at, due_on, done_at",
                workspace);
    }

    void send(Connection connection) throws SQLException, IOException {
        rows.send(connection);
    }

    /** A lead gets its first call, and a note when something was learned. */
    void about(Deals.Origin origin, Course course, UUID owner) {
        var from = course.on(Stage.LEAD);
        if (from == null) {
            return;
        }
        row("call", origin, null, owner, from.plusDays(chance.below(3)), null);
        if (course.reached(Stage.QUALIFIED)) {
            row("note", origin, null, owner, from.plusDays(chance.below(6)), null);
        }
    }

    /** An open deal has a task ahead; all have calls behind them. */
    void about(Deals.Origin origin, Deals.Deal deal, Course course) {
        for (var step : course.steps()) {
            if (step.to().number() >= Stage.DISCOVERY.number() && !step.to().isExit()) {
                row(chance.happens(0.5) ? "call" : "note", origin, deal.id(), deal.owner(), step.on(), null);
            }
        }
        if (!course.reached(Stage.WON) && course.exit() == null) {
            row("task", origin, deal.id(), deal.owner(), course.lastDay(), today.plusDays(chance.between(-3, 12)));
        }
    }

    private void row(
            String kind, Deals.Origin origin, @Nullable UUID deal, UUID owner, LocalDate on, @Nullable LocalDate due) {
        if (on.isAfter(today)) {
            return;
        }
        var at = chance.workingTime(on);
        rows.row(
                chance.id(at),
                kind,
                chance.one(words.list(kind)),
                origin.contact().firm().id(),
                origin.contact().id(),
                deal == null ? origin.lead() : null,
                deal,
                owner,
                at,
                due,
                kind.equals("call") ? at : null);
    }
}
