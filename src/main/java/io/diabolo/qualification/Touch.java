package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.CHANGE_SET;

import org.jooq.Condition;
import org.jooq.impl.DSL;

/** When an activity is something that happens, and not something that is written about anew. */
final class Touch {
    private Touch() {}

    /** The activity's change set was opened in this transaction: the database's clock stands still within one. */
    static Condition ofThisCommand() {
        return CHANGE_SET.CREATED_AT.eq(DSL.currentOffsetDateTime());
    }
}
