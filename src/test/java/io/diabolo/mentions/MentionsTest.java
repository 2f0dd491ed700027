package io.diabolo.mentions;

import static io.diabolo.jooq.Tables.MENTION;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.mentions.Mention.Reach;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class MentionsTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Mentions mentions;
    private final MockMvcTester mvc;

    MentionsTest(DSLContext sql, Records records, RecordTypes types, Mentions mentions, MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.mentions = mentions;
        this.mvc = mvc;
    }

    private UUID create(Given given, String plural, Map<String, String> values, Actor me) {
        return WorkspaceScope.in(
                given.workspace(),
                () -> records.create(types.byPlural(plural), values, me)
                        .record()
                        .id());
    }

    private UUID note(Given given, UUID company, String body, Actor me) {
        return create(given, "activities", Map.of("kind", "note", "body", body, "company", company.toString()), me);
    }

    private List<String> told(Given given, Actor who) {
        return given.in(() -> sql.select(NOTIFICATION.KIND, NOTIFICATION.PATH)
                .from(NOTIFICATION)
                .where(NOTIFICATION.MEMBER_ID.eq(who.member().value()))
                .fetch(row -> row.value1() + " " + row.value2()));
    }

    private void awaitTold(Given given, Actor who, String... all) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(given, who)).containsExactly(all));
    }

    @Test
    void who_is_named_in_a_note_is_told_once_and_led_to_it(Given given) {
        var me = given.administrator();
        var paul = given.member("Paul Morel", "ae");
        var ines = given.member("Inès Roy", "ae");
        var company = create(given, "companies", Map.of("name", "Acme"), me);
        var note = note(given, company, "Voir avec @Paul Morel et moi, @Claire.", me);

        awaitTold(given, paul, "mentioned /companies/" + company + "#activity-" + note);
        assertThat(told(given, me)).isEmpty();
        assertThat(WorkspaceScope.in(given.workspace(), () -> mentions.of("activity", note)))
                .extracting(Mention::name, Mention::reach)
                .containsExactlyInAnyOrder(tuple("Paul Morel", Reach.TOLD), tuple("Claire Fontaine", Reach.OWN));

        // Changed, it names somebody else too: they alone are told.
        WorkspaceScope.run(
                given.workspace(),
                () -> records.update(
                        types.byPlural("activities"), note, Map.of("body", "@Paul Morel et @Inès"), null, me));
        awaitTold(given, ines, "mentioned /companies/" + company + "#activity-" + note);
        assertThat(told(given, paul)).hasSize(1);

        assertThat(mvc.get().uri("/companies/" + company).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("href=\"/members/" + paul.member() + "\"", "id=\"activity-" + note + "\"");
        assertThat(mvc.get().uri("/notifications").with(given.signedIn(paul)))
                .bodyText()
                .contains("Claire Fontaine vous cite", "Acme");
    }

    @Test
    void who_may_not_see_the_record_isnt_told_and_the_writer_learns_it_at_once(Given given) {
        var me = given.administrator();
        var paul = given.memberWhoSeesOwn("Paul Morel", "ae");
        var company = create(given, "companies", Map.of("name", "Acme"), me);

        var saved = mvc.post()
                .uri("/companies/" + company + "/activities")
                .param("body", "@Paul Morel, un avis ?")
                .with(given.signedIn(me))
                .with(csrf())
                .exchange();
        assertThat(saved).hasStatus(303);
        assertThat(mvc.get()
                        .uri("/companies/" + company)
                        .session((MockHttpSession)
                                Objects.requireNonNull(saved.getRequest().getSession()))
                        .with(given.signedIn(me)))
                .bodyText()
                .contains("Pas prévenus", "mention unseen");
        assertThat(told(given, paul)).isEmpty();
        assertThat(mvc.get()
                        .uri("/completions/mentions?q=pau&on=/companies/" + company)
                        .with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("data-text=\"@Paul Morel\"", "n’a pas accès");
    }

    @Test
    void a_renamed_member_is_shown_by_the_new_name_and_one_who_left_stays_a_link(Given given) {
        var me = given.administrator();
        var paul = given.member("Paul Morel", "ae");
        var company = create(given, "companies", Map.of("name", "Acme"), me);
        note(given, company, "@Paul Morel <b>", me);
        given.run(() -> sql.execute(
                "update member set name = 'Paul Lenoir', state = 'left' where id = ?",
                paul.member().value()));
        assertThat(mvc.get().uri("/companies/" + company).with(given.signedIn(me)))
                .bodyText()
                .contains(">@Paul Lenoir</a> &lt;b&gt;");
    }

    @Test
    void what_comes_from_a_file_or_in_a_mail_names_nobody(Given given) {
        var me = given.administrator();
        var paul = given.member("Paul Morel", "ae");
        var company = create(given, "companies", Map.of("name", "Acme"), me);
        var mail = create(
                given, "activities", Map.of("kind", "mail", "body", "@Paul Morel", "company", company.toString()), me);
        var imported = note(given, company, "@Paul Morel", me.through(Origin.IMPORT));
        assertThat(given.in(() -> mentions.of("activity", List.of(mail, imported))))
                .isEmpty();
        assertThat(told(given, paul)).isEmpty();
    }

    @Test
    void undoing_the_note_forgets_whom_it_named(Given given) {
        var me = given.administrator();
        given.member("Paul Morel", "ae");
        var company = create(given, "companies", Map.of("name", "Acme"), me);
        var note = note(given, company, "@Paul Morel", me);
        assertThat(given.in(() -> sql.fetchCount(MENTION))).isEqualTo(1);
        var changeSet = given.in(() -> sql.fetchValue("select created_in from activity where id = ?", note));
        assertThat(mvc.post()
                        .uri("/changes/" + changeSet + "/reversal")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(given.in(() -> sql.fetchCount(MENTION))).isZero());
    }

    @Test
    void notes_of_tickets_name_members_too(Given given) {
        var me = given.administrator();
        var paul = given.member("Paul Morel", "support");
        var ticket = create(given, "tickets", Map.of("subject", "Export vide", "description", "Rien."), me);
        assertThat(mvc.post()
                        .uri("/api/v1/tickets/" + ticket + "/messages")
                        .header("Authorization", given.bearer(me, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"kind\": \"note\", \"body\": \"@Paul Morel, tu connais ?\"}"))
                .hasStatus(201);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(given, paul))
                        .singleElement()
                        .asString()
                        .startsWith("mentioned /tickets/" + ticket));
        assertThat(mvc.get()
                        .uri("/api/v1/tickets/" + ticket + "/messages")
                        .header("Authorization", given.bearer(me, Scope.READ)))
                .bodyText()
                .contains("\"reach\":\"told\"");
        assertThat(mvc.get().uri("/tickets/" + ticket).with(given.signedIn(me)))
                .bodyText()
                .contains("class=\"mention told\"");
    }

    @Test
    void a_hand_off_names_in_its_note_and_in_its_answer(Given given) {
        var me = given.administrator();
        var ae = given.member("Marc Attal", "ae");
        var paul = given.memberWhoSeesOwn("Paul Morel", "csm");
        var zoe = given.member("Zoé Brun", "csm");
        var lead = create(given, "leads", Map.of("last_name", "Petit", "email", "p@example.org"), me);
        given.sheetAnswered(lead);
        var answer = mvc.post()
                .uri("/handoffs")
                .param("kind", "qualified-lead")
                .param("subject_type", "lead")
                .param("subject_id", lead.toString())
                .param("note", "@Zoé Brun les connaît, @Paul Morel aussi")
                .with(given.signedIn(me))
                .with(csrf())
                .exchange();
        assertThat(answer).hasStatus(303);
        var path = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        // Neither side of the hand-off: the lead is what she sees.
        awaitTold(given, zoe, "mentioned /leads/" + lead);
        assertThat(told(given, paul)).isEmpty();
        assertThat(mvc.get().uri(path).with(given.signedIn(me))).bodyText().contains("Pas prévenus\u00a0: Paul Morel");
        assertThat(mvc.post()
                        .uri(path + "/return")
                        .param("reason", "Voir @Claire Fontaine d’abord")
                        .with(given.signedIn(ae))
                        .with(csrf()))
                .hasStatus(303);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(given, me)).contains("mentioned " + path));
        assertThat(mvc.get().uri("/api/v1" + path).header("Authorization", given.bearer(me, Scope.READ)))
                .bodyText()
                .contains("\"mentions\":[");
    }
}
