package io.diabolo.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.diabolo.identity.Seal;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Other systems are told what happened: signed, again until they take it, and never one in the house's own network. */
@DiaboloTest
class WebhooksTest {
    /** What a receiver got. */
    private record Got(String id, String timestamp, String signature, String body) {}

    private final DSLContext sql;
    private final Webhooks refusing;
    private final Webhooks webhooks;
    private final SendDeliveries sending;
    private final Deliveries deliveries;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Integer> answers = new ConcurrentLinkedDeque<>();
    private final Parts parts;
    private HttpServer server;

    /** What a test does besides. */
    record Parts(
            Records records,
            RecordTypes types,
            Automations automations,
            Engine engine,
            Function<WebhookAddress, Webhooks> webhooks) {
        Webhooks with(WebhookAddress address) {
            return webhooks.apply(address);
        }
    }

    WebhooksTest(
            DSLContext sql,
            Webhooks refusing,
            Deliveries deliveries,
            Records records,
            RecordTypes types,
            Automations automations,
            Engine engine,
            Seal seal,
            ChangeSets changeSets,
            TransactionTemplate transactions,
            TellKeepers telling,
            Clock clock) {
        this.sql = sql;
        this.refusing = refusing;
        this.deliveries = deliveries;
        this.parts = new Parts(
                records,
                types,
                automations,
                engine,
                address -> new Webhooks(sql, address, seal, changeSets, transactions, clock));
        // As an operator allows it whose other systems stand in the same network.
        var internal = new WebhookAddress(true);
        this.webhooks = parts.with(internal);
        this.sending = new SendDeliveries(sql, transactions, webhooks, new WebhookClient(internal), telling, clock);
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            got.add(new Got(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            var status = answers.isEmpty() ? 200 : answers.poll();
            var answer = "said " + status;
            exchange.sendResponseHeaders(status, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private Webhooks.Made made(Given given) {
        return given.in(() -> webhooks.create(
                "ERP", "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks", given.administrator()));
    }

    /** Of a company that the keeper sees, told to the webhook. */
    private void told(Given given, UUID webhook, Actor keeper) {
        given.run(() -> {
            var action = new Action("webhook", Map.of("webhook", webhook.toString()));
            var id = parts.automations()
                    .create("ERP", Plan.of("company", Trigger.on("created"), 0, List.of(), action), keeper);
            parts.automations().become(id, true, keeper);
        });
        given.run(() -> parts.records().create(parts.types().byPlural("companies"), Map.of("name", "Molène"), keeper));
        WorkspaceScope.run(
                given.workspace(), () -> parts.engine().here(Instant.now().plusSeconds(1)));
    }

    private void send(Given given, Instant now) {
        WorkspaceScope.run(given.workspace(), () -> sending.here(now));
    }

    @Test
    void a_signature_is_what_the_specification_says() {
        // The example of Standard Webhooks 1.0.
        assertThat(Signature.of(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330),
                        "{\"test\": 2432232314}",
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void an_automation_tells_what_happened_and_is_told_again_until_it_is_taken(Given given) {
        var me = given.administrator();
        var webhook = made(given);
        told(given, webhook.id(), me);
        var now = Instant.now().plusSeconds(1);
        answers.add(500);
        send(given, now);

        var failed = only(given);
        assertThat(failed.state()).isEqualTo("waiting");
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.answer()).isEqualTo("said 500");
        send(given, now.plusSeconds(1));
        assertThat(got).as("before the pause is over").hasSize(1);
        send(given, now.plusSeconds(10));
        send(given, now.plus(Duration.ofDays(1)));

        assertThat(only(given).state()).isEqualTo("delivered");
        assertThat(got).hasSize(2);
        assertThat(got).extracting(Got::id).containsOnly(failed.id().toString());
        assertThat(got.getLast().body())
                .contains("\"type\":\"company.created\"")
                .contains("Molène");
        assertThat(got.getLast().signature())
                .isEqualTo(Signature.of(
                        failed.id().toString(),
                        Instant.ofEpochSecond(Long.parseLong(got.getLast().timestamp())),
                        got.getLast().body(),
                        List.of(webhook.secret())));
    }

    private Deliveries.Delivery only(Given given) {
        return given.in(() -> deliveries.all(null, null, null, 10, given.administrator()))
                .getFirst();
    }

    @Test
    @Timeout(60)
    void a_body_that_never_comes_isnt_waited_for_and_of_a_long_one_the_beginning_is_read() throws IOException {
        var client = new WebhookClient(new WebhookAddress(true), Duration.ofSeconds(2));
        try (var stalling = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    var socket = stalling.accept();
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException _) {
                    // the test is over
                }
            });
            var url = "http://127.0.0.1:" + stalling.getLocalPort() + "/";
            var answer = client.tell(url, UUID.randomUUID(), "{}", List.of(Signature.newSecret()), Instant.EPOCH);
            assertThat(answer.trouble()).isEqualTo("webhook.trouble.slow");
            assertThat(answer.isTaken()).isFalse();
        }
        server.createContext("/long", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("é".repeat(3_000).getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/long";
        var answer = client.tell(url, UUID.randomUUID(), "{}", List.of(Signature.newSecret()), Instant.EPOCH);
        assertThat(answer.isTaken()).isTrue();
        assertThat(answer.excerpt()).isEqualTo("é".repeat(500));
    }

    @Test
    void a_full_round_begins_no_attempt_that_it_doesnt_make(Given given) {
        var webhook = made(given);
        // Due later than the application itself looks at them.
        var later = Instant.now().plus(Duration.ofHours(1));
        given.run(() -> sql.execute(
                "insert into webhook_delivery (webhook_id, event, body, next_at, created_at)"
                        + " select ?, 'webhook.test', '{}', ?::timestamptz, now() from generate_series(1, 203)",
                webhook.id(),
                Runs.utc(later)));
        send(given, later.plusSeconds(1));

        assertThat(got).hasSize(200);
        assertThat(given.<Object>in(() -> sql.fetchValue("select sum(tries) from webhook_delivery")))
                .isEqualTo(200L);
    }

    @Test
    void who_doesnt_see_a_record_reads_nothing_of_it_and_leads_it_nowhere_else(Given given) {
        var webhook = made(given);
        told(given, webhook.id(), given.administrator());
        var other = given.memberWhoSeesOwn("Solène", "salesops");
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere";

        var shown = given.in(() -> deliveries.all(null, null, null, 10, other)).getFirst();
        assertThat(shown.body()).isEmpty();
        assertThat(given.in(() -> deliveries.get(shown.id(), other)).body()).isEmpty();
        assertThat(only(given).body()).contains("Molène");
        assertThatThrownBy(() -> given.run(() -> webhooks.save(webhook.id(), "ERP", url, true, null, other)))
                .isInstanceOf(BadInput.class);
        // Told again it is whole, at the address that others chose.
        var again = given.in(() -> deliveries.replay(shown.id(), other));
        assertThat(given.in(() -> deliveries.get(again, given.administrator())).body())
                .isEqualTo(only(given).body())
                .contains("Molène");

        given.run(() -> parts.automations()
                .delete(
                        parts.automations()
                                .all(given.administrator())
                                .getFirst()
                                .id(),
                        given.administrator()));
        assertThatThrownBy(() -> given.run(() -> webhooks.save(webhook.id(), "ERP", url, true, null, other)))
                .as("what was told can be told again")
                .isInstanceOf(BadInput.class);
        given.run(() -> webhooks.save(webhook.id(), "ERP", url, true, null, given.administrator()));
        var own = made(given);
        given.run(() -> webhooks.save(own.id(), "ERP", url, true, null, other));
    }

    @Test
    void the_name_service_is_asked_while_nothing_is_locked(Given given) {
        var asked = new CopyOnWriteArrayList<Boolean>();
        var slow = new WebhookAddress(true) {
            @Override
            Fault fault(String text) {
                asked.add(TransactionSynchronizationManager.isActualTransactionActive());
                return null;
            }
        };
        var own = parts.with(slow);
        var me = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            var made = own.create("ERP", "https://erp.example.org/", me);
            own.save(made.id(), "ERP", "https://erp.example.org/hooks", true, null, me);
        });

        assertThat(asked).containsExactly(false, false);
    }

    @Test
    void an_attempt_that_was_cut_off_is_made_again_under_the_same_id(Given given) {
        var webhook = made(given);
        var id = given.in(() -> deliveries.test(webhook.id(), given.administrator()));
        var now = Instant.now().plusSeconds(1);
        // As a process leaves it that is killed between the attempt and the word of it.
        given.run(() -> sql.execute(
                "update webhook_delivery set state = 'sending', tries = 1, next_at = ?::timestamptz where id = ?",
                Runs.utc(now.plus(SendDeliveries.LEASE)),
                id));
        send(given, now);
        assertThat(got).isEmpty();
        send(given, now.plus(SendDeliveries.LEASE).plusSeconds(1));

        assertThat(got).extracting(Got::id).containsExactly(id.toString());
        assertThat(only(given).state()).isEqualTo("delivered");
    }

    @Test
    void it_is_told_once_more_by_hand_and_signed_by_both_secrets_for_a_day(Given given) {
        var me = given.administrator();
        var webhook = made(given);
        var id = given.in(() -> deliveries.test(webhook.id(), me));
        var now = Instant.now().plusSeconds(1);
        send(given, now);
        var second = given.in(() -> webhooks.renewSecret(webhook.id(), me));
        var again = given.in(() -> deliveries.replay(id, me));
        send(given, now.plusSeconds(1));

        assertThat(got).extracting(Got::id).containsExactly(id.toString(), again.toString());
        assertThat(got.getFirst().body()).isEqualTo(got.getLast().body());
        var last = got.getLast();
        assertThat(last.signature())
                .isEqualTo(Signature.of(
                        last.id(),
                        Instant.ofEpochSecond(Long.parseLong(last.timestamp())),
                        last.body(),
                        List.of(second, webhook.secret())));
        assertThat(second).isNotEqualTo(webhook.secret()).startsWith("whsec_");
    }

    @Test
    void an_address_that_fails_for_long_is_told_no_more_and_its_owner_is(Given given) {
        var me = given.administrator();
        var webhook = made(given);
        var now = Instant.now().plusSeconds(1);
        for (var day : List.of(0, 6)) {
            answers.add(503);
            given.in(() -> deliveries.test(webhook.id(), me));
            given.run(() -> sql.execute(
                    "update webhook_delivery set next_at = ?::timestamptz where tries = 0",
                    Runs.utc(now.plus(Duration.ofDays(day)))));
            given.run(() -> sql.execute("update webhook_delivery set next_at = null where tries > 0"));
            send(given, now.plus(Duration.ofDays(day)));
        }

        assertThat(given.in(() -> webhooks.get(webhook.id(), me)).state()).isEqualTo("stopped");
        assertThat(given.<Object>in(
                        () -> sql.fetchValue("select count(*) from notification where kind = 'webhook-stopped'")))
                .isEqualTo(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://localhost/",
                "https://10.1.2.3/hook",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[fd00::1]/",
                "https://0.0.0.0/",
                "http://example.org/",
                "https://user:secret@example.org/",
                "file:///etc/passwd",
                "not an address",
                ""
            })
    void no_address_of_the_own_network_is_told_anything(String url, Given given) {
        assertThatThrownBy(() -> given.in(() -> refusing.create("Voisin", url, given.administrator())))
                .isInstanceOf(BadInput.class);
        assertThat(given.in(() -> refusing.all(given.administrator()))).isEmpty();
    }

    @Test
    void an_address_that_moved_into_the_own_network_isnt_asked() {
        var answer = new WebhookClient(new WebhookAddress(false))
                .tell("https://127.0.0.1:1/", UUID.randomUUID(), "{}", List.of(Signature.newSecret()), Instant.EPOCH);
        assertThat(answer.trouble()).isEqualTo("webhook.trouble.private");
    }

    @Test
    void only_sales_operations_and_administrators_see_them(Given given) {
        var ae = given.member("Hugo", "ae");
        assertThatThrownBy(() -> given.in(() -> refusing.all(ae))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> given.in(() -> deliveries.all(null, null, null, 10, ae)))
                .isInstanceOf(NotAllowed.class);
    }
}
