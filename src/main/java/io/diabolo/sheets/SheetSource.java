package io.diabolo.sheets;

import io.diabolo.platform.Actor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The sheets of a kind of record whose questions depend on the record, such as an interview's on the role. A bean of the module
 * that has the records. A workspace may change each of them as it may change those that come with Diabolo.
 */
public interface SheetSource {
    /** The id of the record type. */
    String type();

    /** All its sheets, in the reader's language. */
    List<SheetTemplate> all(Locale locale);

    /** By which of them each of these records is asked: its key. */
    Map<UUID, String> keys(Collection<UUID> subjects);

    /** Whether this member may change the questions, besides those who may change any sheet. */
    default boolean mayEdit(Actor me) {
        return false;
    }
}
