package io.diabolo.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@DiaboloTest
class PasswordResetsTest {
    private static final String PASSWORD = "le funnel a deux cônes";

    private final Members members;
    private final Invitations invitations;
    private final PasswordResets resets;

    PasswordResetsTest(Members members, Invitations invitations, PasswordResets resets) {
        this.members = members;
        this.invitations = invitations;
        this.resets = resets;
    }

    @Test
    void a_reset_link_sets_a_new_password_once(Given given) {
        var email = UUID.randomUUID() + "@example.org";
        var member = invitations.accept(invite(given, email), "Inès Lambert", PASSWORD, "10.0.0.3");
        assertThat(member).isNotNull();
        var link = given.in(() -> resets.link(member.memberId(), given.administrator()));

        assertThat(resets.reset(link, "un tout autre secret")).isNotNull();
        assertThat(resets.reset(link, "et encore un autre ?")).isNull();
    }

    @Test
    void after_a_reset_nothing_made_before_opens_the_door(Given given, Tokens tokens) {
        var member = invitations.accept(
                invite(given, UUID.randomUUID() + "@example.org"), "Inès Lambert", PASSWORD, "10.0.0.4");
        assertThat(member).isNotNull();
        var me = given.in(() -> members.actor(member.memberId(), Origin.PAGE, Scope.WRITE));
        var token = given.in(() -> tokens.create("script", Scope.READ, null, me));
        var older = given.in(() -> resets.link(member.memberId(), given.administrator()));
        var link = given.in(() -> resets.link(member.memberId(), given.administrator()));

        resets.reset(link, "un tout autre secret");

        assertThat(resets.isGood(older)).isFalse();
        assertThat(tokens.owner(new Secret(token))).isNull();
    }

    @Test
    void ones_own_password_is_not_guessed_either(Given given) {
        var member = invitations.accept(
                invite(given, UUID.randomUUID() + "@example.org"), "Inès Lambert", PASSWORD, "10.0.0.5");
        assertThat(member).isNotNull();
        var me = given.in(() -> members.actor(member.memberId(), Origin.PAGE, Scope.WRITE));
        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(() -> WorkspaceScope.in(
                            given.workspace(), () -> resets.change("faux", "un tout autre secret", me)))
                    .isInstanceOf(BadInput.class);
        }
        assertThatThrownBy(() ->
                        WorkspaceScope.in(given.workspace(), () -> resets.change(PASSWORD, "un tout autre secret", me)))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults().getFirst().key()).isEqualTo("profile.fault.old-often"));
    }

    private Secret invite(Given given, String email) {
        var request = new MemberRequest("Inès", email, List.of("sdr"), false, "own", null, null);
        return given.in(() -> invitations.invite(request, given.administrator()));
    }
}
