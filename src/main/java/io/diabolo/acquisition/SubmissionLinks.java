package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.ASSET;
import static io.diabolo.jooq.Tables.SUBMISSION;

import io.diabolo.jooq.tables.records.SubmissionRecord;
import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The links that the sender of a submission is given; of each the hash is kept, so that who reads the database has none. */
@Component
class SubmissionLinks {
    /** Where there is something to fetch: a file kept here, or an address. */
    static final Condition DELIVERED = ASSET.FILE_ID.isNotNull().or(ASSET.URL.isNotNull());

    private static final Duration GOOD = Duration.ofDays(30);
    private final DSLContext sql;
    private final Forms forms;
    private final AcceptSubmission accept;
    private final Submissions.Keeping keeping;
    private final Touches touches;
    private final AssetFiles files;
    private final Clock clock;

    SubmissionLinks(
            DSLContext sql,
            Forms forms,
            AcceptSubmission accept,
            Submissions.Keeping keeping,
            Touches touches,
            AssetFiles files,
            Clock clock) {
        this.sql = sql;
        this.forms = forms;
        this.accept = accept;
        this.keeping = keeping;
        this.touches = touches;
        this.files = files;
        this.clock = clock;
    }

    record Confirmed(Form form, Receipt.Thanks receipt) {}

    /** What is fetched: the file, or where it lies elsewhere. */
    sealed interface Delivery {
        record Here(Files.StoredFile file) implements Delivery {}

        record Elsewhere(String url) implements Delivery {}
    }

    /** The asset; null when the link is too old or never was. The first time counts as a touch. */
    @Transactional
    @Nullable
    Delivery download(PublicKey key) {
        var row = sql.selectFrom(SUBMISSION)
                .where(SUBMISSION.DOWNLOAD_HASH.eq(key.hash()))
                .and(SUBMISSION.RECEIVED_AT.gt(since()))
                .forUpdate()
                .fetchOne();
        var delivery = row == null ? null : delivery(row.getAssetId());
        if (row != null && delivery != null && row.getDownloadedAt() == null) {
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
        return delivery;
    }

    /** A file that is kept here goes first. */
    private @Nullable Delivery delivery(@Nullable UUID asset) {
        var file = asset == null ? null : files.of(asset);
        if (file != null) {
            return new Delivery.Here(file);
        }
        var url = sql.select(ASSET.URL)
                .from(ASSET)
                .where(ASSET.ID.eq(asset))
                .and(ASSET.DELETED_AT.isNull())
                .fetchOne(ASSET.URL);
        return url == null ? null : new Delivery.Elsewhere(url);
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
     * @throws io.diabolo.platform.BadInput when it can't be taken; nothing is written then, see {@link #held}
     */
    @Transactional
    Confirmed confirm(PublicKey key) {
        var row = locked(key);
        var form = forms.get(row.getFormId());
        if (row.getConfirmedAt() == null) {
            row.setConfirmedAt(now());
            row.update();
            // A member may have freed it meanwhile.
            if (row.getState().equals("awaiting")) {
                accept.accept(row, form);
            }
        }
        return new Confirmed(
                form,
                new Receipt.Thanks(row.getId(), row.getState().equals("accepted") ? keeping.download(row) : null));
    }

    /**
     * It was confirmed and can't be taken. Its sender can change nothing any more: a member looks at it.
     *
     * @throws NoSuchRecord when the link is too old or never was
     */
    @Transactional
    Confirmed held(PublicKey key) {
        var row = locked(key);
        if (row.getState().equals("awaiting")) {
            row.setConfirmedAt(now());
            row.setState("held");
            row.setWhy("refused");
            row.update();
        }
        return new Confirmed(forms.get(row.getFormId()), new Receipt.Thanks(row.getId(), null));
    }

    private SubmissionRecord locked(PublicKey key) {
        return sql.selectFrom(SUBMISSION)
                .where(SUBMISSION.CONFIRM_HASH.eq(key.hash()))
                .and(SUBMISSION.RECEIVED_AT.gt(since()))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("submission", "unknown"));
    }

    private OffsetDateTime since() {
        return now().minus(GOOD);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
