package io.diabolo.importing;

import static io.diabolo.jooq.Tables.IMPORT;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import io.diabolo.records.CustomFields;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** An import whose change set was taken back, wherever that was asked, says so in its history. */
@Component
class ImportUndone implements AfterUndo {
    private final DSLContext sql;
    private final CustomFields fields;

    ImportUndone(DSLContext sql, CustomFields fields) {
        this.sql = sql;
        this.fields = fields;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        sql.update(IMPORT)
                .set(IMPORT.STATE, "undone")
                .where(IMPORT.CHANGE_SET_ID.eq(changeSet))
                .execute();
        // Fields that the import added go with their last value; the undo kept them while records still had some.
        fields.forgetUnused(changeSet);
    }
}
