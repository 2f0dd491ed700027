package io.diabolo.growth;

import static io.diabolo.jooq.Tables.RENEWAL_SETTING;

import io.diabolo.identity.AccessChanged;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.rules.Rules;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How early renewals are opened. */
@Service
class RenewalSettings {
    static final int MOST_DAYS = 365;
    private static final Setting USUAL = new Setting(60, 0);
    private final DSLContext sql;
    private final ApplicationEventPublisher events;

    RenewalSettings(DSLContext sql, ApplicationEventPublisher events) {
        this.sql = sql;
        this.events = events;
    }

    /** @param daysAhead how many days before the last day of notice */
    record Setting(int daysAhead, int version) {}

    @Transactional(readOnly = true)
    public Setting get() {
        var row = sql.selectFrom(RENEWAL_SETTING).fetchOne();
        return row == null ? USUAL : new Setting(row.getDaysAhead(), row.getVersion());
    }

    /** @throws BadInput for days beyond reason */
    @Transactional
    public void set(int daysAhead, @Nullable Integer version, Actor me) {
        me.mayWrite();
        if (!Rules.mayEdit(me)) {
            throw new NotAllowed("rules");
        }
        var present = get();
        if (version != null && version != present.version()) {
            throw new StaleVersion(version, present.version());
        }
        if (daysAhead < 0 || daysAhead > MOST_DAYS) {
            throw new BadInput("days_ahead", "renewal.fault.days", MOST_DAYS);
        }
        sql.insertInto(RENEWAL_SETTING)
                .set(RENEWAL_SETTING.DAYS_AHEAD, (short) daysAhead)
                .onConflict(RENEWAL_SETTING.WORKSPACE_ID)
                .doUpdate()
                .set(RENEWAL_SETTING.DAYS_AHEAD, (short) daysAhead)
                .set(RENEWAL_SETTING.VERSION, RENEWAL_SETTING.VERSION.plus(1))
                .execute();
        events.publishEvent(new AccessChanged(me, "renewals.changed", ""));
    }
}
