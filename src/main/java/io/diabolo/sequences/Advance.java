package io.diabolo.sequences;

import io.diabolo.clocks.Calendars;
import io.diabolo.clocks.WorkingCalendar;
import io.diabolo.mail.Outbox;
import io.diabolo.mail.Sending;
import io.diabolo.platform.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One run goes on, step after step, until it has to wait for a time or for somebody. */
@Component
class Advance {
    private static final Duration NO_MAILBOX_FOR = Duration.ofHours(1);
    private static final Duration MISSED = Duration.ofHours(2);
    private static final Set<String> NOT_REACHED = Set.of("no_answer", "voicemail", "busy", "wrong_number", "skipped");
    private final Sequences sequences;
    private final Calendars calendars;
    private final Workspaces workspaces;
    private final SequenceLetters letters;
    private final Outbox outbox;

    Advance(Sequences sequences, Calendars calendars, Workspaces workspaces, SequenceLetters letters, Outbox outbox) {
        this.sequences = sequences;
        this.calendars = calendars;
        this.workspaces = workspaces;
        this.letters = letters;
        this.outbox = outbox;
    }

    private record Version(java.util.UUID sequence, int number) {}

    private record Reach(java.time.ZoneId zone, @Nullable String country, int from, int to) {}

    void go(Run run, Batch batch) {
        var row = run.row();
        var steps = batch.steps(
                new Version(row.getSequenceId(), row.getNumber()),
                () -> sequences.steps(row.getSequenceId(), row.getNumber()));
        if (mayGoOn(run, batch)) {
            row.setReason(null);
            while (one(run, steps, batch)) {
                // until it waits, or ends
            }
        }
        batch.change(row);
    }

    private static boolean mayGoOn(Run run, Batch batch) {
        var row = run.row();
        if (!run.active()) {
            // Enrolled in the moment in which it was paused.
            row.setHeldDue(row.getDue());
            row.setDue(null);
            return false;
        }
        var gone = run.gone();
        if (gone != null) {
            end(row, "stopped", gone, batch);
            return false;
        }
        if (!run.ownerActive()) {
            var owner = run.leadOwner();
            if (owner == null || owner.equals(row.getOwnerId())) {
                pause(row, EndReason.OWNER_LEFT);
                return false;
            }
            row.setOwnerId(owner);
        }
        return true;
    }

    /** @return whether the next step comes at once */
    private boolean one(Run run, List<Step> steps, Batch batch) {
        var row = run.row();
        if (row.getPosition() >= steps.size()) {
            end(row, "finished", row.getAnsweredAt() == null ? null : EndReason.ANSWERED, batch);
            return false;
        }
        var step = steps.get(row.getPosition());
        return switch (step.kind()) {
            case WAIT -> pause(run, step, batch);
            case EMAIL -> mail(run, step, batch);
            case CALL, LINKEDIN, TASK -> ask(run, step, batch);
            case BRANCH -> branch(run, step, steps);
        };
    }

    private boolean pause(Run run, Step step, Batch batch) {
        var calendar = calendar(run, batch);
        var due = step.unit().equals("hours")
                ? calendar.due(batch.now(), Duration.ofHours(step.amount()))
                : calendar.dueInDays(batch.now(), step.amount());
        run.row().setDue(due.atOffset(ZoneOffset.UTC));
        next(run);
        return false;
    }

    private static void next(Run run) {
        run.row().setPosition((short) (run.row().getPosition() + 1));
    }

    /** A place in the sender's day first; when its time has come, the mail. */
    private boolean mail(Run run, Step step, Batch batch) {
        var row = run.row();
        if (row.getAnsweredAt() != null) {
            next(run);
            return true;
        }
        var slot = row.getSlotAt();
        var calendar = calendar(run, batch);
        if (slot == null || isMissed(slot.toInstant(), calendar, batch.now())) {
            slot = batch.days()
                    .take(row.getOwnerId(), calendar, run.window(), run.uneven(), batch.now())
                    .atOffset(ZoneOffset.UTC);
            row.setSlotAt(slot);
        }
        if (slot.toInstant().isAfter(batch.now())) {
            row.setDue(slot);
            return false;
        }
        row.setSlotAt(null);
        if (!batch.begins(row, step)) {
            next(run);
            return true;
        }
        return send(run, step, batch);
    }

