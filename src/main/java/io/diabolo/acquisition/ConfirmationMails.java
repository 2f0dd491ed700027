package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.SUBMISSION;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.SubmissionRecord;
import io.diabolo.mail.Letter;
import io.diabolo.mail.MailPurpose;
import io.diabolo.mail.Outbox;
import io.diabolo.mail.Sending;
import io.diabolo.platform.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks whoever sent a form whether it was them, by a mail from the mailbox of the one who looks after the form. */
@Component
class ConfirmationMails {
    /** Nobody's inbox is to be filled through a form in their name. */
    private static final int PER_HOUR = 3;

    private final DSLContext sql;
    private final Outbox outbox;
    private final Members members;
    private final PublicAddress address;
    private final Texts texts;
    private final Clock clock;

    ConfirmationMails(DSLContext sql, Outbox outbox, Members members, PublicAddress address, Texts texts, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.members = members;
        this.address = address;
        this.texts = texts;
        this.clock = clock;
    }

    /** Notes on the submission when no mail could be queued: then a member may free it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void ask(SubmissionRecord row, Form form, String to) {
        // Those to one address in the same moment wait for each other, so that each is counted.
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || {0}, 0))",
                DSL.val("confirmation " + to));
        if (isAskedEnough(to, row.getId())) {
            row.setWhy("unsent");
            row.update();
            return;
        }
        var secret = PublicKey.secret(form.key().workspace());
        row.setConfirmHash(secret.hash());
        var site = address.mailed();
        var sent = site != null
                && outbox.put(letter(form, to, locale(row), site + "/f/confirmations/" + secret.text()))
                        instanceof Sending.Queued;
        if (!sent) {
            row.setWhy("unsent");
        }
        row.update();
    }

    private Letter letter(Form form, String to, Locale locale, String link) {
        return new Letter(
                members.present(form.owner()),
                null,
                to,
                texts.text(locale, "submission.mail.subject", form.name()),
                texts.text(locale, "submission.mail.body", form.name(), link),
                MailPurpose.SERVICE,
                null,
                null,
                clock.instant(),
                null,
                List.of());
    }

    private static Locale locale(SubmissionRecord row) {
        return "en".equals(row.getLocale()) ? Locale.UK : Locale.FRANCE;
    }

    /** Reads the index submission_by_state. */
    private boolean isAskedEnough(String to, UUID but) {
        return sql.fetchCount(
                        SUBMISSION,
                        SUBMISSION.STATE.eq("awaiting"),
                        SUBMISSION.RECEIVED_AT.gt(
                                clock.instant().minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC)),
                        SUBMISSION.ID.ne(but),
                        DSL.condition("lower({0} ->> 'email') = {1}", SUBMISSION.RECEIVED, DSL.val(to)))
                >= PER_HOUR;
    }
}
