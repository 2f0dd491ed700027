package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.MEETING_SETTING;

import io.diabolo.identity.AccessChanged;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who holds the discovery meeting. Whoever does, the lead is at discovery once an AE has taken it over. */
@Service
class MeetingSettings {
    static final List<String> DISCOVERY_BY = List.of("ae", "qualifier");
    private final DSLContext sql;
    private final ApplicationEventPublisher events;

    MeetingSettings(DSLContext sql, ApplicationEventPublisher events) {
        this.sql = sql;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public String discoveryBy() {
        var row = sql.selectFrom(MEETING_SETTING).fetchOne();
        return row == null ? "ae" : row.getDiscoveryBy();
    }

    boolean qualifierHolds() {
        return discoveryBy().equals("qualifier");
    }

    @Transactional
    public void change(String discoveryBy, Actor me) {
        me.mayAdminister();
        if (!DISCOVERY_BY.contains(discoveryBy)) {
            throw new BadInput("discovery_by", "problem.field.choice");
        }
        sql.insertInto(MEETING_SETTING)
                .set(MEETING_SETTING.DISCOVERY_BY, discoveryBy)
                .onConflict(MEETING_SETTING.WORKSPACE_ID)
                .doUpdate()
                .set(MEETING_SETTING.DISCOVERY_BY, discoveryBy)
                .execute();
        events.publishEvent(new AccessChanged(me, "meetings.changed", ""));
    }
}
