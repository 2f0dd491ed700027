package io.diabolo.deals;

import static io.diabolo.jooq.Tables.COMPETITOR;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.OPPORTUNITY_COMPETITOR;

import io.diabolo.platform.Actor;
import io.diabolo.records.FurtherCondition;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The opportunities behind a figure of win and loss: {@code competed=<competitor>.<outcome>}, perhaps with a first day. */
@Component
class OpportunitiesCompeted implements FurtherCondition {
    static final String PARAMETER = "competed";
    private final DSLContext sql;

    OpportunitiesCompeted(DSLContext sql) {
        this.sql = sql;
    }

    private record Asked(
            UUID competitor, Outcome outcome, @Nullable LocalDate since) {}

    static String value(UUID competitor, Outcome outcome, @Nullable LocalDate since) {
        return competitor + "." + outcome.id() + (since == null ? "" : "." + since);
    }

    @Override
    public String type() {
        return "opportunity";
    }

    private static @Nullable Asked asked(String value) {
        var parts = value.split("\\.", -1);
        if (parts.length < 2 || parts.length > 3 || !parts[0].matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return null;
        }
        try {
            var since = parts.length == 2 ? null : LocalDate.parse(parts[2]);
            var outcome = Outcome.of(parts[1]).orElse(null);
            return outcome == null || since != null && since.getYear() > 9999
                    ? null
                    : new Asked(UUID.fromString(parts[0]), outcome, since);
        } catch (DateTimeException _) {
            return null;
        }
    }

    @Override
    public @Nullable Condition of(String parameter, String value, Actor me) {
        var asked = parameter.equals(PARAMETER) ? asked(value) : null;
        return asked == null
                ? null
                : DSL.exists(DSL.selectOne()
                        .from(OPPORTUNITY_COMPETITOR)
                        .where(OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID.eq(OPPORTUNITY.ID))
                        .and(OPPORTUNITY_COMPETITOR.COMPETITOR_ID.eq(asked.competitor()))
                        .and(OPPORTUNITY_COMPETITOR.DELETED_AT.isNull())
                        .and(asked.outcome().holds(asked.since())));
    }

    @Override
    public @Nullable String text(String parameter, String value, Ui ui) {
        var asked = parameter.equals(PARAMETER) ? asked(value) : null;
        if (asked == null) {
            return null;
        }
        var name = sql.select(COMPETITOR.NAME)
                .from(COMPETITOR)
                .where(COMPETITOR.ID.eq(asked.competitor()))
                .fetchOne(COMPETITOR.NAME);
        var since = asked.since();
        return since == null
                ? ui.t("competition.asked." + asked.outcome().id(), name == null ? "" : name)
                : ui.t("competition.asked." + asked.outcome().id(), name == null ? "" : name) + ", "
                        + ui.t("competition.since", ui.dayLong(since));
    }
}
