package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.platform.MemberId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The course of all deals of the workspace, in its currency, as far as that is known: what the statistics are made of. */
@Component
class DealHistory {
    private final DSLContext sql;

    DealHistory(DSLContext sql) {
        this.sql = sql;
    }

    /** One deal that is decided without a day says nothing, and isn't among them. One that is open without a day is. */
    List<PastDeal> all(Worth worth) {
        var all = new ArrayList<PastDeal>();
        sql.select(
                        OPPORTUNITY.OWNER_ID,
                        OPPORTUNITY.STAGE,
                        OPPORTUNITY.CLOSE_DATE,
                        worth.minor(),
                        JOURNEY.ON_4,
                        JOURNEY.ON_5,
                        JOURNEY.ON_6,
                        JOURNEY.ON_7,
                        JOURNEY.EXITED_ON,
                        OPPORTUNITY.TYPE)
                .from(OPPORTUNITY)
                .join(JOURNEY)
                .on(JOURNEY.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(JOURNEY.ID.eq(OPPORTUNITY.JOURNEY_ID))
                .where(OPPORTUNITY.DELETED_AT.isNull())
                .and(worth.known())
                .orderBy(OPPORTUNITY.ID)
                .forEach(row -> {
                    var part = Part.of(row.value2(), "");
                    var won = part == Part.CLOSED;
                    var open = !won && part != Part.LOST;
                    var over =
                            won ? first(row.value8(), row.value3()) : open ? null : first(row.value9(), row.value3());
                    var entered = new int[] {day(row.value5()), day(row.value6()), day(row.value7())};
                    var deal = new PastDeal(
                            row.value1() == null ? null : new MemberId(row.value1()),
                            entered,
                            day(over),
                            won,
                            row.value4().longValueExact(),
                            "renewal".equals(row.value10()));
                    if (open || (over != null && deal.opened() != PastDeal.NEVER)) {
                        all.add(deal);
                    }
                });
        return all;
    }

    private static @Nullable LocalDate first(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null ? other : one;
    }

    private static int day(@Nullable LocalDate day) {
        return day == null ? PastDeal.NEVER : Math.toIntExact(day.toEpochDay());
    }
}
