package io.diabolo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@DiaboloTest
class WorkspaceIsolationTest {
    private final DSLContext sql;
    private final Given.Kit kit;

    WorkspaceIsolationTest(DSLContext sql, Given.Kit kit) {
        this.sql = sql;
        this.kit = kit;
    }

    @Test
    void a_workspace_sees_its_own_members_only(Given given) {
        var other = kit.given();
        other.member("Marc Attal", "ae");

        assertThat(given.in(() -> sql.fetch("select name from member").getValues("name", String.class)))
                .containsExactly("Claire Fontaine");
    }

    @Test
    void without_a_workspace_nothing_can_be_read() {
        assertThatThrownBy(() -> sql.fetch("select * from member"))
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }
}
