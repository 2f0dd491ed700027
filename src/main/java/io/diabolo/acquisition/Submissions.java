package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.ASSET;
import static io.diabolo.jooq.Tables.SUBMISSION;

import io.diabolo.jooq.tables.records.SubmissionRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceScope;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What comes in through forms. Nothing that could be taken is lost: what looks like spam is held, and can be freed. */
@Service
class Submissions {
    /** More from one address in a minute are held; an office behind one address is below it. */
    static final int PER_MINUTE = 20;

    /** More from one address in an hour aren't even kept: so much is there to fill the disk. */
    static final int PER_HOUR = 5_000;

    /** A program speaks for many people. */
    private static final int PER_MINUTE_HOOKED = 600;

    /** Nobody fills in a form faster. */
    private static final Duration FASTEST = Duration.ofSeconds(2);

    private final DSLContext sql;
    private final Forms forms;
    private final SubmissionWindows windows;
    private final AcceptSubmission accept;
    private final Keeping keeping;
    private final ConfirmationMails confirmations;
    private final TransactionTemplate transactions;
    private final Fingerprints fingerprints;
    private final Turns turns;

    Submissions(
            DSLContext sql,
            Forms forms,
            SubmissionWindows windows,
            AcceptSubmission accept,
            Keeping keeping,
            ConfirmationMails confirmations,
            TransactionTemplate transactions,
            Fingerprints fingerprints,
            Turns turns) {
        this.sql = sql;
        this.fingerprints = fingerprints;
        this.turns = turns;
        this.forms = forms;
        this.windows = windows;
        this.accept = accept;
        this.keeping = keeping;
        this.confirmations = confirmations;
        this.transactions = transactions;
    }

    /** Takes what a stranger sent to a form. @throws NoSuchRecord when there is no such form */
    Receipt receive(PublicKey key, Received received) {
        return turns.of(
                fingerprints.address(received.address(), key.workspace()),
                () -> WorkspaceScope.in(key.workspace(), () -> take(forms.byKey(key), received)),
                () -> new Receipt.Limited(false));
    }

    private Receipt take(Form form, Received received) {
        if (!form.isOpen()) {
            return new Receipt.Closed();
        }
        var address = keeping.address(received.address(), form);
        if (windows.count(address, "hour", Duration.ofHours(1)) > PER_HOUR) {
            return new Receipt.Limited(false);
        }
        if (windows.count(address, "minute", Duration.ofMinutes(1)) > PER_MINUTE) {
            hold(form, received, "rate");
            return new Receipt.Limited(true);
        }
        if (!received.trap().isBlank()) {
            return new Receipt.Thanks(hold(form, received, "trap"), null);
        }
        var open = keeping.open(received.stamp(), form);
        if (open != null && open.compareTo(FASTEST) < 0) {
            return new Receipt.Thanks(hold(form, received, "fast"), null);
        }
        var faults = missing(form, received);
        return faults.isEmpty() ? keep(form, received) : new Receipt.Refused(faults);
    }

    /** Counts one more that a program tries to send, and answers whether these are too many. */
    boolean isOften(Form form, String address) {
        return windows.count(keeping.address(address, form), "hook", Duration.ofMinutes(1)) > PER_MINUTE_HOOKED;
    }

    /**
     * From another program, which can put nothing right: what can't be taken is held.
     *
     * @param often as {@link #isOften} said it
     */
    Receipt takeFromProgram(Form form, Received received, boolean often) {
        if (!form.isOpen()) {
            return new Receipt.Closed();
        }
        if (often) {
            hold(form, received, "rate");
            return new Receipt.Limited(true);
        }
        if (!missing(form, received).isEmpty()) {
            return new Receipt.Thanks(hold(form, received, "refused"), null);
        }
        return switch (keep(form, received)) {
            case Receipt.Refused _ -> new Receipt.Thanks(hold(form, received, "refused"), null);
            case Receipt other -> other;
        };
    }

    private static List<Fault> missing(Form form, Received received) {
        var faults = new ArrayList<Fault>();
        for (var question : form.questions()) {
            if (question.required() && received.value(question.target()).isEmpty()) {
                faults.add(new Fault(question.target(), "form.fault.required"));
            }
        }
        var email = received.value("email");
        if (!email.isEmpty() && AcceptSubmission.email(email) == null) {
            faults.add(new Fault("email", "directory.fault.email"));
        }
        if (email.isEmpty() && received.value("phone").isEmpty() && faults.isEmpty()) {
            faults.add(new Fault("email", "form.fault.required"));
        }
        var consent = form.consent();
        if (consent != null && consent.required() && !received.consented()) {
            faults.add(new Fault("consent", "form.fault.consent"));
        }
        return faults;
    }

