package io.diabolo.records;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.platform.Actor;
import io.diabolo.records.Clause.Filter;
import io.diabolo.records.Clause.Group;
import io.diabolo.records.Clause.Related;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Turns what is asked of a list into one condition, for rows, counts, bulk edits and exports alike. Records that are
 * referred to, or that refer, only count as far as the actor may see them.
 */
@Component
class ClauseConditions {
    private final FieldConditions fields;
    private final RecordTypes types;
    private final ListSearch search;

    ClauseConditions(FieldConditions fields, RecordTypes types, ListSearch search) {
        this.fields = fields;
        this.types = types;
        this.search = search;
    }

    /** @param bin the listed records are those deleted, which the search doesn't know */
    Condition all(RecordType type, List<Clause> clauses, boolean bin, Actor me) {
        return clauses.stream()
                .map(clause -> of(type, clause, bin, me))
                .reduce(Condition::and)
                .orElse(noCondition());
    }

    private Condition of(RecordType type, Clause clause, boolean bin, Actor me) {
        return switch (clause) {
            case Filter filter -> filter(type, filter, bin, me);
            case Group(var any, var clauses) ->
                any
                        ? DSL.or(clauses.stream()
                                .map(one -> of(type, one, bin, me))
                                .toList())
                        : all(type, clauses, bin, me);
            case Related related -> related(type, related, me);
        };
    }

    private Condition filter(RecordType type, Filter filter, boolean bin, Actor me) {
        if (!filter.through().isEmpty()) {
            return through(filter, me);
        }
        var asked = fields.of(filter, me);
        // LIKE isn't leakproof and would read all rows; what the search finds by any part of it holds the field's.
        if (filter.op() != Op.CONTAINS || bin || !isSearched(type, filter)) {
            return asked;
        }
        var part = filter.values().getFirst();
        return search.isFrequent(type, part) ? asked : asked.and(search.inAll(type, part));
    }

    /** A denial is what its opposite leaves: who has no company has none of the segment either. */
    private Condition through(Filter filter, Actor me) {
        if (filter.op() == Op.NE) {
            return hop(filter.with(Op.EQ, filter.values()), 0, me).not();
        }
        return filter.op() == Op.EMPTY && filter.values().equals(List.of("true"))
                ? hop(filter.with(Op.EMPTY, List.of("false")), 0, me).not()
                : hop(filter, 0, me);
    }

    private Condition hop(Filter filter, int hops, Actor me) {
        var reference = filter.through().get(hops);
        var type = types.byId(reference.referred()).orElseThrow();
        boolean last = hops + 1 == filter.through().size();
        var inner = last
                ? filter(type, new Filter(filter.field(), filter.op(), filter.values()), false, me)
                : hop(filter, hops + 1, me);
        var next = last ? filter.field() : filter.through().get(hops + 1);
        var from = isOwn(type, next) ? type.table() : type.from();
        return refersTo(reference, type, from, seen(type, me).and(inner));
    }

    /** The inner table has a name of its own, so that a company's parent isn't taken for the company. */
    private static Condition refersTo(ListField reference, RecordType type, Table<?> from, Condition inner) {
        var id = type.column("id", UUID.class);
        var custom = reference.custom();
        if (custom != null) {
            var ids = select(id.cast(String.class)).from(from).where(inner);
            return CustomColumns.where(
                    reference,
                    custom,
                    CustomColumns.valueColumn(custom.kind())
                            .coerce(String.class)
                            .in(ids));
        }
        var found = id.as("id");
        var meant = select(found).from(from).where(inner).asTable("meant");
        var column = reference.field().column().coerce(UUID.class);
        return exists(selectOne().from(meant).where(named(meant, found).eq(column)));
    }

    private Condition related(RecordType type, Related related, Actor me) {
        var other = related.relation().type();
        var column = related.relation().reference().field().column().coerce(UUID.class);
        var refers = column.as("refers");
        var belonging = select(refers)
                .from(from(other, related.clauses()))
                .where(seen(other, me))
                .and(all(other, related.clauses(), false, me))
                .asTable("belonging");
        var own = selectOne().from(belonging).where(named(belonging, refers).eq(type.column("id", UUID.class)));
        return related.none() ? notExists(own) : exists(own);
    }

    private static Field<UUID> named(Table<?> table, Field<UUID> column) {
        return Objects.requireNonNull(table.field(column));
    }

    private static Condition seen(RecordType type, Actor me) {
        return alive(type, false).and(Visible.to(me, type)).and(type.always());
    }

    static Condition alive(RecordType type, boolean bin) {
        var deleted = type.table().field("deleted_at", OffsetDateTime.class);
        if (deleted == null) {
            return bin ? falseCondition() : noCondition();
        }
        return bin ? deleted.isNotNull().and(Merges.isApart(type)) : deleted.isNull();
    }

    /** Joins only serve to show names; conditions need them where one reads a joined column. */
    static Table<?> from(RecordType type, List<Clause> clauses) {
        return Clause.own(clauses)
                        .allMatch(filter -> isOwn(
                                type,
                                filter.through().isEmpty()
                                        ? filter.field()
                                        : filter.through().getFirst()))
                ? type.table()
                : type.from();
    }

    private static boolean isOwn(RecordType type, ListField field) {
        return field.custom() != null
                || (field.field().column() instanceof TableField<?, ?> column
                        && type.table().equals(column.getTable()));
    }

    /** One text, in a field of the search, and long enough for the search to look for any part of it. */
    private static boolean isSearched(RecordType type, Filter filter) {
        var plain = filter.values().getFirst().chars().filter(c -> c > ' ' && c < 128);
        return filter.values().size() == 1
                && plain.count() >= 3
                // Of digits alone the search makes a number, and leaves out how they are grouped.
                && !filter.values().getFirst().matches("[+0-9(][0-9 ().+/-]*")
                && filter.field().custom() == null
                && type.searched().contains(filter.field().name())
                && SearchIndex.has(type);
    }
}
