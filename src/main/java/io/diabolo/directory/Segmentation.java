package io.diabolo.directory;

import static io.diabolo.jooq.Tables.WORKSPACE_SETTING;

import io.diabolo.platform.Money;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A company's segment from its size. Source of the limits: French decree 2008-1354, article 3 (micro below 10 people and
 * up to 2 M€ a year, small and medium below 250 and up to 50 M€, mid-market below 5,000 and up to 1.5 G€); a workspace
 * may change them.
 */
@Component
class Segmentation {
    private final DSLContext sql;
    private final JsonMapper json;

    Segmentation(DSLContext sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** A segment and on what it rests: computed from headcount and turnover, or presumed from headcount alone. */
    record Segment(String id, String basis) {}

    /** @param headcount people from which on it is larger
     * @param turnover minor units of {@code currency} above which it is larger */
    record Limit(long headcount, long turnover) {
        boolean holds(long people, @Nullable Long yearly) {
            return people < headcount && (yearly == null || yearly <= turnover);
        }
    }

    record Limits(Limit micro, Limit smb, Limit midMarket, Currency currency) {
        /** Those of the decree. */
        static Limits legal(Currency currency) {
            return new Limits(
                    new Limit(10, 200_000_000L),
                    new Limit(250, 5_000_000_000L),
                    new Limit(5_000, 150_000_000_000L),
                    currency);
        }

        /** Null when the headcount isn't known: turnover alone places nobody. */
        @Nullable
        Segment of(@Nullable Long headcount, @Nullable Money turnover) {
            if (headcount == null) {
                return null;
            }
            if (turnover == null || !turnover.currency().equals(currency)) {
                return new Segment(place(headcount, null), "presumed");
            }
            return new Segment(place(headcount, turnover.minor()), "computed");
        }

        private String place(long headcount, @Nullable Long yearly) {
            if (micro.holds(headcount, yearly)) {
                return "micro";
            }
            if (smb.holds(headcount, yearly)) {
                return "smb";
            }
            return midMarket.holds(headcount, yearly) ? "mid_market" : "enterprise";
        }
    }

    /** The present workspace's limits. */
    Limits limits() {
        var row = sql.select(WORKSPACE_SETTING.SEGMENT_LIMITS, WORKSPACE_SETTING.CURRENCY)
                .from(WORKSPACE_SETTING)
                .fetchSingle();
        var all = json.readTree(row.value1().data());
        return read(all, Currency.getInstance(row.value2()));
    }

    void store(Limits limits) {
        sql.update(WORKSPACE_SETTING)
                .set(WORKSPACE_SETTING.SEGMENT_LIMITS, JSONB.valueOf(json.writeValueAsString(json(limits))))
                .execute();
    }

    private static Limits read(tools.jackson.databind.JsonNode all, Currency currency) {
        return new Limits(limit(all.get("micro")), limit(all.get("smb")), limit(all.get("mid_market")), currency);
    }

    /** As they stand in the workspace's settings. */
    static Map<String, @Nullable Object> json(Limits limits) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("micro", json(limits.micro()));
        all.put("smb", json(limits.smb()));
        all.put("mid_market", json(limits.midMarket()));
        return all;
    }

    private static Map<String, Long> json(Limit limit) {
        return Map.of("headcount", limit.headcount(), "turnover", limit.turnover());
    }

    private static Limit limit(tools.jackson.databind.JsonNode node) {
        return new Limit(node.get("headcount").asLong(), node.get("turnover").asLong());
    }
}
