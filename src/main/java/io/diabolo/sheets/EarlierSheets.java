package io.diabolo.sheets;

import java.util.List;
import java.util.UUID;

/**
 * Whose sheets tell something of a record before anybody asks again: an opportunity's leads. A bean of the module that knows;
 * who sees the record reads them with it.
 */
public interface EarlierSheets {
    /** Of the record, such as opportunity. */
    String type();

    /** The records that have been asked before, the one that counts first on top. */
    List<UUID> before(UUID subject);
}
