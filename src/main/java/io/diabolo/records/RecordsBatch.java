package io.diabolo.records;

import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** For those who write many records by their own SQL (imports, the demo): what follows a write, for all at once. */
@Service
public class RecordsBatch {
    private final SearchIndex search;
    private final CustomFields custom;

    RecordsBatch(SearchIndex search, CustomFields custom) {
        this.search = search;
        this.custom = custom;
    }

    /** Makes these records findable by name and by their custom fields. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void indexed(RecordType type, Select<Record1<UUID>> ids) {
        search.index(type, ids);
        custom.index(type, ids);
    }
}
