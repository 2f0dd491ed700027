package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.CHANGE;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Rules that are as they were before score as they did before. */
@Component
class RescoreUndone implements AfterUndo {
    private final DSLContext sql;
    private final RescoreLeads rescore;

    RescoreUndone(DSLContext sql, RescoreLeads rescore) {
        this.sql = sql;
        this.rescore = rescore;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        if (sql.fetchExists(CHANGE, CHANGE.CHANGE_SET_ID.eq(changeSet), CHANGE.RECORD_TYPE.eq("rule_set"))) {
            rescore.begin(me);
        }
    }
}
