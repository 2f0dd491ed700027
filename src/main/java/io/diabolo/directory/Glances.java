package io.diabolo.directory;

import io.diabolo.directory.RecordPage.Refused;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.web.Ui;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records beside a queue: the same as their pages show. */
@Service
public class Glances {
    private final RecordPages pages;
    private final RecordTypes types;

    Glances(RecordPages pages, RecordTypes types) {
        this.pages = pages;
        this.types = types;
    }

    /** Null for what is no record, is gone, or that the reader may not see. */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public @Nullable Glance of(String recordType, UUID record, Ui ui) {
        try {
            return types.byId(recordType)
                    .map(type -> new Glance(pages.of(type, record, "", Refused.NOTHING, ui)))
                    .orElse(null);
        } catch (NoSuchRecord _) {
            return null;
        }
    }
}
