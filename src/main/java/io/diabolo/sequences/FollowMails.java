package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;
import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.clocks.Calendars;
import io.diabolo.jooq.tables.records.EnrollmentRecord;
import io.diabolo.jooq.tables.records.EnrollmentStepRecord;
import io.diabolo.mail.AnswerKind;
import io.diabolo.mail.MailAnswered;
import io.diabolo.mail.MailBounced;
import io.diabolo.mail.MailFailed;
import io.diabolo.mail.MailSent;
import io.diabolo.mail.OptedOut;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a run when its mail left, was answered, came back, or when its person wants no more. */
@Component
class FollowMails {
    private final DSLContext sql;
    private final Ending ending;
    private final Sequences sequences;
    private final Calendars calendars;
    private final Contacted contacted;
    private final TransactionTemplate transactions;

    FollowMails(
            DSLContext sql,
            Ending ending,
            Sequences sequences,
            Calendars calendars,
            Contacted contacted,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.ending = ending;
        this.sequences = sequences;
        this.calendars = calendars;
        this.contacted = contacted;
        this.transactions = transactions;
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MailSent event) {
        in(event.workspace(), () -> {
            var step = step(event.mail());
            if (step != null && step.getState().equals("queued")) {
                step.setState("sent");
                step.setSentAt(utc(event.at()));
                step.update();
                contacted.lead(step.getEnrollmentId());
            }
        });
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MailAnswered event) {
        in(event.workspace(), () -> {
            var step = step(event.mail());
            var own = step == null ? null : step.getEnrollmentId();
            var person = event.person();
            if (event.kind() == AnswerKind.HUMAN && person != null) {
                // Whatever they answered, a mail by hand or of an earlier sequence: nothing goes on by itself.
                ending.underWay(ENROLLMENT.PERSON_ID.eq(person))
                        .forEach(run -> answered(run, run.getId().equals(own) ? step : null));
            }
            var run = own == null ? null : ending.find(own);
            if (step == null || run == null || event.kind() == AnswerKind.AUTOMATIC) {
                return;
            }
            if (event.kind() == AnswerKind.OUT_OF_OFFICE) {
                postpone(run, event.message());
            } else {
                answered(run, step);
            }
        });
    }

    /**
     * A human answers a human: mails stop at once; what a branch on the reply asks for is done by hand.
     *
     * @param step whose mail was answered; null when it was none of this run
     */
    private void answered(EnrollmentRecord run, @Nullable EnrollmentStepRecord step) {
        if (step != null && step.getAnsweredAt() == null) {
            step.setAnsweredAt(ending.now());
            step.update();
        }
        if (run.getAnsweredAt() != null) {
            return;
        }
        run.setAnsweredAt(ending.now());
        var ahead = isUnderWay(run) ? ahead(run) : null;
        if (!isUnderWay(run)) {
            ending.save(run);
        } else if (ahead == null) {
            ending.stop(run, EndReason.ANSWERED);
        } else {
            ending.takeBack(run.getId());
            run.setState("running");
            run.setPosition(ahead.shortValue());
            run.setWaiting(false);
            run.setSlotAt(null);
            // While the whole sequence stands still, so does this run.
            var active = sequences.find(run.getSequenceId()).isActive();
            run.setHeldDue(active ? null : ending.now());
            run.setDue(active ? ending.now() : null);
            ending.save(run);
        }
    }

    private static boolean isUnderWay(EnrollmentRecord run) {
        return run.getState().equals("running") || run.getState().equals("paused");
    }

    /** Where the next branch on a reply leads; null when there is none, or it ends the run. */
    private @Nullable Integer ahead(EnrollmentRecord run) {
        var steps = sequences.steps(run.getSequenceId(), run.getNumber());
        for (var i = run.getPosition(); i < steps.size(); i++) {
            var step = steps.get(i);
            if (step.kind() == StepKind.BRANCH && step.on().equals("reply")) {
                var place = Advance.place(step.target(), steps);
                return place < steps.size() ? place : null;
            }
        }
        return null;
    }

    /** Until they are back, where the note says when; else some working days. */
    private void postpone(EnrollmentRecord run, UUID message) {
        var due = run.getDue();
        if (!run.getState().equals("running") || due == null) {
            return;
        }
        var calendar = calendars.ofWorkspace();
        var now = ending.now().toInstant();
        var away = sequences.find(run.getSequenceId()).awayDays();
        var note = sql.select(MAIL.SUBJECT, MAIL.BODY)
                .from(MAIL)
                .where(MAIL.ID.eq(message))
                .fetchOne(row -> row.value1() + "\n" + row.value2());
        var back = ReturnDate.find(note == null ? "" : note, LocalDate.ofInstant(now, calendar.zone()))
                .map(day -> calendar.opening(day.atStartOfDay(calendar.zone()).toInstant()))
                .orElseGet(() -> calendar.dueInDays(now, away));
        if (back.isAfter(due.toInstant())) {
            ending.rewind(run, sequences.steps(run.getSequenceId(), run.getNumber()));
            run.setDue(utc(back));
            run.setSlotAt(null);
            run.setReason(EndReason.AWAY.id());
            ending.save(run);
        }
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MailBounced event) {
        in(event.workspace(), () -> {
            var step = step(event.mail());
            var run = step == null ? null : ending.find(step.getEnrollmentId());
            if (step == null || run == null || !event.permanent()) {
                return;
            }
            step.setBouncedAt(ending.now());
            step.update();
            if (isUnderWay(run)) {
                ending.stop(run, EndReason.BOUNCED);
            }
        });
    }

    /** The run goes on: what stands against the next mail, too, is told when its turn comes. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MailFailed event) {
        in(event.workspace(), () -> {
            var step = step(event.mail());
            if (step != null && step.getState().equals("queued")) {
                step.setState("refused");
                step.update();
            }
        });
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(OptedOut event) {
        in(event.workspace(), () -> {
            for (var run : ending.underWay(ENROLLMENT.PERSON_ID.eq(event.person()))) {
                ending.stop(run, EndReason.OPTED_OUT);
            }
            sql.selectFrom(ENROLLMENT_STEP)
                    .where(ENROLLMENT_STEP.ENROLLMENT_ID.in(org.jooq
                            .impl
                            .DSL
                            .select(ENROLLMENT.ID)
                            .from(ENROLLMENT)
                            .where(ENROLLMENT.PERSON_ID.eq(event.person()))))
                    .and(ENROLLMENT_STEP.STATE.eq("sent"))
                    .orderBy(ENROLLMENT_STEP.SENT_AT.desc())
                    .limit(1)
                    .forEach(step -> {
                        if (step.getOptedOutAt() == null) {
                            step.setOptedOutAt(ending.now());
                            step.update();
                        }
                    });
        });
    }

    /** Reads the index enrollment_step_mail. */
    private @Nullable EnrollmentStepRecord step(UUID mail) {
        return sql.selectFrom(ENROLLMENT_STEP)
                .where(ENROLLMENT_STEP.MAIL_ID.eq(mail))
                .fetchOne();
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    private void in(WorkspaceId workspace, Runnable work) {
        WorkspaceScope.run(workspace, () -> transactions.executeWithoutResult(_ -> work.run()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
