package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.directory.RecordAbove;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The top of an opportunity's page. */
@Component
class OpportunityAbove implements RecordAbove {
    private final DSLContext sql;

    OpportunityAbove(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String type() {
        return "opportunity";
    }

    @Override
    public Top of(RecordRow row, Ui ui) {
        var journey = sql.select(OPPORTUNITY.JOURNEY_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(row.id()))
                .fetchSingle(OPPORTUNITY.JOURNEY_ID);
        var stage = String.valueOf(row.value("stage"));
        return new Top(
                journey,
                stage,
                List.of("discovery", "proposal", "closing", "won"),
                List.of("discovery", "proposal", "closing", "won", "delivery", "live", "growth"),
                next(stage),
                List.of("discovery", "proposal", "closing").contains(stage) ? "lost" : null);
    }

    private static @Nullable String next(String stage) {
        return switch (stage) {
            case "discovery", "lost" -> "proposal";
            case "proposal" -> "closing";
            case "closing" -> "won";
            case "won" -> "delivery";
            case "delivery" -> "live";
            default -> null;
        };
    }
}
