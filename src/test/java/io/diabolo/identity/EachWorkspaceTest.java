package io.diabolo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is done each night is done for everybody, whatever happens to one. */
@DiaboloTest
class EachWorkspaceTest {
    private final EachWorkspace each;

    EachWorkspaceTest(EachWorkspace each) {
        this.each = each;
    }

    @Test
    void a_workspace_that_fails_does_not_hold_up_the_others(Given given, Given.Kit worlds) {
        var other = worlds.given();
        var reached = new ArrayList<WorkspaceId>();
        each.run("a workspace failed on purpose", () -> {
            var here = Objects.requireNonNull(WorkspaceScope.workspace());
            reached.add(here);
            throw new IllegalStateException("on purpose");
        });
        assertThat(reached).contains(given.workspace(), other.workspace()).doesNotHaveDuplicates();
    }

    @Test
    void it_acts_as_an_administrator_of_each(Given given, Given.Kit worlds) {
        var other = worlds.given();
        var acting = new ArrayList<Actor>();
        each.runAsAdministrator("a workspace failed on purpose", acting::add);
        assertThat(acting).allMatch(Actor::administrator);
        assertThat(acting).extracting(Actor::workspace).contains(given.workspace(), other.workspace());
    }
}
