package io.diabolo.organisation;

import static io.diabolo.jooq.Tables.ORGANISATION_SETTING;

import io.diabolo.identity.AccessChanged;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What was typed in about how the team works: assumptions, and who holds discovery. */
@Service
class Assumed {
    private final DSLContext sql;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Assumed(DSLContext sql, JsonMapper json, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param presales whether the people before the AE hold discovery
     * @param answered when the questions were answered, or null
     */
    record Setting(
            Map<String, Double> typed,
            boolean presales,
            @Nullable Instant answered,
            int version) {}

    @Transactional(readOnly = true)
    public Setting get() {
        var row = sql.selectFrom(ORGANISATION_SETTING).fetchOne();
        if (row == null) {
            return new Setting(Map.of(), false, null, 0);
        }
        var typed = new LinkedHashMap<String, Double>();
        json.readTree(row.getAssumed().data())
                .properties()
                .forEach(one -> typed.put(one.getKey(), one.getValue().asDouble()));
        var answered = row.getAnsweredAt();
        return new Setting(
                typed,
                row.getDiscovery().equals("presales"),
                answered == null ? null : answered.toInstant(),
                row.getVersion());
    }

    /**
     * Replaces all that is typed in.
     *
     * @throws BadInput with an entry for each value beyond reason
     * @throws StaleVersion when somebody typed something else meanwhile
     */
    @Transactional
    public void type(Map<String, Double> typed, @Nullable Integer version, Actor me) {
        PositionRights.change(me);
        var present = get();
        if (version != null && version != present.version()) {
            throw new StaleVersion(version, present.version());
        }
        var faults = new java.util.ArrayList<BadInput.Fault>();
        typed.forEach((name, value) -> {
            if (!Assumptions.names().contains(name)
                    || !Double.isFinite(value)
                    || value < 0
                    || value > Assumptions.most(name)) {
                faults.add(new BadInput.Fault(name, "organisation.fault.assumption"));
            }
        });
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        var text = JSONB.valueOf(json.writeValueAsString(typed));
        sql.insertInto(ORGANISATION_SETTING)
                .set(ORGANISATION_SETTING.ASSUMED, text)
                .onConflict(ORGANISATION_SETTING.WORKSPACE_ID)
                .doUpdate()
                .set(ORGANISATION_SETTING.ASSUMED, text)
                .set(ORGANISATION_SETTING.VERSION, ORGANISATION_SETTING.VERSION.plus(1))
                .execute();
        events.publishEvent(new AccessChanged(me, "assumptions.changed", ""));
    }

    /** Notes that the questions were answered, in the caller's transaction. */
    void answered(boolean presales) {
        var discovery = presales ? "presales" : "closer";
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        sql.insertInto(ORGANISATION_SETTING)
                .set(ORGANISATION_SETTING.DISCOVERY, discovery)
                .set(ORGANISATION_SETTING.ANSWERED_AT, now)
                .onConflict(ORGANISATION_SETTING.WORKSPACE_ID)
                .doUpdate()
                .set(ORGANISATION_SETTING.DISCOVERY, discovery)
                .set(ORGANISATION_SETTING.ANSWERED_AT, now)
                .execute();
    }
}
