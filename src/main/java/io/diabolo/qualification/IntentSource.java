package io.diabolo.qualification;

import io.diabolo.rules.RulePurpose;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Something people do that shows interest, such as a call or a visit of the site: its rules say what each time is worth,
 * and the sum is part of a score's intent. A bean of the module that keeps what they do; the columns are those of the
 * table that its rules look at.
 */
public interface IntentSource extends RulePurpose {
    Field<UUID> person();

    /** Whose it is where no person is named. */
    Field<UUID> lead();

    Field<OffsetDateTime> at();

    /** What counts at all. */
    Condition counts();
}
