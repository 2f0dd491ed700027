package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.TEAM;

import io.diabolo.insight.FunnelQuery.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each filter of the funnel can be set to. */
@Component
class Choices {
    private static final int MOST = 60;
    private final DSLContext sql;

    Choices(DSLContext sql) {
        this.sql = sql;
    }

    /** @param label what it is called; null when it is a text key's tail */
    record Choice(String value, @Nullable String label, boolean chosen) {}

    record Filter(Dimension dimension, List<Choice> choices) {
        List<Choice> chosen() {
            return choices.stream().filter(Choice::chosen).toList();
        }
    }

    List<Filter> all(FunnelQuery query, Locale locale) {
        return List.of(
                fixed(query, Dimension.CHANNEL, Funnels.CHANNELS),
                found(query, Dimension.SOURCE, JOURNEY.SOURCE, locale),
                fixed(query, Dimension.SEGMENT, List.of("micro", "smb", "mid_market", "enterprise", FunnelQuery.NONE)),
                found(query, Dimension.COUNTRY, JOURNEY.COUNTRY, locale),
                named(query, Dimension.TEAM, TEAM.ID, TEAM.NAME),
                named(query, Dimension.MEMBER, MEMBER.ID, MEMBER.NAME));
    }

    private static Filter fixed(FunnelQuery query, Dimension dimension, List<String> values) {
        return new Filter(
                dimension,
                values.stream()
                        .map(value -> choice(query, dimension, value, null))
                        .toList());
    }

    private Filter found(FunnelQuery query, Dimension dimension, Field<String> column, Locale locale) {
        var values = new ArrayList<>(sql.selectDistinct(column)
                .from(JOURNEY)
                .where(column.isNotNull())
                .orderBy(column)
                .limit(MOST)
                .fetch(column));
        query.values(dimension).stream()
                .filter(value -> !values.contains(value) && !value.equals(FunnelQuery.NONE))
                .forEach(values::add);
        var choices = new ArrayList<Choice>();
        values.forEach(value -> choices.add(choice(
                query,
                dimension,
                value,
                dimension == Dimension.COUNTRY ? Locale.of("", value).getDisplayCountry(locale) : value)));
        choices.add(choice(query, dimension, FunnelQuery.NONE, null));
        return new Filter(dimension, choices);
    }

    private Filter named(FunnelQuery query, Dimension dimension, Field<UUID> id, Field<String> name) {
        return new Filter(
                dimension,
                sql.select(id, name)
                        .from(dimension == Dimension.TEAM ? TEAM : MEMBER)
                        .orderBy(name)
                        .fetch(row -> choice(query, dimension, row.value1().toString(), row.value2())));
    }

    private static Choice choice(FunnelQuery query, Dimension dimension, String value, @Nullable String label) {
        return new Choice(value, label, query.values(dimension).contains(value));
    }
}
