package io.diabolo.records;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** How a list finds the records in which some text stands: by looking few of them up, or many as the list comes to them. */
@Component
class ListSearch {
    /** So many are looked up sooner than a page of them is found by walking down a list of a million. */
    private static final double FEW = 5_000;

    private final DSLContext sql;

    ListSearch(DSLContext sql) {
        this.sql = sql;
    }

    /** For a page of the list: the walk ends as soon as the page is full. */
    Condition onPage(RecordType type, String q) {
        if (!isWhole(type)) {
            return inName(type, q);
        }
        return isFrequent(type, q)
                ? condition("search_holds({0}, {1}, {2})", val(type.id()), id(type), val(q))
                : lookedUp(type, q);
    }

    /** For all of the list: its number, its ids, its file. */
    Condition inAll(RecordType type, String q) {
        return isWhole(type) ? lookedUp(type, q) : inName(type, q);
    }

    private static boolean isWhole(RecordType type) {
        return SearchIndex.has(type) && !type.isSearchedInPart();
    }

    boolean isFrequent(RecordType type, String q) {
        var guess = sql.select(DSL.field("search_guess({0}, {1})", Double.class, val(type.id()), val(q)))
                .fetchSingle()
                .value1();
        return Objects.requireNonNullElse(guess, 0.0) > FEW;
    }

    private static Condition lookedUp(RecordType type, String q) {
        return condition("{0} in (select search_ids({1}, {2}))", id(type), val(type.id()), val(q));
    }

    private static Field<UUID> id(RecordType type) {
        return type.column("id", UUID.class);
    }

    /** In what the list shows first; where that is another record, in all by which that one is found. */
    private static Condition inName(RecordType type, String q) {
        var first = type.field(type.defaultColumns().getFirst());
        if (first.kind() == FieldKind.REFERENCE) {
            return condition("{0} in (select search_ids({1}, {2}))", first.column(), val(first.reference()), val(q));
        }
        Field<String> folded = DSL.field("fold({0}::text)", String.class, first.column());
        return folded.contains(FieldConditions.fold(q));
    }
}
