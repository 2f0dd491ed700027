package io.diabolo.records;

import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Visibility;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Any record by its name, mail address, domain or number: exact first, then the beginning, any part, and typing errors. */
@Service
public class Search {
    /** Nothing that is asked takes as long on a million records; whatever does is stopped, not waited for. */
    private static final String LONGEST = "3s";
    /** The rank of the row by which a stopped search says so. */
    private static final int STOPPED = 9;

    private final DSLContext sql;
    private final RecordTypes types;

    Search(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    /** @param path of the record's page */
    public record Hit(String type, UUID id, String label, String detail, String path) {}

    /** @param complete whether there was time to look everywhere */
    public record Found(List<Hit> hits, boolean complete) {}

    /** @param kinds ids of record types; empty: all */
    @Transactional(readOnly = true)
    public List<Hit> find(String q, List<String> kinds, int limit, Actor me) {
        return search(q, kinds, limit, me).hits();
    }

    /** The same, saying whether it was stopped: what was found until then is the answer. */
    @Transactional(readOnly = true)
    public Found search(String q, List<String> kinds, int limit, Actor me) {
        var asked = asked(kinds, me);
        if (q.isBlank() || asked != null && asked.length == 0) {
            return new Found(List.of(), true);
        }
        var before = atMost(LONGEST);
        var rows = sql.fetch(
                "select kind, record_id, label, detail, rank from search_records({0}, {1}, {2}, {3}, {4})",
                val(q.strip()),
                val(owners(me), UUID[].class),
                val(everybodys(), String[].class),
                val(asked, String[].class),
                val(limit));
        atMost(before);
        return new Found(
                rows.stream()
                        .filter(row -> row.get("rank", Integer.class) != STOPPED)
                        .map(this::hit)
                        .toList(),
                rows.stream().noneMatch(row -> row.get("rank", Integer.class) == STOPPED));
    }

    /** @return null: all there are */
    private String @Nullable [] asked(List<String> kinds, Actor me) {
        var kept = types.keptFrom(me);
        if (kinds.isEmpty() && kept.isEmpty()) {
            return null;
        }
        return (kinds.isEmpty() ? types.all().stream().map(RecordType::id) : kinds.stream())
                .filter(kind -> !kept.contains(kind))
                .toArray(String[]::new);
    }

    private Hit hit(Record row) {
        var kind = row.get(0, String.class);
        var id = row.get(1, UUID.class);
        var path = types.byId(kind).map(type -> "/" + type.plural() + "/" + id).orElse("/");
        return new Hit(kind, id, row.get(2, String.class), row.get(3, String.class), path);
    }

    /** @return the setting before, which holds for whatever else the transaction asks */
    private String atMost(String timeout) {
        var before =
                sql.fetchSingle("select current_setting('statement_timeout')").get(0, String.class);
        sql.fetch("select set_config('statement_timeout', ?, true)", timeout);
        return before;
    }

    /** Kinds whose records nobody owns, such as products, are seen by all. */
    private String[] everybodys() {
        return types.all().stream()
                .filter(type -> type.owners().isEmpty())
                .map(RecordType::id)
                .toArray(String[]::new);
    }

    private static UUID @Nullable [] owners(Actor me) {
        return switch (me.visibility()) {
            case Visibility.All() -> null;
            case Visibility.Of(var owners) ->
                owners.stream().map(owner -> owner.value()).toArray(UUID[]::new);
        };
    }
}
