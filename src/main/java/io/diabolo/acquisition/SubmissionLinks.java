package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.ASSET;
import static io.diabolo.jooq.Tables.SUBMISSION;

import io.diabolo.jooq.tables.records.SubmissionRecord;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The links that the sender of a submission is given; of each the hash is kept, so that who reads the database has none. */
@Component
class SubmissionLinks {
    private static final Duration GOOD = Duration.ofDays(30);
    private final DSLContext sql;
    private final Forms forms;
    private final AcceptSubmission accept;
    private final Submissions.Keeping keeping;
    private final Touches touches;
    private final Clock clock;

    SubmissionLinks(
            DSLContext sql,
            Forms forms,
            AcceptSubmission accept,
            Submissions.Keeping keeping,
            Touches touches,
            Clock clock) {
        this.sql = sql;
        this.forms = forms;
        this.accept = accept;
        this.keeping = keeping;
        this.touches = touches;
        this.clock = clock;
    }

    record Confirmed(Form form, Receipt.Thanks receipt) {}

    /** Where the asset is; null when the link is too old or never was. The first time counts as a touch. */
    @Transactional
    @Nullable
    String download(PublicKey key) {
        var row = sql.selectFrom(SUBMISSION)
                .where(SUBMISSION.DOWNLOAD_HASH.eq(key.hash()))
                .and(SUBMISSION.RECEIVED_AT.gt(since()))
                .forUpdate()
                .fetchOne();
        var url = row == null
                ? null
                : sql.select(ASSET.URL)
                        .from(ASSET)
                        .where(ASSET.ID.eq(row.getAssetId()))
                        .and(ASSET.DELETED_AT.isNull())
                        .fetchOne(ASSET.URL);
        if (row != null && url != null && row.getDownloadedAt() == null) {
            row.setDownloadedAt(now());
            row.update();
            touches.add(
                    "download",
                    new Touches.Told(
                            row.getVisitor(),
                            row.getPersonId(),
                            row.getLeadId(),
                            row.getCampaignId(),
                            row.getAssetId(),
                            row.getFormId(),
                            Utm.NONE,
                            null),
                    clock.instant(),
                    null);
        }
        return url;
    }

    /** The name of the form whose submission this confirms; null when there is none to confirm. */
    @Transactional(readOnly = true)
    @Nullable
    String awaiting(PublicKey key) {
        var row = sql.selectFrom(SUBMISSION)
                .where(SUBMISSION.CONFIRM_HASH.eq(key.hash()))
                .and(SUBMISSION.RECEIVED_AT.gt(since()))
                .fetchOne();
        return row == null || row.getFormId() == null
                ? null
                : forms.get(row.getFormId()).name();
    }

    /**
     * Its sender says that it was them. A second time changes nothing.
     *
     * @throws NoSuchRecord when the link is too old or never was
     */
    @Transactional
    Confirmed confirm(PublicKey key) {
        SubmissionRecord row = sql.selectFrom(SUBMISSION)
                .where(SUBMISSION.CONFIRM_HASH.eq(key.hash()))
                .and(SUBMISSION.RECEIVED_AT.gt(since()))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("submission", "unknown"));
        var form = forms.get(row.getFormId());
        if (row.getConfirmedAt() == null) {
            row.setConfirmedAt(now());
            row.update();
            take(row, form);
        }
        return new Confirmed(
                form,
                new Receipt.Thanks(row.getId(), row.getState().equals("accepted") ? keeping.download(row) : null));
    }

    private void take(SubmissionRecord row, Form form) {
        try {
            accept.accept(row, form);
        } catch (BadInput _) {
            // Its sender can change nothing any more: a member looks at it.
            row.setState("held");
            row.setWhy("refused");
            row.update();
        }
    }

    private OffsetDateTime since() {
        return now().minus(GOOD);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
