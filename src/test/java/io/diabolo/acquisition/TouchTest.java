package io.diabolo.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What visitors do before they say who they are, what programs send, and what one address may send at most. */
@DiaboloTest
class TouchTest {
    private static final String VISITOR = "abcdefghijklmnop_1234567";
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Submissions submissions;
    private final Fingerprints fingerprints;
    private final Touches touches;
    private final FormHooks hooks;

    TouchTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            Submissions submissions,
            Fingerprints fingerprints,
            Touches touches,
            FormHooks hooks) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.submissions = submissions;
        this.fingerprints = fingerprints;
        this.touches = touches;
        this.hooks = hooks;
    }

    private void visit(Given given, String page, String utm) {
        assertThat(mvc.post()
                        .uri("/a/visits")
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("{\"key\":\""
                                + fingerprints.site(given.workspace()).text() + "\",\"visitor\":\"" + VISITOR
                                + "\",\"page\":\"" + page + "\",\"utm\":{\"utm_campaign\":\"" + utm + "\"}}"))
                .hasStatus(204);
    }

    private long count(Given given, String query) {
        return given.<Long>in(() -> sql.fetchSingle(query).get(0, Long.class));
    }

    @Test
    void what_somebody_read_before_they_wrote_is_theirs_once_they_write(Given given) {
        var form = AForm.open(given, records, types, sql, submissions, Map.of());
        var asset = form.create("asset", Map.of("name", "Livre blanc", "url", "https://site.example/livre"));
        form.create("campaign", Map.of("name", "Salon", "utm_campaign", "salon"));
        visit(given, "https://site.example/livre", "salon");
        visit(given, "https://site.example/livre", "salon");
        visit(given, "https://site.example/tarifs", "");
        assertThat(count(given, "select count(*) from touch where person_id is null"))
                .isEqualTo(2);
        form.sendFrom("203.0.113.77", Utm.NONE, VISITOR, "email", "lea@brest.example");
        assertThat(count(given, "select count(*) from touch where person_id is null"))
                .isZero();
        visit(given, "https://site.example/merci", "");
        var person =
                given.<UUID>in(() -> sql.fetchSingle("select id from person").get(0, UUID.class));
        var all = WorkspaceScope.in(given.workspace(), () -> touches.of(person, 10));
        assertThat(all).extracting(Touches.Touch::kind).containsExactly("visit", "submission", "visit", "visit");
        assertThat(all).extracting(Touches.Touch::asset).contains("Livre blanc");
        assertThat(all).extracting(Touches.Touch::campaign).contains("Salon");
        assertThat(asset).isNotNull();
        // Neither the visitor's mark nor the address can be read.
        assertThat(given.<String>in(() -> String.valueOf(sql.fetch("select * from touch"))))
                .doesNotContain(VISITOR);
    }

    @Test
    void nonsense_and_another_sites_key_record_nothing(Given given) {
        for (var body : new String[] {"", "x", "[]", "{}", "{\"key\":\"" + "A".repeat(32) + "\"}"}) {
            assertThat(mvc.post()
                            .uri("/a/visits")
                            .contentType(MediaType.TEXT_PLAIN)
                            .content(body))
                    .hasStatus(204);
        }
        assertThat(count(given, "select count(*) from touch")).isZero();
    }

    @Test
    void the_script_is_small_cached_and_open_to_every_site() {
        var answer = mvc.get()
                .uri("/a/diabolo.js")
                .header("Origin", "https://site.example")
                .exchange();
        assertThat(answer).hasStatusOk();
        assertThat(answer.getResponse().getContentAsByteArray().length).isLessThan(3_000);
        assertThat(answer.getResponse().getHeader("Cache-Control")).contains("public", "max-age=3600");
        assertThat(answer.getResponse().getHeader("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    @Test
    void a_file_kept_here_is_what_the_form_hands_out(Given given, Given other) {
        var asset = AForm.create(given, records, types, "asset", Map.of("name", "Livre blanc"), given.administrator());
        var path = "/api/v1/marketing-assets/" + asset + "/file";
        var token = given.bearer(given.administrator(), Scope.WRITE);
        assertThat(put(path, token, new byte[0])).hasStatus(422);
        assertThat(put(path, other.bearer(other.administrator(), Scope.WRITE), new byte[] {1}))
                .hasStatus(404);
        assertThat(put(path, given.bearer(given.member("Ana", "csm"), Scope.WRITE), new byte[] {1}))
                .hasStatus(403);
        assertThat(put(path, token, new byte[] {1, 2, 3})).hasStatus(201);

        var form = AForm.open(given, records, types, sql, submissions, Map.of("asset", asset.toString()));
        var receipt = (Receipt.Thanks) form.send("email", "lea@brest.example");
        var link = "/f/downloads/"
                + java.util.Objects.requireNonNull(receipt.download()).text();
        var answer = mvc.get().uri(link).exchange().getResponse();
        assertThat(answer.getContentAsByteArray()).containsExactly(1, 2, 3);
        // Saved and never shown, whatever it claims to be.
        assertThat(answer.getHeader("Content-Disposition"))
                .startsWith("attachment")
                .contains("livre.html");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(mvc.delete().uri(path).header("Authorization", token)).hasStatus(204);
        assertThat(mvc.get().uri(link)).hasStatus(410);
    }

    private MvcTestResult put(String path, String token, byte[] content) {
        return mvc.post()
                .uri(path)
                .multipart()
                .file(new MockMultipartFile("file", "../livre.html", "text/html", content))
                .header("Authorization", token)
                .exchange();
    }

    @Test
    void the_asset_is_handed_out_by_a_link_of_ones_own_and_counts_once(Given given) {
        var asset = AForm.create(
                given,
                records,
                types,
                "asset",
                Map.of("name", "Livre blanc", "url", "https://site.example/livre.pdf"),
                given.administrator());
        var form = AForm.open(given, records, types, sql, submissions, Map.of("asset", asset.toString()));
        var receipt = (Receipt.Thanks) form.send("email", "lea@brest.example");
        var path = "/f/downloads/"
                + java.util.Objects.requireNonNull(receipt.download()).text();
        assertThat(mvc.get().uri(path)).hasStatus(303).hasRedirectedUrl("https://site.example/livre.pdf");
        assertThat(mvc.get().uri(path)).hasStatus(303);
        assertThat(count(given, "select count(*) from touch where kind = 'download'"))
                .isEqualTo(1);
        assertThat(mvc.get().uri("/f/downloads/" + "A".repeat(64))).hasStatus(410);
    }

    @Test
    void a_submission_that_is_to_be_confirmed_becomes_a_lead_by_the_press_of_a_button_only(Given given) {
        var form = AForm.open(given, records, types, sql, submissions, Map.of("double_opt_in", "true"));
        assertThat(form.send("email", "lea@brest.example")).isInstanceOf(Receipt.Confirm.class);
        assertThat(count(given, "select count(*) from lead")).isZero();
        var secret = PublicKey.secret(given.workspace());
        given.run(() -> sql.execute("update submission set confirm_hash = ?", secret.hash()));
        var path = "/f/confirmations/" + secret.text();
        assertThat(mvc.get().uri(path)).hasStatusOk();
        assertThat(count(given, "select count(*) from lead")).isZero();
        assertThat(mvc.post().uri(path)).hasStatusOk();
        assertThat(mvc.post().uri(path)).hasStatusOk();
        assertThat(count(given, "select count(*) from lead")).isEqualTo(1);
        assertThat(form.states()).containsExactly("accepted");
    }

    @Test
    void what_is_confirmed_and_cant_be_taken_is_held(Given given) {
        var form = AForm.open(given, records, types, sql, submissions, Map.of("double_opt_in", "true"));
        assertThat(form.send("email", "lea@brest.example", "last_name", "x".repeat(5_000)))
                .isInstanceOf(Receipt.Confirm.class);
        var path = confirmation(given);
        assertThat(mvc.post().uri(path)).hasStatusOk();
        assertThat(mvc.post().uri(path)).hasStatusOk();
        assertThat(form.states()).containsExactly("held refused");
        assertThat(count(given, "select count(*) from submission where confirmed_at is not null"))
                .isEqualTo(1);
        assertThat(count(given, "select count(*) from lead")).isZero();
    }

    @Test
    void what_a_member_freed_isnt_taken_again_once_it_is_confirmed(Given given) {
        var form = AForm.open(given, records, types, sql, submissions, Map.of("double_opt_in", "true"));
        form.send("email", "lea@brest.example");
        var path = confirmation(given);
        var id = given.<UUID>in(
                () -> sql.fetchSingle("select id from submission").get(0, UUID.class));
        WorkspaceScope.run(given.workspace(), () -> submissions.free(id, given.administrator()));
        assertThat(mvc.post().uri(path)).hasStatusOk();
        assertThat(count(given, "select count(*) from touch where kind = 'submission'"))
                .isEqualTo(1);
        assertThat(form.states()).containsExactly("accepted freed");
    }

    /** The link of the only submission there is. */
    private String confirmation(Given given) {
        var secret = PublicKey.secret(given.workspace());
        given.run(() -> sql.execute("update submission set confirm_hash = ?", secret.hash()));
        return "/f/confirmations/" + secret.text();
    }

    @Test
    void what_strangers_send_has_an_end(Given given) {
        var form = AForm.open(given, records, types, sql, submissions, Map.of());
        assertThat(mvc.post().uri("/a/visits").contentType(MediaType.TEXT_PLAIN).content("x".repeat(64 * 1024 + 1)))
                .hasStatus(413);
        var path = "/api/v1/forms/" + form.key().text() + "/submissions";
        assertThat(mvc.post()
                        .uri(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"values\":{\"message\":\"" + "x".repeat(256 * 1024) + "\"}}"))
                .hasStatus(413);
        for (var body : new String[] {"", "null", "[]", "{\"values\":"}) {
            assertThat(mvc.post()
                            .uri(path)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(body))
                    .hasStatus(400);
        }
        assertThat(mvc.post().uri(path).contentType(MediaType.TEXT_PLAIN).content("{}"))
                .hasStatus(415);
        assertThat(form.states()).isEmpty();
    }

    @Test
    void the_link_to_confirm_by_leaves_by_mail_and_at_most_three_times_an_hour(Given given) {
        var form = AForm.open(given, records, types, sql, submissions, Map.of("double_opt_in", "true"));
        given.run(() -> sql.execute("""
                insert into mailbox (member_id, address, sender_name, way, login, smtp_host, smtp_port, smtp_security, serves_all)
                values (?, 'bonjour@atelier.example', 'Atelier', 'password', 'x', 'localhost', 9, 'none', true)
                """, given.administrator().member().value()));
        // One address, however it is typed.
        for (var typed : new String[] {
            "mailto:lea@brest.example",
            "Lea@Brest.example",
            "Léa <lea@brest.example>",
            "lea@brest.example",
            " lea@brest.example"
        }) {
            assertThat(mvc.post().uri("/f/" + form.key().text()).param("email", typed))
                    .hasStatusOk()
                    .bodyText()
                    .contains("boîte de réception");
        }
        assertThat(count(given, "select count(*) from mail where body like '%/f/confirmations/%'"))
                .isEqualTo(3);
        assertThat(count(given, "select count(*) from submission where why = 'unsent'"))
                .isEqualTo(2);
        var link = given.<String>in(
                () -> sql.fetchSingle("select substring(body from '/f/confirmations/[A-Za-z0-9_-]+') from mail limit 1")
                        .get(0, String.class));
        assertThat(mvc.post().uri(link)).hasStatusOk();
        assertThat(count(given, "select count(*) from lead")).isEqualTo(1);
    }

    @Test
    void strangers_are_forgotten_in_time(Given given) {
        var form = AForm.open(given, records, types, sql, submissions, Map.of());
        form.send("email", "bot@spam.example", "homepage", "x");
        form.send("email", "lea@brest.example");
        visit(given, "https://site.example/tarifs", "");
        given.run(() -> {
            sql.execute("update submission set received_at = received_at - interval '13 months'");
            sql.execute("update touch set at = at - interval '14 months'");
            sql.fetch("select forget_strangers(now() - interval '13 months', now() - interval '12 months', now())");
        });
        assertThat(form.states()).containsExactly("accepted");
        assertThat(count(given, "select count(*) from touch where person_id is null"))
                .isZero();
        assertThat(count(given, "select count(*) from touch where person_id is not null"))
                .isEqualTo(1);
    }

    @Test
    void another_program_sends_its_json_and_nothing_of_it_is_lost(Given given) {
        var form = AForm.open(given, records, types, sql, submissions, Map.of());
        var path = "/api/v1/hooks/" + form.key().text();
        var secret = WorkspaceScope.in(
                given.workspace(),
                () -> hooks.open(
                        form.id,
                        "email = data.contacts.0.mail\nlast_name = data.contacts.0.nom",
                        null,
                        given.administrator()));
        var body = "{\"data\":{\"contacts\":[{\"mail\":\"lea@brest.example\",\"nom\":\"Martin\"}]}}";
        assertThat(mvc.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body))
                .hasStatus(403);
        // Whoever guesses is counted.
        assertThat(count(given, "select count from submission_window where kind = 'hook'"))
                .isEqualTo(1);
        assertThat(mvc.post()
                        .uri(path)
                        .header("Diabolo-Secret", secret.text())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("\"" + "x".repeat(256 * 1024) + "\""))
                .hasStatus(413);
        assertThat(mvc.post()
                        .uri(path)
                        .header("Diabolo-Secret", secret.text())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatus(202);
        assertThat(mvc.post()
                        .uri(path)
                        .header("Diabolo-Secret", secret.text())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"other\":\"shape\"}"))
                .hasStatus(202);
        assertThat(form.states()).containsExactly("accepted", "held refused");
        assertThat(count(given, "select count(*) from submission where received ->> 'json' like '%shape%'"))
                .isEqualTo(1);
        assertThat(mvc.post()
                        .uri("/forms/" + form.id + "/hook")
                        .param("mapping", "nobody = a.b")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(422);
    }

    @Test
    void a_thousand_in_a_second_from_one_address_are_limited_and_the_real_ones_are_kept(Given given) throws Exception {
        var form = AForm.open(given, records, types, sql, submissions, Map.of());
        var path = "/f/" + form.key().text();
        var limited = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(16)) {
            IntStream.range(0, 1_000)
                    .forEach(at -> pool.execute(() -> {
                        var status = mvc.post()
                                .uri(path)
                                .param("email", "flood" + at + "@spam.example")
                                .with(from("203.0.113.66"))
                                .exchange()
                                .getResponse()
                                .getStatus();
                        if (status == 429) {
                            limited.incrementAndGet();
                        }
                    }));
            for (var at = 0; at < 5; at++) {
                assertThat(mvc.post()
                                .uri(path)
                                .param("email", "vrai" + at + "@brest.example")
                                .with(from("198.51.100." + (10 + at))))
                        .hasStatusOk();
            }
        }
        // Two windows at most, should the minute turn in between.
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(limited.get()).isBetween(960, 980));
        assertThat(count(given, "select count(*) from submission")).isEqualTo(1_005);
        assertThat(count(given, "select count(*) from submission where why = 'rate'"))
                .isEqualTo(limited.get());
        assertThat(count(
                        given,
                        "select count(*) from lead l join person p on p.id = l.person_id where p.email like 'vrai%'"))
                .isEqualTo(5);
    }

    private static org.springframework.test.web.servlet.request.RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    @Test
    void an_experiment_says_how_sure_its_result_is_and_moves_on_the_board(Given given) {
        var me = given.administrator();
        var id = AForm.create(
                given,
                records,
                types,
                "experiment",
                Map.of(
                        "name", "Page courte",
                        "impact", "8",
                        "confidence", "5",
                        "ease", "5",
                        "control_trials", "80",
                        "control_successes", "48",
                        "test_trials", "70",
                        "test_successes", "56"),
                me);
        assertThat(mvc.get().uri("/experiments/" + id).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("fait mieux", "+20,0");
        assertThat(mvc.get().uri("/experiments/board").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("ICE 200");
        move(given, id, "running");
        assertThat(state(given, id)).isEqualTo("running");
        // What was learned comes first.
        move(given, id, "decided");
        assertThat(state(given, id)).isEqualTo("running");
    }

    private void move(Given given, UUID id, String state) {
        assertThat(mvc.post()
                        .uri("/experiments/" + id + "/state")
                        .param("state", state)
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
    }

    private String state(Given given, UUID id) {
        return given.<String>in(() ->
                sql.fetchSingle("select state from experiment where id = ?", id).get(0, String.class));
    }
}
