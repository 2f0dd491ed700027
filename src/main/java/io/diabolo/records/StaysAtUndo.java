package io.diabolo.records;

import org.jooq.Condition;

/**
 * What an undo leaves as it is although nobody changed it, because going back would contradict what has come since. A bean of the module whose rows they are.
 */
public interface StaysAtUndo {
    /** As the history calls the rows: by their record type, or by their table. */
    String kind();

    /** False for what hangs on another row that stays, and needs no line of its own. */
    boolean isListed();

    /** On the row {@code t} and its line {@code c} of the change set. */
    Condition stays();
}
