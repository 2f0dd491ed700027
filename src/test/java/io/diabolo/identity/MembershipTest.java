package io.diabolo.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Visibility;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class MembershipTest {
    private static final String PASSWORD = "le funnel a deux cônes";

    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Members members;
    private final Staff staff;
    private final Invitations invitations;
    private final PasswordResets resets;
    private final Given.Kit kit;

    MembershipTest(
            MockMvcTester mvc,
            DSLContext sql,
            Members members,
            Staff staff,
            Invitations invitations,
            PasswordResets resets,
            Given.Kit kit) {
        this.mvc = mvc;
        this.sql = sql;
        this.members = members;
        this.staff = staff;
        this.invitations = invitations;
        this.resets = resets;
        this.kit = kit;
    }

    @Test
    void an_invitation_is_accepted_once(Given given) {
        var email = UUID.randomUUID() + "@example.org";
        var link = invite(given, email);

        var first = invitations.accept(link, "Inès Lambert", PASSWORD, "10.0.0.1");

        assertThat(first).isNotNull();
        assertThat(invitations.accept(link, "Somebody else", PASSWORD, "10.0.0.1"))
                .isNull();
        assertThat(given.in(() -> members.byEmail(email)))
                .extracting(Member::name, Member::state)
                .containsExactly("Inès Lambert", MemberState.ACTIVE);
    }

    @Test
    void who_has_an_account_joins_another_workspace_with_its_password_only(Given given) {
        var email = UUID.randomUUID() + "@example.org";
        invitations.accept(invite(given, email), "Inès Lambert", PASSWORD, "10.0.0.2");
        var other = kit.given();
        var link = invite(other, email);

        assertThatThrownBy(() -> invitations.accept(link, "Thief", "another long password", "10.0.0.2"))
                .isInstanceOf(BadInput.class);
        var joined = invitations.accept(link, "", PASSWORD, "10.0.0.2");

        assertThat(joined).isNotNull().extracting(SessionMember::workspaceId).isEqualTo(other.workspace());
        assertThatThrownBy(() -> other.in(() -> resets.link(joined.memberId(), other.administrator())))
                .as("an administrator of one workspace gets no key to another")
                .isInstanceOf(BadInput.class);
    }

    @Test
    void whoever_follows_the_director_comes_out_on_top(Given given) {
        var director = given.member("Claude Bernard", "manager").member();
        var middle = given.member("Marc Attal", "manager").member();
        var junior = given.member("Inès Lambert", "ae").member();
        given.run(() -> {
            sql.execute("update member set manager_id = ? where id = ?", director.value(), middle.value());
            sql.execute("update member set manager_id = ? where id = ?", middle.value(), junior.value());
            staff.leave(director, junior, given.administrator());
        });

        assertThat(given.in(() -> members.find(junior)).manager()).isNull();
        assertThat(given.in(() -> members.find(middle)).manager()).isEqualTo(junior);
        assertThat(given.in(
                        () -> sql.fetch("select action || ' ' || title from change_set where action like 'member.%'")
                                .getValues(0, String.class)))
                .contains("member.left Claude Bernard");
    }

    @Test
    void only_administrators_invite(Given given) {
        var ae = given.member("Marc Attal", "ae");

        assertThatThrownBy(() -> given.in(() -> invitations.invite(request("Léa", "lea@example.org"), ae)))
                .isInstanceOf(NotAllowed.class);
        assertThat(mvc.get().uri("/members/new").with(given.signedIn(ae))).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void own_team_reports_and_all_decide_who_is_seen(Given given) {
        var boss = given.member("Claude Bernard", "manager");
        var ae = given.member("Marc Attal", "ae");
        var sdr = given.member("Inès Lambert", "sdr");
        var mate = given.member("Léa Martin", "sdr");
        given.run(() -> {
            sql.execute(
                    "update member set manager_id = ? where id = ?",
                    boss.member().value(),
                    ae.member().value());
            sql.execute(
                    "update member set manager_id = ? where id = ?",
                    ae.member().value(),
                    sdr.member().value());
            var team = sql.fetchSingle("insert into team (name) values ('Nord') returning id")
                    .get(0, UUID.class);
            sql.execute(
                    "update member set team_id = ? where id in (?, ?)",
                    team,
                    sdr.member().value(),
                    mate.member().value());
        });

        assertThat(seen(given, boss, "reports")).containsExactlyInAnyOrder(boss.member(), ae.member(), sdr.member());
        assertThat(seen(given, sdr, "team")).containsExactlyInAnyOrder(sdr.member(), mate.member());
        assertThat(seen(given, ae, "team")).containsExactly(ae.member());
        assertThat(seen(given, mate, "own")).containsExactly(mate.member());
        assertThat(given.in(() -> members.actor(ae.member(), Origin.PAGE, Scope.READ))
                        .visibility())
                .isNotNull();
    }

    @Test
    void a_circle_in_the_reporting_line_is_refused(Given given) {
        var boss = given.member("Claude Bernard", "manager");
        var ae = given.member("Marc Attal", "ae");
        given.run(() -> staff.change(ae.member(), under(boss), 1, given.administrator()));

        assertThatThrownBy(() -> given.run(() -> staff.change(boss.member(), under(ae), 1, given.administrator())))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void who_leaves_is_out_with_the_next_request(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var heir = given.member("Inès Lambert", "ae");
        var bearer = given.bearer(ae, Scope.WRITE);
        assertThat(mvc.get().uri("/api/v1/me").header("Authorization", bearer)).hasStatusOk();

        given.run(() -> staff.leave(ae.member(), heir.member(), given.administrator()));

        assertThat(mvc.get().uri("/api/v1/me").header("Authorization", bearer)).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(mvc.get().uri("/members").with(given.signedIn(ae))).hasRedirectedUrl("/sign-in");
    }

    @Test
    void the_last_administrator_neither_leaves_nor_loses_the_right(Given given) {
        var heir = given.member("Inès Lambert", "ae");
        var last = given.administrator();

        assertThatThrownBy(() -> given.run(() -> staff.leave(last.member(), heir.member(), last)))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> given.run(() -> staff.change(last.member(), request("Claire Fontaine", ""), 1, last)))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void a_token_reaches_no_further_than_what_made_it(Given given, Tokens tokens) {
        var reader = given.in(() -> members.actor(given.administrator().member(), Origin.API, Scope.READ));

        assertThatThrownBy(() -> given.in(() -> tokens.create("more", Scope.ADMIN, null, reader)))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void a_session_sees_nothing_of_another_workspace(Given given) {
        var other = kit.given();
        var stranger = other.member("Étrangère", "ae");

        assertThat(mvc.get().uri("/members/" + stranger.member()).with(given.signedIn(given.administrator())))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/members").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("Claire Fontaine")
                .doesNotContain("Étrangère");
    }

    @Test
    void many_members_come_page_by_page_and_are_found_by_name_or_address(Given given) {
        given.run(() -> sql.execute(
                "insert into member (name, email, roles) select 'Membre ' || lpad(i::text, 3, '0'), 'm' || i || '@example.org', '{ae}'"
                        + " from generate_series(1, 250) i"));
        var first = members(given, "/members");
        assertThat(first).contains("Membre 001", "rel=\"next\"").doesNotContain("Membre 250");
        var next =
                first.replaceAll("(?s).*href=\"([^\"]*)\" rel=\"next\".*", "$1").replace("&amp;", "&");
        assertThat(members(given, next)).contains("Membre 250").doesNotContain("Membre 001", "rel=\"next\"");
        assertThat(members(given, "/members?q=m17@example"))
                .contains("Membre 017")
                .doesNotContain("Membre 018");
        assertThat(members(given, "/members?q=personne")).contains("Personne ne porte ce nom");
    }

    private String members(Given given, String path) {
        var answer = mvc.get()
                .uri(java.net.URI.create(path))
                .with(given.signedIn(given.administrator()))
                .exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void every_page_of_an_administrator_is_there(Given given) {
        var me = given.administrator();
        var pages = List.of(
                "/members",
                "/members?left=true",
                "/members/new",
                "/members/" + me.member(),
                "/teams",
                "/profile",
                "/tokens",
                "/workspace",
                "/workspaces");
        for (var page : pages) {
            assertThat(mvc.get().uri(page).with(given.signedIn(me)))
                    .as(page)
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("??");
        }
    }

    @Test
    void a_member_is_invited_renamed_and_parted_with_on_pages(Given given) {
        var me = given.signedIn(given.administrator());
        var email = UUID.randomUUID() + "@example.org";

        assertThat(mvc.post()
                        .uri("/members")
                        .with(me)
                        .with(csrf())
                        .param("name", "Léa Martin")
                        .param("email", email)
                        .param("roles", "sdr", "bdr")
                        .param("sight", "own"))
                .hasStatusOk()
                .bodyText()
                .contains("/invitations/");
        var lea = given.in(() -> members.byEmail(email));
        assertThat(lea).isNotNull().extracting(Member::roles).isEqualTo(List.of("sdr", "bdr"));
        assertThat(mvc.post()
                        .uri("/members/" + lea.id())
                        .with(me)
                        .with(csrf())
                        .param("name", "Léa Petit")
                        .param("sight", "nonsense")
                        .param("version", "1"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(mvc.post()
                        .uri("/members/" + lea.id() + "/departure")
                        .with(me)
                        .with(csrf())
                        .param("successor", given.administrator().member().toString()))
                .hasRedirectedUrl("/members");
        assertThat(mvc.post()
                        .uri("/tokens")
                        .with(me)
                        .with(csrf())
                        .param("name", "Tableur")
                        .param("scope", "read"))
                .hasStatusOk()
                .bodyText()
                .contains("dia_");
    }

    @Test
    void a_member_s_page_leads_to_their_hours_which_only_they_and_administrators_change(Given given) {
        var me = given.signedIn(given.administrator());
        var paul = given.member("Paul Morel", "ae");
        var page = "/members/" + paul.member();
        assertThat(mvc.get().uri(page).with(me))
                .hasStatusOk()
                .bodyText()
                .contains(
                        page + "/hours",
                        Objects.requireNonNull(given.in(() -> members.find(paul.member())))
                                .email());
        assertThat(mvc.post()
                        .uri(page + "/absences")
                        .param("from", "2999-08-01")
                        .with(me)
                        .with(csrf()))
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri(page + "/absences")
                        .param("from", "2199-08-01")
                        .param("to", "2199-08-14")
                        .with(me)
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri(page).with(me)).bodyText().contains("2199");
        assertThat(mvc.get().uri(page + "/hours").with(me)).bodyText().contains("name=\"monday\"");
        var colleague = given.signedIn(given.member("Zoé Petit", "ae"));
        assertThat(mvc.get().uri(page + "/hours").with(colleague))
                .hasStatusOk()
                .bodyText()
                .contains("2199")
                .doesNotContain("name=\"monday\"", page + "/absences");
    }

    private Secret invite(Given given, String email) {
        return given.in(() -> invitations.invite(request("Inès", email), given.administrator()));
    }

    private static MemberRequest request(String name, String email) {
        return new MemberRequest(name, email, List.of("sdr"), false, "own", null, null);
    }

    private static MemberRequest under(Actor manager) {
        return new MemberRequest("Marc Attal", "", List.of("ae"), false, "own", manager.member(), null);
    }

    private Iterable<MemberId> seen(Given given, Actor member, String sight) {
        given.run(() -> sql.execute(
                "update member set visibility = ? where id = ?",
                sight,
                member.member().value()));
        var actor = given.in(() -> members.actor(member.member(), Origin.PAGE, Scope.READ));
        return ((Visibility.Of) actor.visibility()).owners();
    }
}
