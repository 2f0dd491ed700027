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
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each filter of the funnel can be set to. */
@Component
class Choices {
    /** As many as a menu can hold; of more sources the menu says so, and takes any other one that is typed. */
    private static final int SHOWN = 60;

    /** There are no more countries than that. */
    private static final int COUNTRIES = 300;

    /** One step through the index for each value, instead of a look at every journey. */
    private static final String VALUES = """
            with recursive found (value) as (
                (select {0} from journey where {0} is not null order by {0} limit 1)
                union all
                select (select {0} from journey where {0} > found.value order by {0} limit 1)
                from found where found.value is not null)
            select value from found where value is not null limit {1}
            """;

    private final DSLContext sql;

    Choices(DSLContext sql) {
        this.sql = sql;
    }

    /** @param label what it is called; null when it is a text key's tail */
    record Choice(String value, @Nullable String label, boolean chosen) {}

    /** @param cut there are more than the choices */
    record Filter(Dimension dimension, List<Choice> choices, boolean cut) {
        Filter(Dimension dimension, List<Choice> choices) {
            this(dimension, choices, false);
        }

        List<Choice> chosen() {
            return choices.stream().filter(Choice::chosen).toList();
        }
    }

    List<Filter> all(FunnelQuery query, Locale locale) {
        return List.of(
                fixed(query, Dimension.CHANNEL, Funnels.CHANNELS),
                found(query, Dimension.SOURCE, JOURNEY.SOURCE, SHOWN, locale),
                fixed(query, Dimension.SEGMENT, List.of("micro", "smb", "mid_market", "enterprise", FunnelQuery.NONE)),
                found(query, Dimension.COUNTRY, JOURNEY.COUNTRY, COUNTRIES, locale),
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

    private Filter found(FunnelQuery query, Dimension dimension, Field<String> column, int most, Locale locale) {
        var all = sql.fetch(VALUES, column.getUnqualifiedName(), DSL.inline(most + 1))
                .getValues(0, String.class);
        var values = new ArrayList<>(all.subList(0, Math.min(most, all.size())));
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
        return new Filter(dimension, choices, all.size() > most);
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
