package io.diabolo.records;

import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Announcements;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** For those who write many records by their own SQL (imports, the demo): what follows a write, for all at once. */
@Service
public class RecordsBatch {
    private final SearchIndex search;
    private final CustomFields custom;
    private final ObjectProvider<Follower> followers;
    private final Announcements announcements;

    RecordsBatch(
            SearchIndex search, CustomFields custom, ObjectProvider<Follower> followers, Announcements announcements) {
        this.followers = followers;
        this.search = search;
        this.custom = custom;
        this.announcements = announcements;
    }

    /** Makes these records findable by name and by their custom fields, and pages that show any of them fetch them again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void indexed(RecordType type, Select<Record1<UUID>> ids) {
        indexed(type, ids, null);
    }

    /** @param changed the names of the fields that got another value; null when any may have */
    void indexed(RecordType type, Select<Record1<UUID>> ids, @Nullable Set<String> changed) {
        found(type, ids, changed);
        said(type);
    }

    /** Only their names and what else they are searched by, which another record's change made others. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void renamed(RecordType type, Select<Record1<UUID>> ids) {
        // What has no entry yet is being imported, and gets its entry by itself.
        search.index(
                type,
                select(SEARCH_ENTRY.RECORD_ID)
                        .from(SEARCH_ENTRY)
                        .where(SEARCH_ENTRY.KIND.eq(type.id()))
                        .and(SEARCH_ENTRY.RECORD_ID.in(ids)));
        said(type);
    }

    /** The same of records that may have no entry yet, or have none any more; only their module writes them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void findable(RecordType type, Select<Record1<UUID>> ids) {
        search.index(type, ids);
    }

    private void said(RecordType type) {
        announcements.changed(type.id());
        announcements.changed(type.id() + "-any");
    }

    /** Without a word to the open pages: the change set has said it of each record. */
    void found(RecordType type, Select<Record1<UUID>> ids, @Nullable Set<String> changed) {
        search.index(type, ids);
        custom.index(type, ids);
        followers.orderedStream().forEach(follower -> follower.written(type, ids, changed));
    }

    /** Pages of what these values refer to fetch themselves again: a note stands on its company's page too. */
    void referred(RecordType type, Map<String, @Nullable Object> values) {
        type.fields().forEach(field -> {
            if (field.reference() != null && values.get(field.name()) instanceof UUID referred) {
                announcements.changed(field.reference() + "-" + referred);
            }
        });
    }
}
