package io.diabolo.records;

import static org.jooq.impl.DSL.noCondition;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Lists of any record type: rows, their exact number and their ids all come from one set of conditions. */
@Service
public class Lists {
    /** In the planner's units: about ten milliseconds. */
    static final double QUICK = 3_000;

    private final DSLContext sql;
    private final RecordTypes types;
    private final ClauseConditions conditions;
    private final ListSearch search;
    private final RowReader reader;
    private final JsonMapper json;
    private volatile double quick = QUICK;

    Lists(
            DSLContext sql,
            RecordTypes types,
            ClauseConditions conditions,
            ListSearch search,
            RowReader reader,
            JsonMapper json) {
        this.sql = sql;
        this.types = types;
        this.conditions = conditions;
        this.search = search;
        this.reader = reader;
        this.json = json;
    }

    /** @param next where the next page begins; null on the last one */
    public record Page(List<RecordRow> rows, @Nullable String next) {}

    /** Reads a list's parameters. @throws io.diabolo.platform.BadInput naming each that can't be understood */
    @Transactional(readOnly = true)
    public ListQuery parse(RecordType type, Map<String, List<String>> parameters, Actor me) {
        var query = ListParameters.read(type, types, parameters, me);
        matching(query, me);
        new Keyset(query, json).after(query.cursor());
        return query;
    }

    @Transactional(readOnly = true)
    public Page page(ListQuery query, Actor me) {
        var keyset = new Keyset(query, json);
        var where = query.q().isEmpty()
                ? matching(query, me)
                : matching(query, me).and(search.onPage(query.type(), query.q()));
        var rows = new ArrayList<Record>();
        for (var part : keyset.parts(query.cursor())) {
            if (rows.size() <= query.limit()) {
                rows.addAll(sql.select(selected(query.columns(), query.type(), keyset))
                        .from(keyset.from(query.type().from()))
                        .where(where)
                        .and(part.condition())
                        .orderBy(part.order())
                        .limit(query.limit() + 1 - rows.size())
                        .fetch());
            }
        }
        var shown = rows.subList(0, Math.min(query.limit(), rows.size()));
        return new Page(
                shown.stream().map(row -> reader.read(row, query.columns())).toList(),
                rows.size() > query.limit() ? keyset.cursor(shown.getLast()) : null);
    }

    /** All rows in the list's order (only these, when some are named), read as they are needed: for files. Close it; within a transaction. */
    Stream<RecordRow> stream(ListQuery query, List<UUID> ids, Actor me) {
        var keyset = new Keyset(query, json);
        return sql
                .select(selected(query.columns(), query.type(), keyset))
                .from(keyset.from(query.type().from()))
                .where(where(query, me))
                .and(among(query, ids))
                .orderBy(keyset.order())
                .fetchSize(1000)
                .fetchLazy()
                .stream()
                .map(row -> reader.read(row, query.columns()));
    }

    /** The exact number where the planner finds it fast; null where all rows of many would have to be looked at. */
    @Transactional(readOnly = true)
    @Nullable
    Long quickCount(ListQuery query, Actor me) {
        var counting = sql.selectCount().from(countedFrom(query)).where(where(query, me));
        return sql.explain(counting).cost() > quick
                ? null
                : Long.valueOf(counting.fetchSingle().value1());
    }

    /** What may be counted at once; for tests, whose few rows never take longer. */
    void quickUpTo(double cost) {
        quick = cost;
    }

    @Transactional(readOnly = true)
    public long count(ListQuery query, Actor me) {
        return sql.selectCount()
                .from(countedFrom(query))
                .where(where(query, me))
                .fetchSingle()
                .value1();
    }

    /** How many of these match; of all when none are named. */
    long count(ListQuery query, List<UUID> ids, Actor me) {
        return sql.fetchCount(chosen(query, ids, me));
    }

    private static Condition among(ListQuery query, List<UUID> ids) {
        return ids.isEmpty()
                ? noCondition()
                : query.type().column("id", UUID.class).in(ids);
    }

    /** The ids of all that match, as a query to stand within another: for bulk edits and exports. */
    public Select<Record1<UUID>> ids(ListQuery query, Actor me) {
        return sql.select(query.type().column("id", UUID.class))
                .from(countedFrom(query))
                .where(where(query, me));
    }

    /** The ids of these, as far as the actor may see them; of all that match when none are named. */
    Select<Record1<UUID>> chosen(ListQuery query, List<UUID> ids, Actor me) {
        return sql.select(query.type().column("id", UUID.class))
                .from(countedFrom(query))
                .where(where(query, me))
                .and(among(query, ids));
    }

    /** One record with all its fields, if the actor may see it; deleted ones too when asked for. */
    @Transactional(readOnly = true)
    public @Nullable RecordRow find(RecordType type, UUID id, boolean bin, Actor me) {
        return Snapshot.once(new Found(type.id(), id, bin, me), () -> Optional.ofNullable(read(type, id, bin, me)))
                .orElse(null);
    }

    private record Found(String type, UUID id, boolean bin, Actor me) {}

    private @Nullable RecordRow read(RecordType type, UUID id, boolean bin, Actor me) {
        var fields = types.fields(type);
        var row = sql.select(selected(fields, type, null))
                .from(type.from())
                .where(type.column("id", UUID.class).eq(id))
                .and(Visible.to(me, type))
                .and(bin ? noCondition() : ClauseConditions.alive(type, false))
                .fetchOne();
        return row == null ? null : reader.read(row, fields);
    }

    private List<SelectField<?>> selected(List<ListField> fields, RecordType type, @Nullable Keyset keyset) {
        var all = new ArrayList<SelectField<?>>(reader.columns(type, fields));
        if (keyset != null) {
            all.addAll(keyset.columns());
        }
        return all;
    }

    /** What {@link #where} is asked of, where only the type's own table is read. */
    public static Table<?> countedFrom(ListQuery query) {
        return query.specials().isEmpty()
                ? ClauseConditions.from(query.type(), query.clauses())
                : query.type().from();
    }

    /** Everything that decides whether a record is in the list, over {@link RecordType#from()}. */
    @Transactional(readOnly = true)
    public Condition where(ListQuery query, Actor me) {
        return query.q().isEmpty()
                ? matching(query, me)
                : matching(query, me).and(search.inAll(query.type(), query.q()));
    }

    /** All of that but the text that is searched for. */
    private Condition matching(ListQuery query, Actor me) {
        var type = query.type();
        Condition all = ClauseConditions.alive(type, query.bin())
                .and(Visible.to(me, type))
                .and(type.always())
                .and(conditions.all(type, query.clauses(), query.bin(), me));
        for (var special : query.specials().entrySet()) {
            var condition = type.special(special.getKey(), special.getValue(), me);
            all = condition == null ? all : all.and(condition);
        }
        return all;
    }
}
