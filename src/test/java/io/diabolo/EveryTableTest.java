package io.diabolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** DESIGN.md §6: every table of a workspace is walled off; the exceptions are these and no more. */
@DiaboloTest
class EveryTableTest {
    /** Read through definer functions only, or the frameworks' own. */
    private static final Set<String> WITHOUT_WORKSPACE = Set.of(
            "workspace",
            "account",
            "token",
            "link",
            "sign_in_attempt",
            "second_factor",
            "recovery_code",
            "passkey",
            "outside_sign_in",
            "spring_session",
            "spring_session_attributes",
            "event_publication",
            "scheduled_tasks",
            "flyway_schema_history");

    private static final Set<String> READ_BY_FUNCTIONS_ONLY = Set.of(
            "workspace",
            "account",
            "token",
            "link",
            "sign_in_attempt",
            "second_factor",
            "recovery_code",
            "passkey",
            "outside_sign_in");

    private final DataSource owner;
    private final DSLContext application;

    EveryTableTest(@Qualifier("ownerDataSource") DataSource owner, DSLContext application) {
        this.owner = owner;
        this.application = application;
    }

    @Test
    void each_table_has_its_wall_or_is_a_named_exception() throws SQLException {
        assertThat(names("""
                select relname from pg_class join pg_namespace n on n.oid = relnamespace
                where nspname = 'public' and relkind in ('r', 'p')
                  and not (relrowsecurity and exists (select from pg_policy where polrelid = pg_class.oid))
                """)).isEqualTo(WITHOUT_WORKSPACE);
    }

    @Test
    void each_key_and_index_begins_with_the_workspace() throws SQLException {
        var others = names("""
                select i.relname from pg_index x
                join pg_class t on t.oid = x.indrelid and t.relrowsecurity
                join pg_class i on i.oid = x.indexrelid
                join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
                where a.attname <> 'workspace_id'
                """);
        assertThat(others).isEmpty();
    }

    @Test
    void what_knows_no_workspace_is_closed_to_the_application() {
        for (var table : READ_BY_FUNCTIONS_ONLY) {
            assertThat(application.fetchValue("select has_table_privilege('diabolo_app', ?, 'select')", table))
                    .as(table)
                    .isEqualTo(false);
        }
    }

    @Test
    void the_ledger_can_only_be_added_to() {
        for (var right : Set.of("update", "delete", "truncate")) {
            assertThat(application.fetchValue("select has_table_privilege('diabolo_app', 'journey_entry', ?)", right))
                    .as(right)
                    .isEqualTo(false);
        }
    }

    private Set<String> names(String query) throws SQLException {
        try (var connection = owner.getConnection()) {
            return Set.copyOf(DSL.using(connection).fetch(query).getValues(0, String.class));
        }
    }
}
