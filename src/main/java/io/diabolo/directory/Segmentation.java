package io.diabolo.directory;

import static io.diabolo.jooq.Tables.WORKSPACE_SETTING;

import io.diabolo.platform.Money;
import java.util.Currency;
import org.jooq.DSLContext;
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
        /** Null when the headcount isn't known: turnover alone places nobody. */
        @Nullable
        Segment of(@Nullable Long headcount, @Nullable Money turnover) {
            if (headcount == null) {
                return null;
            }
            var comparable = turnover != null && turnover.currency().equals(currency);
            var yearly = comparable ? turnover.minor() : null;
            return new Segment(place(headcount, yearly), comparable ? "computed" : "presumed");
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
        return new Limits(
                limit(all.get("micro")),
                limit(all.get("smb")),
                limit(all.get("mid_market")),
                Currency.getInstance(row.value2()));
    }

    private static Limit limit(tools.jackson.databind.JsonNode node) {
        return new Limit(node.get("headcount").asLong(), node.get("turnover").asLong());
    }
}
