package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_REVIEW;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import io.diabolo.web.Printing;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reviews and their documents: as they are while a review is prepared, and as they were once it was held. */
@Service
class Reviews {
    private final DSLContext sql;
    private final ReviewDocuments documents;
    private final ReviewType type;
    private final Records records;
    private final ChangeSets changeSets;
    private final Printing printing;
    private final Files files;
    private final String css = Printing.sheet("/accounts/review.css");

    Reviews(
            DSLContext sql,
            ReviewDocuments documents,
            ReviewType type,
            Records records,
            ChangeSets changeSets,
            Printing printing,
            Files files) {
        this.sql = sql;
        this.documents = documents;
        this.type = type;
        this.records = records;
        this.changeSets = changeSets;
        this.printing = printing;
        this.files = files;
    }

    byte[] pdf(ReviewDocument document) {
        return printing.pdf("accounts/printed.jte", Map.of("doc", document), css, null);
    }

    /**
     * It was held: its document is kept as it was shown, and figures that change later leave it as it is.
     *
     * @return the change set; null when it was held already
     * @throws BadInput when it was cancelled
     */
    @Transactional
    public @Nullable UUID hold(UUID id, Actor me) {
        AccountRights.work(me);
        records.get(type, id, me);
        var row = sql.selectFrom(ACCOUNT_REVIEW)
                .where(ACCOUNT_REVIEW.ID.eq(id))
                .forUpdate()
                .fetchSingle();
        if (row.getFileId() != null) {
            return null;
        }
        if (row.getState().equals("cancelled")) {
            throw new BadInput("state", "review.fault.cancelled");
        }
        var shown = documents.of(id, me);
        var file = files.keep(
                name(shown.document()) + ".pdf", "application/pdf", new ByteArrayInputStream(pdf(shown.document())));
        var changeSet = changeSets.open(me, "account_review.held", row.getName());
        var before = new HashMap<String, @Nullable Object>();
        before.put("state", row.getState());
        before.put("file_id", null);
        var after = new HashMap<String, @Nullable Object>();
        after.put("state", "held");
        after.put("file_id", file.id());
        row.setState("held");
        row.setFileId(file.id());
        row.setVersion(row.getVersion() + 1);
        row.update();
        changeSets.updated(changeSet, type.id(), id, before, after);
        return changeSet;
    }

    /** No path, whatever the review is called. */
    static String name(ReviewDocument document) {
        return (document.company() + " - " + document.title()).replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]+", "_");
    }
}
