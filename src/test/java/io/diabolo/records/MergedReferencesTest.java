package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Nothing is forgotten by a merge: every column that names a company or person is moved, and can be moved back. */
@DiaboloTest
class MergedReferencesTest {
    private final DSLContext sql;
    private final ReferringColumns columns;

    MergedReferencesTest(DSLContext sql, ReferringColumns columns) {
        this.sql = sql;
        this.columns = columns;
    }

    @Test
    void each_column_that_names_a_company_or_person_is_known_to_merge() {
        for (var kind : List.of("company", "person")) {
            var known = columns.to(kind).stream()
                    .map(column -> column.table() + "." + column.column())
                    .collect(Collectors.toCollection(TreeSet::new));
            // By foreign key, or by its name alone.
            var there = sql.fetchValues("""
                            select c.relname || '.' || a.attname
                            from pg_constraint f
                            join pg_class c on c.oid = f.conrelid
                            join pg_class p on p.oid = f.confrelid and p.relname = {0}
                            join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey) and a.attname <> 'workspace_id'
                            where f.contype = 'f'
                            union
                            select c.relname || '.' || a.attname
                            from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
                            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname ~ ('(^|_)' || {0} || '_id$')
                            """, org.jooq.impl.DSL.val(kind)).stream()
                    .map(Object::toString)
                    .filter(column -> !ReferringColumns.STAYING.contains(column.substring(0, column.indexOf('.'))))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(known).as(kind).containsAll(there);
        }
    }

    @Test
    void each_table_that_is_moved_can_be_moved_back() {
        for (var kind : List.of("company", "person")) {
            assertThat(columns.to(kind)).as(kind).isNotEmpty().allSatisfy(column -> {
                // By its id the change is noted, by the other its table is known to the undo.
                assertThat(column.all()).as(column.table()).contains("id", "created_in");
            });
        }
    }

    @Test
    void what_names_records_of_any_kind_moves_or_stays_with_them_on_purpose() {
        var others = sql.fetchValues("""
                        select distinct c.relname
                        from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
                        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                          and a.attname in ('record_id', 'subject_id', 'one_id', 'other_id')
                          and not exists (select from pg_constraint f
                                          where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any (f.conkey))
                        """).stream().map(Object::toString).collect(Collectors.toSet());
        var known = new TreeSet<>(ReferringColumns.STAYING);
        columns.to("company").forEach(column -> known.add(column.table()));
        assertThat(known).containsAll(Set.copyOf(others));
    }
}
