package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.TARGET;

import io.diabolo.identity.TeamId;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The targets that were set on bookings, beside which a forecast stands. */
@Component
class Quotas {
    private static final int MOST = 10_000;
    private final DSLContext sql;
    private final Workspaces workspaces;

    Quotas(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    /** In minor units of the workspace's currency. */
    record Of(Map<UUID, Long> all) {
        @Nullable
        Long member(MemberId id) {
            return all.get(id.value());
        }

        @Nullable
        Long team(TeamId id) {
            return all.get(id.value());
        }
    }

    /** Reads the index target_of_period. */
    Of of(Period period) {
        var digits = workspaces.settings().currency().getDefaultFractionDigits();
        var all = new HashMap<UUID, Long>();
        sql.select(TARGET.MEMBER_ID, TARGET.TEAM_ID, TARGET.VALUE)
                .from(TARGET)
                .where(TARGET.PERIOD.eq(period.id()))
                .and(TARGET.FIGURE.eq(ManagerFigures.BOOKINGS))
                .and(TARGET.VALUE.isNotNull())
                .limit(MOST)
                .forEach(row -> all.put(
                        row.value1() == null ? row.value2() : row.value1(), minor(row.value3(), digits)));
        return new Of(all);
    }

    private static long minor(BigDecimal value, int digits) {
        return value.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
