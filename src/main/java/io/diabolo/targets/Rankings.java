package io.diabolo.targets;

import static io.diabolo.jooq.Tables.RANKING_SETTING;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether members are ranked by name. Off until somebody says since when the staff have known: nobody may be assessed by means of
 * which they weren't told beforehand (France: Code du travail, L. 1222-3; where there is one, the works council is consulted first,
 * L. 2312-38).
 */
@Service
public class Rankings {
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Clock clock;

    Rankings(DSLContext sql, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** @param toldOn the day on which the staff were told; null before */
    public record Setting(boolean shown, @Nullable LocalDate toldOn) {}

    @Transactional(readOnly = true)
    public Setting present() {
        var row = sql.selectFrom(RANKING_SETTING).fetchOne();
        return row == null ? new Setting(false, null) : new Setting(row.getShown(), row.getToldOn());
    }

    /**
     * @throws BadInput when they are to be shown, and it isn't said when the staff were told, or only later
     * @return the change set; null when nothing is different
     */
    @Transactional
    public @Nullable UUID set(Setting wanted, Actor me) {
        PlanningRights.plan(me);
        var told = wanted.toldOn();
        if (wanted.shown() && told == null) {
            throw new BadInput("told_on", "ranking.fault.told");
        }
        if (wanted.shown() && told != null && told.isAfter(LocalDate.ofInstant(clock.instant(), me.zone()))) {
            throw new BadInput("told_on", "ranking.fault.later");
        }
        var before = present();
        if (before.equals(wanted)) {
            return null;
        }
        var changeSet = changeSets.open(me, "ranking.set", "");
        sql.insertInto(RANKING_SETTING)
                .set(RANKING_SETTING.SHOWN, false)
                .set(RANKING_SETTING.CREATED_IN, changeSet)
                .onConflictDoNothing()
                .execute();
        var row = sql.selectFrom(RANKING_SETTING).forUpdate().fetchSingle();
        sql.update(RANKING_SETTING)
                .set(RANKING_SETTING.SHOWN, wanted.shown())
                .set(RANKING_SETTING.TOLD_ON, told)
                .set(RANKING_SETTING.VERSION, RANKING_SETTING.VERSION.plus(1))
                .set(RANKING_SETTING.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .where(RANKING_SETTING.ID.eq(row.getId()))
                .execute();
        changeSets.updated(changeSet, "ranking_setting", row.getId(), values(before), values(wanted));
        return changeSet;
    }

    private static Map<String, @Nullable Object> values(Setting setting) {
        var all = new HashMap<String, @Nullable Object>();
        all.put("shown", setting.shown());
        all.put("told_on", setting.toldOn() == null ? null : setting.toldOn().toString());
        return all;
    }
}
