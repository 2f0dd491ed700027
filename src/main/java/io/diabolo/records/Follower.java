package io.diabolo.records;

import java.util.Set;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/**
 * What a module keeps of others' records, such as a lead its person's name. A bean; called in the transaction that wrote
 * them, by a page, an import or an undo.
 */
public interface Follower {
    /** @param changed the names of the fields that got another value; null when any may have */
    void written(RecordType type, Select<Record1<UUID>> ids, @Nullable Set<String> changed);

    /** Whether one of these fields may have another value now. */
    static boolean any(@Nullable Set<String> changed, String... fields) {
        return changed == null || Set.of(fields).stream().anyMatch(changed::contains);
    }
}
