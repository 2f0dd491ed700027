package io.diabolo.insight;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.TEAM;

import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A figure of the funnel with its cut, in words: what was counted, of whom, when. */
@Component
class FigureText {
    private final DSLContext sql;

    FigureText(DSLContext sql) {
        this.sql = sql;
    }

    /** @param figure as {@link FunnelQuery#toFigure} writes it */
    String of(String figure, Ui ui) {
        var parameters = FunnelQuery.figure(figure);
        var query = FunnelQuery.of(parameters);
        var parts = new ArrayList<String>();
        for (var kind : JourneyType.KINDS) {
            for (var stages : parameters.getOrDefault(kind, List.of())) {
                parts.add(counted(kind, stages.split(",", -1), ui));
            }
        }
        for (var dimension : Dimension.values()) {
            var values = query.values(dimension);
            if (!values.isEmpty()) {
                parts.add(String.join(
                        ", ",
                        values.stream()
                                .map(value -> value(dimension, value, ui))
                                .toList()));
            }
        }
        var period = period(query, ui);
        if (period != null) {
            parts.add(period);
            parts.add(ui.t("funnel.basis." + query.basis().id()));
        }
        return String.join(" · ", parts);
    }

    private static String counted(String kind, String[] stages, Ui ui) {
        var names = Arrays.stream(stages)
                .map(stage -> ui.t("choice.journey.stage." + stage))
                .toList();
        return ui.t("figure." + kind, names.getFirst(), names.getLast());
    }

    private String value(Dimension dimension, String value, Ui ui) {
        if (value.equals(FunnelQuery.NONE)) {
            return ui.t("funnel.by.none");
        }
        return switch (dimension) {
            case CHANNEL -> ui.t("funnel.channel." + value);
            case SEGMENT -> ui.t("funnel.segment." + value);
            case TYPE -> ui.t("choice.journey.type." + value);
            case COUNTRY -> Locale.of("", value).getDisplayCountry(ui.locale());
            case MEMBER -> named(sql.select(MEMBER.NAME).from(MEMBER).where(MEMBER.ID.eq(UUID.fromString(value))));
            case TEAM -> named(sql.select(TEAM.NAME).from(TEAM).where(TEAM.ID.eq(UUID.fromString(value))));
            case SOURCE, CAMPAIGN, INDUSTRY -> value;
        };
    }

    private static String named(ResultQuery<Record1<String>> query) {
        var found = query.fetchOne();
        return found == null ? "–" : found.value1();
    }

    private static @Nullable String period(FunnelQuery query, Ui ui) {
        var from = query.from();
        var to = query.to();
        if (from != null && to != null) {
            return ui.t("funnel.period.between", ui.day(from), ui.day(to));
        }
        return from != null
                ? ui.t("funnel.period.since", ui.day(from))
                : to != null ? ui.t("funnel.period.until", ui.day(to)) : null;
    }
}
