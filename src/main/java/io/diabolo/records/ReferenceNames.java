package io.diabolo.records;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;

import io.diabolo.platform.Actor;
import io.diabolo.records.Clause.Filter;
import io.diabolo.records.Clause.Group;
import io.diabolo.records.Clause.Related;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How the members and records are called that conditions name by their id; a record only to those who may see it. */
@Component
class ReferenceNames {
    private final DSLContext sql;
    private final RecordTypes types;

    ReferenceNames(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    @Transactional(readOnly = true)
    public Map<String, String> of(List<Clause> clauses, Actor me) {
        var names = new HashMap<String, String>();
        var members = ids(clauses, FieldKind.MEMBER);
        if (!members.isEmpty()) {
            sql.select(MEMBER.ID, MEMBER.NAME)
                    .from(MEMBER)
                    .where(MEMBER.ID.in(members))
                    .forEach(row -> names.put(row.value1().toString(), row.value2()));
        }
        var records = ids(clauses, FieldKind.REFERENCE);
        if (!records.isEmpty()) {
            sql.select(SEARCH_ENTRY.RECORD_ID, SEARCH_ENTRY.LABEL)
                    .from(SEARCH_ENTRY)
                    .where(SEARCH_ENTRY.RECORD_ID.in(records))
                    .and(Visible.to(me, List.of(SEARCH_ENTRY.OWNER_ID)))
                    .and(SEARCH_ENTRY.KIND.notIn(types.keptFrom(me)))
                    .forEach(row -> names.put(row.value1().toString(), row.value2()));
        }
        return names;
    }

    private static List<UUID> ids(List<Clause> clauses, FieldKind kind) {
        return filters(clauses)
                .filter(filter -> filter.field().kind() == kind)
                .flatMap(filter -> filter.values().stream())
                .map(FieldConditions::uuid)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Stream<Filter> filters(List<Clause> clauses) {
        return clauses.stream().flatMap(clause -> switch (clause) {
            case Filter filter -> Stream.of(filter);
            case Group group -> filters(group.clauses());
            case Related related -> filters(related.clauses());
        });
    }
}
