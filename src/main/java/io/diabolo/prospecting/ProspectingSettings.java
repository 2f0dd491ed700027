package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.PROSPECTING_SETTING;

import io.diabolo.identity.AccessChanged;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.rules.Rules;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How long a claim lasts, and for how long somebody counts as contacted lately. */
@Service
class ProspectingSettings {
    private static final Setting USUAL = new Setting(10, 30);
    private final DSLContext sql;
    private final ApplicationEventPublisher events;

    ProspectingSettings(DSLContext sql, ApplicationEventPublisher events) {
        this.sql = sql;
        this.events = events;
    }

    /** @param claimDays working days */
    record Setting(int claimDays, int recentDays) {}

    @Transactional(readOnly = true)
    public Setting get() {
        var row = sql.selectFrom(PROSPECTING_SETTING).fetchOne();
        return row == null ? USUAL : new Setting(row.getClaimDays(), row.getRecentDays());
    }

    /** @throws BadInput for days beyond reason */
    @Transactional
    public void set(Setting wanted, Actor me) {
        me.mayWrite();
        if (!Rules.mayEdit(me)) {
            throw new NotAllowed("rules");
        }
        if (wanted.claimDays() < 1 || wanted.claimDays() > 90) {
            throw new BadInput("claim_days", "prospecting.fault.claim-days");
        }
        if (wanted.recentDays() < 0 || wanted.recentDays() > 365) {
            throw new BadInput("recent_days", "prospecting.fault.recent-days");
        }
        sql.insertInto(PROSPECTING_SETTING)
                .set(PROSPECTING_SETTING.CLAIM_DAYS, (short) wanted.claimDays())
                .set(PROSPECTING_SETTING.RECENT_DAYS, (short) wanted.recentDays())
                .onConflict(PROSPECTING_SETTING.WORKSPACE_ID)
                .doUpdate()
                .set(PROSPECTING_SETTING.CLAIM_DAYS, (short) wanted.claimDays())
                .set(PROSPECTING_SETTING.RECENT_DAYS, (short) wanted.recentDays())
                .execute();
        events.publishEvent(new AccessChanged(me, "prospecting.changed", ""));
    }
}