    /** After a stand-still all that was missed would leave at once, perhaps in the night: it gets places of its own. */
    static boolean isMissed(Instant slot, WorkingCalendar calendar, Instant now) {
        return !slot.isAfter(now)
                && (slot.plus(MISSED).isBefore(now) || !calendar.opening(now).equals(now));
    }

    private boolean send(Run run, Step step, Batch batch) {
        var row = run.row();
        var variant = letters.variant(row.getId(), step);
        var written = letters.write(row, run.email(), variant, batch.now());
        if (written == null || !written.missing().isEmpty()) {
            pause(row, EndReason.MISSING);
            return false;
        }
        return switch (outbox.put(written.letter())) {
            case Sending.Queued(var mail) -> {
                var taken = batch.take(row, step, "queued");
                taken.setVariant(variant.id());
                taken.setMailId(mail);
                next(run);
                yield true;
            }
            case Sending.Refused(var reason) -> {
                refused(run, step, reason, batch);
                yield false;
            }
        };
    }

    private static void refused(Run run, Step step, String reason, Batch batch) {
        var row = run.row();
        switch (reason) {
            case "mail.refused.no-mailbox" -> {
                row.setReason(EndReason.NO_MAILBOX.id());
                // Its place of today isn't taken a second time.
                row.setSlotAt(batch.now().atOffset(ZoneOffset.UTC));
                row.setDue(batch.now().plus(NO_MAILBOX_FOR).atOffset(ZoneOffset.UTC));
            }
            case "mail.refused.opted-out" -> end(row, "stopped", EndReason.OPTED_OUT, batch);
            case "mail.refused.unreachable" -> end(row, "stopped", EndReason.BOUNCED, batch);
            default -> {
                batch.take(row, step, "refused");
                end(row, "stopped", EndReason.REFUSED, batch);
            }
        }
    }

    /** A task stands on the member's desk until they have done or skipped it; a call without a number is none. */
    private boolean ask(Run run, Step step, Batch batch) {
        var row = run.row();
        if (!batch.begins(row, step)) {
            next(run);
            return true;
        }
        if (step.kind() == StepKind.CALL && run.phone() == null) {
            batch.take(row, step, "skipped").setOutcome("no_phone");
            next(run);
            return true;
        }
        batch.take(row, step, "open");
        row.setWaiting(true);
        row.setDue(null);
        return false;
    }

    private static boolean branch(Run run, Step step, List<Step> steps) {
        var row = run.row();
        var outcome = row.getOutcome();
        var holds = switch (step.on()) {
            case "reply" -> row.getAnsweredAt() != null;
            case "reached" -> "reached".equals(outcome);
            case "not_reached" -> outcome != null && NOT_REACHED.contains(outcome);
            case "no_phone" -> run.phone() == null;
            default -> true;
        };
        row.setPosition((short) (holds ? place(step.target(), steps) : row.getPosition() + 1));
        return true;
    }

    /** Where a branch goes on; behind the last step when it ends the run. */
    static int place(String key, List<Step> steps) {
        for (var i = 0; i < steps.size(); i++) {
            if (steps.get(i).key().equals(key)) {
                return i;
            }
        }
        return steps.size();
    }

    /** The working days and the window of who is written to. */
    WorkingCalendar calendar(Run run, Batch batch) {
        var country = run.country();
        var zone = Zones.of(country, run.phone(), workspaces.settings().zone());
        return batch.calendar(
                new Reach(zone, country, run.windowFrom(), run.windowTo()),
                () -> calendars.reaching(zone, country, run.windowFrom(), run.windowTo()));
    }

    private static void pause(io.diabolo.jooq.tables.records.EnrollmentRecord row, EndReason why) {
        row.setState("paused");
        row.setReason(why.id());
        row.setHeldDue(row.getDue());
        row.setDue(null);
        row.setSlotAt(null);
    }

    private static void end(
            io.diabolo.jooq.tables.records.EnrollmentRecord row, String state, @Nullable EndReason why, Batch batch) {
        row.setState(state);
        row.setReason(why == null ? null : why.id());
        row.setDue(null);
        row.setSlotAt(null);
        row.setWaiting(false);
        row.setEndedAt(batch.now().atOffset(ZoneOffset.UTC));
    }
}
