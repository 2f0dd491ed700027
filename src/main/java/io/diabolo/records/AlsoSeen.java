package io.diabolo.records;

import io.diabolo.platform.Actor;
import org.jooq.Condition;

/**
 * By what a module shows records that lie below it to those who may not see their owners', such as a customer's company to
 * who looks after the account. A bean; the types that can be shown so ask {@link FurtherConditions}.
 */
public interface AlsoSeen {
    /** Over the table of the type; a false one for types that aren't meant. Asked once a query. */
    Condition of(RecordType type, Actor me);
}
