package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.ENRICHMENT;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.sun.net.httpserver.HttpServer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.PublicNet;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Bulk;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** Empty fields are filled from what is here, each value with its source, and a no is remembered. */
@DiaboloTest
class EnrichmentTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Enrichments enrichments;
    private final Undo undo;
    private final Jobs jobs;
    private final JsonMapper json;
    private final MockMvcTester mvc;

    EnrichmentTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Enrichments enrichments,
            Undo undo,
            Jobs jobs,
            JsonMapper json,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.enrichments = enrichments;
        this.undo = undo;
        this.jobs = jobs;
        this.json = json;
        this.mvc = mvc;
    }

    private UUID create(Given given, String plural, Map<String, ?> input) {
        return given.in(() -> records.create(types.byPlural(plural), input, given.administrator())
                .record()
                .id());
    }

    private String value(Given given, String column, UUID company) {
        return given.in(
                () -> String.valueOf(sql.fetchValue("select " + column + " from company where id = ?", company)));
    }

    private UUID registered(Given given) {
        return create(
                given,
                "companies",
                Map.of(
                        "name", "MECAVAL INDUSTRIES",
                        "siren", "732829320",
                        "naf", "2562B",
                        "headcount", "120",
                        "postcode", "57000",
                        "city", "METZ",
                        "country", "FR"));
    }

    @Test
    void the_register_row_of_the_same_name_at_the_same_place_fills_what_is_empty(Given given) {
        registered(given);
        var company = create(
                given,
                "companies",
                Map.of("name", "Mecaval Industries", "postcode", "57000", "city", "Metz", "industry", "Usinage"));
        var changeSet = given.in(() -> enrichments.enrich("company", company, given.administrator()));
        assertThat(value(given, "siren", company)).isEqualTo("732829320");
        assertThat(value(given, "headcount", company)).isEqualTo("120");
        assertThat(value(given, "naf", company)).isEqualTo("25.62B");
        assertThat(value(given, "industry", company)).as("what was there stays").isEqualTo("Usinage");
        assertThat(given.in(() -> enrichments.all("company", company)))
                .filteredOn(one -> one.field().equals("siren"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.source()).isEqualTo(Finding.Source.REGISTER);
                    assertThat(one.confidence()).isEqualTo(95);
                    assertThat(one.state()).isEqualTo("applied");
                });
        assertThat(given.in(() ->
                        sql.fetchCount(JOURNEY, JOURNEY.COMPANY_ID.eq(company), JOURNEY.CURRENT_STAGE.eq((short) 1))))
                .isEqualTo(1);
        given.run(() -> undo.reverseNow(Objects.requireNonNull(changeSet), given.administrator()));
        assertThat(value(given, "siren", company)).isEqualTo("null");
        assertThat(given.in(() -> sql.fetchCount(ENRICHMENT))).isZero();
    }

    @Test
    void a_value_that_was_refused_does_not_come_back(Given given) {
        var company = create(given, "companies", Map.of("name", "Mécaval", "siren", "732829320", "postcode", "57000"));
        var me = given.administrator();
        given.in(() -> enrichments.enrich("company", company, me));
        assertThat(value(given, "region", company)).isEqualTo("Grand Est");
        var region = given.in(() -> enrichments.all("company", company)).stream()
                .filter(one -> one.field().equals("region"))
                .findFirst()
                .orElseThrow();
        var page = mvc.get().uri("/companies/" + company).with(given.signedIn(me));
        assertThat(page).hasStatusOk().bodyText().contains("/enrichments/" + region.id() + "/refusal");
        given.in(() -> enrichments.refuse(region.id(), me));
        assertThat(value(given, "region", company)).isEqualTo("null");
        assertThat(given.in(() -> enrichments.enrich("company", company, me))).isNull();
        assertThat(value(given, "region", company)).isEqualTo("null");
    }

    @Test
    void an_address_follows_the_pattern_of_its_domain_and_waits_for_a_yes(Given given) {
        var me = given.administrator();
        var company = create(given, "companies", Map.of("name", "Mécaval", "domain", "mecaval.fr"));
        for (var known : List.of("Zoé Martin", "Paul Durand", "Inès Petit-Jean")) {
            var names = known.split(" ");
            var email = EmailPattern.plain(names[0]) + "." + EmailPattern.plain(names[1]) + "@mecaval.fr";
            create(
                    given,
                    "people",
                    Map.of(
                            "first_name",
                            names[0],
                            "last_name",
                            names[1],
                            "email",
                            email,
                            "company",
                            company.toString()));
        }
        var person = create(
                given, "people", Map.of("first_name", "Éloïse", "last_name", "D’Arc", "company", company.toString()));
        given.in(() -> enrichments.enrich("person", person, me));
        assertThat(given.in(() -> sql.fetchExists(PERSON, PERSON.ID.eq(person), PERSON.EMAIL.isNotNull())))
                .as("a guess isn't written")
                .isFalse();
        var guess = given.in(() -> enrichments.all("person", person)).stream()
                .filter(one -> one.field().equals("email"))
                .findFirst()
                .orElseThrow();
        assertThat(guess.value()).isEqualTo("eloise.darc@mecaval.fr");
        assertThat(guess.confidence()).isEqualTo(75);
        assertThat(mvc.post()
                        .uri("/enrichments/" + guess.id() + "/acceptance")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(given.in(() -> sql.fetchValue(PERSON.EMAIL, PERSON.ID.eq(person))))
                .isEqualTo("eloise.darc@mecaval.fr");
        assertThat(mvc.get().uri("/people/" + person + "/enrichment").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("first.last@mecaval.fr");
    }

    @Test
    void a_proposal_does_not_overwrite_what_a_colleague_filled_meanwhile(Given given) {
        var me = given.administrator();
        var company = create(given, "companies", Map.of("name", "Mécaval"));
        var proposal = given.in(() -> sql.fetchSingle(
                        "insert into enrichment (company_id, field, value, source, confidence, found_at)"
                                + " values (?, 'industry', 'Usinage', 'provider', 60, now()) returning id",
                        company)
                .get(0, UUID.class));
        given.in(() -> records.update(types.byPlural("companies"), company, Map.of("industry", "Logiciel"), null, me));
        assertThatThrownBy(() -> given.in(() -> enrichments.accept(proposal, me)))
                .isInstanceOf(BadInput.class);
        assertThat(mvc.post()
                        .uri("/enrichments/" + proposal + "/acceptance")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(value(given, "industry", company)).isEqualTo("Logiciel");
    }

    @Test
    void nothing_is_learned_from_people_whom_the_member_does_not_see(Given given) {
        var sdr = given.memberWhoSeesOwn("Nora", "sdr");
        var own = sdr.member().toString();
        var known = create(given, "companies", Map.of("name", "Mécaval", "domain", "mecaval.fr", "owner", own));
        var without = create(given, "companies", Map.of("name", "Lumidor", "owner", own));
        var hidden = given.administrator().member().toString();
        for (var one : Map.of(known, "zoe.martin@mecaval.fr", without, "zoe.martin@lumidor.fr")
                .entrySet()) {
            create(
                    given,
                    "people",
                    Map.of(
                            "first_name",
                            "Zoé",
                            "last_name",
                            "Martin",
                            "email",
                            one.getValue(),
                            "company",
                            one.getKey().toString(),
                            "owner",
                            hidden));
        }
        var person = create(
                given,
                "people",
                Map.of("first_name", "Paul", "last_name", "Durand", "company", known.toString(), "owner", own));
        given.in(() -> enrichments.enrich("person", person, sdr));
        given.in(() -> enrichments.enrich("company", without, sdr));
        assertThat(given.in(() -> enrichments.all("person", person)))
                .noneMatch(one -> one.field().equals("email"));
        assertThat(given.in(() -> enrichments.all("company", without)))
                .noneMatch(one -> one.field().equals("domain"));
    }

    @Test
    void patterns_are_learned_from_most_and_never_from_nothing() {
        var known = List.of(
                new EmailPattern.Known("Zoé", "Martin", "zmartin@a.fr"),
                new EmailPattern.Known("Paul", "Durand", "pdurand@a.fr"),
                new EmailPattern.Known("Inès", "Petit", "contact@a.fr"));
        assertThat(EmailPattern.of(known)).hasValueSatisfying(learned -> {
            assertThat(learned.pattern()).isEqualTo(EmailPattern.INITIAL_LAST);
            assertThat(learned.confidence()).isEqualTo(50);
        });
        assertThat(EmailPattern.of(List.of())).isEmpty();
        assertThat(EmailPattern.of(List.of(new EmailPattern.Known("Inès", "Petit", "contact@a.fr"))))
                .isEmpty();
    }

    @Test
    void nothing_is_learned_of_a_domain_where_anybody_gets_a_mailbox(Given given) {
        var company = create(given, "companies", Map.of("name", "Artisan"));
        given.run(() -> sql.execute("update company set domain = 'gmail.com' where id = ?", company));
        create(
                given,
                "people",
                Map.of(
                        "first_name",
                        "Zoé",
                        "last_name",
                        "Martin",
                        "email",
                        "zoe.martin@gmail.com",
                        "company",
                        company.toString()));
        var person = create(
                given, "people", Map.of("first_name", "Paul", "last_name", "Durand", "company", company.toString()));
        assertThat(given.in(() -> enrichments.enrich("person", person, given.administrator())))
                .isNull();
    }

    @Test
    void many_are_enriched_as_a_job_and_taken_back_at_once(Given given) {
        var me = given.administrator();
        registered(given);
        create(given, "companies", Map.of("name", "Mecaval Industries", "postcode", "57000"));
        create(given, "companies", Map.of("name", "Sans rien"));
        var wanted = new Bulk.Wanted("companies", List.of(), Map.of(), 3, null, null);
        var job = WorkspaceScope.in(given.workspace(), () -> jobs.runNow(EnrichWork.KIND, "companies", wanted, me));
        var result = json.readTree(given.in(() -> jobs.find(job)).result());
        assertThat(result.path("named").get(2).asInt()).isEqualTo(3);
        assertThat(given.in(() -> sql.fetchCount(COMPANY, COMPANY.SIREN.isNotNull())))
                .isEqualTo(2);
        given.run(() -> undo.reverseNow(UUID.fromString(result.path("changeSet").asString()), me));
        assertThat(given.in(() -> sql.fetchCount(COMPANY, COMPANY.SIREN.isNotNull())))
                .isEqualTo(1);
    }

    @Test
    void neither_a_colleague_who_may_not_see_it_nor_another_workspace_enriches_or_decides(
            Given given, Given.Kit worlds) {
        var company = create(
                given,
                "companies",
                Map.of(
                        "name",
                        "Mécaval",
                        "siren",
                        "732829320",
                        "postcode",
                        "57000",
                        "owner",
                        given.administrator().member().toString()));
        given.in(() -> enrichments.enrich("company", company, given.administrator()));
        var found = given.in(() -> enrichments.all("company", company)).getFirst();
        var own = given.memberWhoSeesOwn("Nora", "sdr");
        var other = worlds.given();
        assertThatThrownBy(() -> given.in(() -> enrichments.enrich("company", company, own)))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> given.in(() -> enrichments.refuse(found.id(), own)))
                .isInstanceOf(NoSuchRecord.class);
        Actor stranger = other.administrator();
        assertThatThrownBy(() -> other.in(() -> enrichments.refuse(found.id(), stranger)))
                .isInstanceOf(NoSuchRecord.class);
    }

    @Test
    void the_service_is_asked_again_when_it_fails_and_its_answer_is_proposed() throws Exception {
        var asked = new AtomicInteger();
        var secret = new AtomicReference<>("");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            secret.set(exchange.getRequestHeaders().getFirst("X-Key"));
            var body = "{\"fields\": {\"headcount\": 120, \"owner\": \"x\"}, \"confidence\": 99}"
                    .getBytes(StandardCharsets.UTF_8);
            var status = asked.incrementAndGet() == 1 ? 503 : 200;
            exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        try {
            var subject = new Subject("company", UUID.randomUUID(), Map.of("name", "Mécaval"));
            var found = provider("http://localhost:" + server.getAddress().getPort() + "/", true)
                    .ask(subject);
            assertThat(found).singleElement().satisfies(one -> {
                assertThat(one.field()).isEqualTo("headcount");
                assertThat(one.value()).isEqualTo("120");
                assertThat(one.isSure()).isFalse();
            });
            assertThat(asked).hasValue(2);
            assertThat(secret).hasValue("s3cret");
            assertThat(provider("http://localhost:" + server.getAddress().getPort() + "/", false)
                            .ask(subject))
                    .as("not into this machine's network")
                    .isEmpty();
            assertThat(asked).hasValue(2);
        } finally {
            server.stop(0);
        }
    }

    private Provider provider(String url, boolean allowPrivate) {
        return new Provider(
                new ProviderSettings(url, "Annuaire", "X-Key", "s3cret", Duration.ofSeconds(2), allowPrivate), json);
    }

    @Test
    void addresses_of_private_networks_are_known_as_such() throws Exception {
        for (var inside : List.of(
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "::1",
                "fd00::1",
                "fe80::1",
                "::ffff:127.0.0.1")) {
            assertThat(PublicNet.isPublic(InetAddress.getByName(inside)))
                    .as(inside)
                    .isFalse();
        }
        assertThat(PublicNet.isPublic(InetAddress.getByName("93.184.216.34"))).isTrue();
    }
}
