package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.web.Ui;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A condition by which a module asks lists of records that lie below it, such as the companies of a target list. A bean; the
 * types that can be asked so pass their special parameters on.
 */
public interface FurtherCondition {
    /** The id of the record type meant. */
    String type();

    /** Over the type's own table; null when the parameter isn't its own, or the value can't be understood. */
    @Nullable
    Condition of(String parameter, String value, Actor me);

    /** It, as its reader understands it; null when the parameter isn't its own. */
    @Nullable
    String text(String parameter, String value, Ui ui);
}
