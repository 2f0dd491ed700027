package io.diabolo.sheets;

import static io.diabolo.jooq.Tables.SHEET_SETTING;

import io.diabolo.identity.AccessChanged;
import io.diabolo.platform.Actor;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether a lead needs its sheet complete to count as qualified. It does, until somebody says otherwise. */
@Service
public class SheetRequirement {
    private final DSLContext sql;
    private final Sheets sheets;
    private final ApplicationEventPublisher events;

    SheetRequirement(DSLContext sql, Sheets sheets, ApplicationEventPublisher events) {
        this.sql = sql;
        this.sheets = sheets;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public boolean isRequired() {
        var row = sql.selectFrom(SHEET_SETTING)
                .where(SHEET_SETTING.RECORD_TYPE.eq("lead"))
                .fetchOne();
        return row == null || row.getRequired();
    }

    /** The required questions that a lead leaves open; none where the sheet isn't required. */
    @Transactional(readOnly = true)
    public List<Question> missing(UUID lead, Locale locale) {
        return isRequired() ? sheets.of("lead", lead, locale).missing() : List.of();
    }

    @Transactional
    public void change(boolean required, Actor me) {
        SheetTemplates.mayEdit(me);
        sql.insertInto(SHEET_SETTING)
                .set(SHEET_SETTING.RECORD_TYPE, "lead")
                .set(SHEET_SETTING.REQUIRED, required)
                .onConflict(SHEET_SETTING.WORKSPACE_ID, SHEET_SETTING.RECORD_TYPE)
                .doUpdate()
                .set(SHEET_SETTING.REQUIRED, required)
                .execute();
        events.publishEvent(new AccessChanged(me, "sheet-requirement.changed", ""));
    }
}
