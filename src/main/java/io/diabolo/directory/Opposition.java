package io.diabolo.directory;

import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.records.RecordRow;
import io.diabolo.records.Reference;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Whether the person behind a record asked not to be contacted. */
@Component
class Opposition {
    private static final String OPTED_OUT = "opted_out";
    private final DSLContext sql;

    Opposition(DSLContext sql) {
        this.sql = sql;
    }

    boolean holds(String type, RecordRow row) {
        if (type.equals("person")) {
            return OPTED_OUT.equals(row.value("consent"));
        }
        return row.value("person") instanceof Reference person
                && sql.fetchExists(PERSON, PERSON.ID.eq(person.id()).and(PERSON.CONSENT.eq(OPTED_OUT)));
    }
}
