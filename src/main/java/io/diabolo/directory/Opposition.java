package io.diabolo.directory;

import io.diabolo.records.RecordRow;
import io.diabolo.records.Reference;
import java.util.List;
import org.springframework.stereotype.Component;

/** What stands against contacting the person behind a record: their objection, or a consent that is missing. */
@Component
class Opposition {
    private final LegalBases bases;

    Opposition(LegalBases bases) {
        this.bases = bases;
    }

    /** Text keys of notices. */
    List<String> notices(String type, RecordRow row) {
        if (type.equals("person")) {
            return bases.warnings(row.id());
        }
        return row.value("person") instanceof Reference person ? bases.warnings(person.id()) : List.of();
    }
}
