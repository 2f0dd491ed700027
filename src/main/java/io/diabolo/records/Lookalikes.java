package io.diabolo.records;

import io.diabolo.platform.Actor;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds records that a new one may double, before it is made. A bean; who makes it is told what it finds, and decides. */
public interface Lookalikes {
    /** Whether it has anything to say of records of this type. */
    boolean knows(RecordType type);

    /**
     * The likeliest first.
     *
     * @param given what was typed, by field name; blank ones are left out
     * @param thorough with typing errors anywhere, for somebody who waits; programs get what indexes find
     */
    List<Lookalike> of(RecordType type, Map<String, String> given, boolean thorough, Actor me);

    /** One that is there already. @param score 0 to 100 */
    record Lookalike(UUID id, String label, String path, int score, List<Why> why) {}

    /**
     * What makes it alike, or speaks against it.
     *
     * @param key the tail of its text {@code duplicates.why.<key>}
     * @param points negative when it speaks against it
     */
    record Why(String key, String detail, int points) {}
}
