package io.diabolo.accounts;

import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record6;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What the parts of an account's history have in common: when, what, of what, in which words, where, by whom. */
final class HistoryPart {
    static final Field<OffsetDateTime> AT = DSL.field(DSL.name("at"), OffsetDateTime.class);
    static final Field<String> KEY = DSL.field(DSL.name("key"), String.class);
    static final Field<String> PLACE = DSL.field(DSL.name("path"), String.class);

    private HistoryPart() {}

    static Select<Record6<OffsetDateTime, String, String, String, String, String>> part(
            Field<OffsetDateTime> at,
            String kind,
            Field<String> name,
            Field<String> detail,
            Field<String> path,
            Field<String> who,
            Table<?> from,
            Condition where) {
        return select(
                        at.as(AT),
                        inline(kind).as(KEY),
                        name.as("event_name"),
                        detail.as("event_detail"),
                        path.as(PLACE),
                        who.as("event_who"))
                .from(from)
                .where(where);
    }

    static Field<OffsetDateTime> noon(Field<java.time.LocalDate> day) {
        return DSL.field("(({0})::timestamp + interval '12 hours') at time zone 'UTC'", OffsetDateTime.class, day);
    }

    static Field<String> path(String plural, Field<UUID> id) {
        return concat(inline("/" + plural + "/"), id.cast(SQLDataType.VARCHAR));
    }

    static Field<String> none() {
        return inline("");
    }
}