    private UUID hold(Form form, Received received, String why) {
        return Objects.requireNonNull(transactions.execute(
                _ -> keeping.keep(form, received, "held", why).getId()));
    }

    private Receipt keep(Form form, Received received) {
        try {
            return Objects.requireNonNull(transactions.execute(_ -> kept(form, received)));
        } catch (BadInput bad) {
            // That somebody was erased is nobody's business, and a fault of what nobody asked can't be put right.
            var theirs = bad.faults().stream()
                    .filter(fault -> !fault.key().equals("directory.fault.erased"))
                    .filter(fault -> form.questions().stream()
                            .anyMatch(one -> one.target().equals(fault.field())))
                    .toList();
            return theirs.isEmpty()
                    ? new Receipt.Thanks(hold(form, received, "refused"), null)
                    : new Receipt.Refused(theirs);
        }
    }

    private Receipt kept(Form form, Received received) {
        var email = AcceptSubmission.email(received.value("email"));
        if (form.doubleOptIn() && email != null) {
            // The address in its usual form, by which mails to it are counted however it was typed.
            var row = keeping.keep(form, received.with("email", email), "awaiting", null);
            confirmations.ask(row, form, email);
            return new Receipt.Confirm(row.getId());
        }
        var row = keeping.keep(form, received, "accepted", null);
        accept.accept(row, form);
        return new Receipt.Thanks(row.getId(), keeping.download(row));
    }

    /** What was held, or waits for a confirmation that won't come, is taken after all. @throws BadInput when it can't be */
    @Transactional
    void free(UUID id, Actor me) {
        Marketers.only(me);
        var row = sql.selectFrom(SUBMISSION)
                .where(SUBMISSION.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("submission", id));
        if (row.getState().equals("accepted")) {
            return;
        }
        row.setFreedBy(me.member().value());
        row.setWhy("freed");
        accept.accept(row, forms.get(row.getFormId()));
    }

    /** Writes what was received, as it came. */
    @org.springframework.stereotype.Component
    static class Keeping {
        private final DSLContext sql;
        private final Fingerprints fingerprints;
        private final Touches touches;
        private final Questions questions;
        private final Announcements announcements;
        private final Clock clock;

        Keeping(
                DSLContext sql,
                Fingerprints fingerprints,
                Touches touches,
                Questions questions,
                Announcements announcements,
                Clock clock) {
            this.sql = sql;
            this.fingerprints = fingerprints;
            this.touches = touches;
            this.questions = questions;
            this.announcements = announcements;
            this.clock = clock;
        }

        byte[] address(String address, Form form) {
            return fingerprints.address(address, form.key().workspace());
        }

        @Nullable
        Duration open(@Nullable String stamp, Form form) {
            return fingerprints.open(stamp, form.id(), clock.instant());
        }

        SubmissionRecord keep(Form form, Received received, String state, @Nullable String why) {
            var named = touches.campaign(received.utm().campaign());
            var consent = form.consent();
            var row = sql.newRecord(SUBMISSION);
            row.setFormId(form.id());
            row.setState(state);
            row.setWhy(why);
            row.setReceivedAt(clock.instant().atOffset(ZoneOffset.UTC));
            row.setReceived(questions.kept((Object) received.values()));
            row.setUtm(questions.kept((Object) received.utm().given()));
            row.setPage(received.page());
            row.setVisitor(
                    received.visitor() == null
                            ? null
                            : fingerprints.visitor(
                                    received.visitor(), form.key().workspace()));
            row.setAddress(address(received.address(), form));
            row.setLocale(received.locale().getLanguage());
            row.setConsented(consent != null && received.consented());
            row.setConsentVersion(consent == null ? null : consent.version());
            row.setCampaignId(named == null ? form.links().campaign() : named);
            row.setAssetId(form.links().asset());
            row.insert();
            row.refresh();
            announcements.changed("submission");
            return row;
        }

        /** A way to the asset for this person alone; null where the form delivers none. */
        @Nullable
        PublicKey download(SubmissionRecord row) {
            var asset = row.getAssetId();
            if (asset == null || !sql.fetchExists(ASSET, ASSET.ID.eq(asset), SubmissionLinks.DELIVERED)) {
                return null;
            }
            var secret = PublicKey.secret(Objects.requireNonNull(WorkspaceScope.workspace()));
            row.setDownloadHash(secret.hash());
            row.update();
            return secret;
        }
    }
}
