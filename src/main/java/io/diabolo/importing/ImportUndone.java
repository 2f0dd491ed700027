package io.diabolo.importing;

import static io.diabolo.jooq.Tables.IMPORT;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** An import whose change set was taken back, wherever that was asked, says so in its history. */
@Component
class ImportUndone implements AfterUndo {
    private final DSLContext sql;

    ImportUndone(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        sql.update(IMPORT)
                .set(IMPORT.STATE, "undone")
                .where(IMPORT.CHANGE_SET_ID.eq(changeSet))
                .execute();
        // Fields that the import added go with their last value; the undo kept them while records still had some.
        sql.execute("""
                delete from custom_field f
                where f.created_in = ? and not exists (select from custom_value v where v.field_id = f.id)
                """, changeSet);
    }
}
