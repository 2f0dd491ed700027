package io.diabolo.records;

import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Visibility;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Any record by its name, mail address, domain or number: exact first, then the beginning, any part, and typing errors. */
@Service
public class Search {
    private final DSLContext sql;
    private final RecordTypes types;

    Search(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    /** @param path of the record's page */
    public record Hit(String type, UUID id, String label, String detail, String path) {}

    /** @param kinds ids of record types; empty: all */
    @Transactional(readOnly = true)
    public List<Hit> find(String q, List<String> kinds, int limit, Actor me) {
        if (q.isBlank()) {
            return List.of();
        }
        return sql.fetch(
                        "select kind, record_id, label, detail from search_records({0}, {1}, {2}, {3}, {4})",
                        val(q.strip()),
                        val(owners(me), UUID[].class),
                        val(everybodys(), String[].class),
                        val(kinds.isEmpty() ? null : kinds.toArray(String[]::new), String[].class),
                        val(limit))
                .map(row -> {
                    var kind = row.get(0, String.class);
                    var id = row.get(1, UUID.class);
                    var path = types.byId(kind)
                            .map(type -> "/" + type.plural() + "/" + id)
                            .orElse("/");
                    return new Hit(kind, id, row.get(2, String.class), row.get(3, String.class), path);
                });
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
