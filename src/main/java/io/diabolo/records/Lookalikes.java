package io.diabolo.records;

import io.diabolo.platform.Actor;
import java.util.List;
import java.util.Map;

/**
 * Finds records that a new one may double, before it is made. A bean; a person is shown what it finds and decides, the API
 * isn't asked.
 */
public interface Lookalikes {
    /** @param given what was typed, by field name; blank ones are left out */
    List<Lookalike> of(RecordType type, Map<String, String> given, Actor me);

    /** One that is there already, as a link. */
    record Lookalike(String label, String sub, String path) {}
}
