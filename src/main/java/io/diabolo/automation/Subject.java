package io.diabolo.automation;

import io.diabolo.platform.MemberId;
import io.diabolo.records.RecordRow;
import io.diabolo.records.Records;
import io.diabolo.records.Reference;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record that a run is about, as its keeper sees it now.
 *
 * @param type the id of its record type
 */
record Subject(String type, RecordRow row) {
    /** @throws io.diabolo.platform.NoSuchRecord when it is gone, or the keeper can't see it */
    static Subject of(Deed.Doing doing, Records records) {
        return new Subject(
                doing.type().id(), records.get(doing.type(), doing.run().record(), doing.keeper()));
    }

    /** What the record is, or names: the person, the company, the lead. */
    @Nullable
    UUID id(String wanted) {
        if (type.equals(wanted)) {
            return row.id();
        }
        return row.values().get(wanted) instanceof Reference reference ? reference.id() : null;
    }

    @Nullable
    MemberId owner() {
        return row.values().get("owner") instanceof Reference owner ? new MemberId(owner.id()) : null;
    }

    String label() {
        return row.values().values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("");
    }

    /** As an activity names what it is about. */
    Map<String, @Nullable Object> asReferences() {
        var all = new HashMap<String, @Nullable Object>();
        for (var one : new String[] {"company", "person", "lead", "opportunity"}) {
            var id = id(one);
            if (id != null) {
                all.put(one, id.toString());
            }
        }
        return all;
    }
}
