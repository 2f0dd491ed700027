package io.diabolo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Texts;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** The right of access: one archive with all that is kept, in the person's language. */
@DiaboloTest
class PersonFileTest {
    private final MockMvcTester mvc;
    private final Records records;
    private final RecordTypes types;
    private final PersonFiles files;
    private final JsonMapper json;
    private final DSLContext sql;
    private final DataSource owner;
    private final Files kept;
    private final Texts texts;

    PersonFileTest(
            MockMvcTester mvc,
            Records records,
            RecordTypes types,
            PersonFiles files,
            JsonMapper json,
            DSLContext sql,
            @Qualifier("ownerDataSource") DataSource owner,
            Files kept,
            Texts texts) {
        this.mvc = mvc;
        this.records = records;
        this.types = types;
        this.files = files;
        this.json = json;
        this.sql = sql;
        this.owner = owner;
        this.kept = kept;
        this.texts = texts;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private UUID ready(Given given, UUID person) {
        var job = given.in(() -> files.begin(person, given.administrator()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given.in(() -> files.find(job, given.administrator()))
                        .state()
                        .equals("done"));
        return job;
    }

    private Map<String, String> unpacked(Given given, UUID job) throws IOException {
        var answer = mvc.get()
                .uri("/api/v1/data-files/" + job + "/file")
                .header("Authorization", given.bearer(given.administrator(), Scope.ADMIN))
                .exchange();
        var all = new HashMap<String, String>();
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    @Test
    void all_that_is_kept_comes_in_one_archive_in_the_language_of_the_person(Given given) throws IOException {
        var company = create(given, "company", Map.of("name", "Mécaval"));
        var person = create(
                given,
                "person",
                Map.of(
                        "first_name",
                        "Ada",
                        "last_name",
                        "<b>Roux</b>",
                        "email",
                        "ada@roux.example",
                        "language",
                        "en",
                        "company",
                        company.toString()));
        create(given, "lead", Map.of("person", person.toString(), "source", "salon"));
        create(given, "activity", Map.of("kind", "call", "subject", "Devis", "person", person.toString()));

        var all = unpacked(given, ready(given, person));

        var data = json.readTree(all.get("data.json"));
        for (var part : new String[] {
            "person", "person_position", "lead", "journey", "journey_entry", "activity", "change", "search_entry"
        }) {
            assertThat(data.path(part).size()).as(part).isPositive();
        }
        assertThat(data.path("activity").get(0).path("subject").asString()).isEqualTo("Devis");
        assertThat(all.get("data.html"))
                .contains("lang=\"en\"", "&lt;b&gt;Roux", "E-mail")
                .doesNotContain("<b>", "??");
    }

    @Test
    void how_they_were_qualified_and_what_was_sent_with_mails_is_in_it(Given given) throws IOException {
        var person =
                create(given, "person", Map.of("last_name", "Roux", "email", "ada@roux.example", "language", "fr"));
        var lead = create(given, "lead", Map.of("person", person.toString()));
        var me = given.administrator().member().value();
        given.sheetAnswered(lead);
        var plan = given.in(() -> kept.keep("plan.txt", "text/plain", new ByteArrayInputStream(new byte[] {1}))
                .id());
        given.run(() -> {
            sql.execute("""
                    insert into handoff (kind, subject_type, subject_id, from_member, from_role, to_role, note, offered_at, due_at, clock_id)
                    values ('contribution', 'lead', ?, ?, 'ae', 'se', 'à rappeler', now(), now(), uuidv7())
                    """, lead, me);
            var mail = sql.fetchValue("""
                    insert into mail (member_id, direction, state, person_id, from_address, to_address, subject, body, message_id,
                                      thread_id, not_before, at)
                    values (?, 'outbound', 'sent', ?, 'moi@nous.example', 'ada@roux.example', 'Plan', 'Bonjour', '<1@nous.example>',
                            uuidv7(), now(), now()) returning id
                    """, me, person);
            sql.execute("insert into mail_attachment (mail_id, position, file_id) values (?, 0, ?)", mail, plan);
        });

        var all = unpacked(given, ready(given, person));

        var data = json.readTree(all.get("data.json"));
        assertThat(data.path("sheet_answer").size()).isEqualTo(4);
        assertThat(data.path("handoff").get(0).path("note").asString()).isEqualTo("à rappeler");
        assertThat(data.path("mail_attachment").get(0).path("name").asString()).isEqualTo("plan.txt");
        assertThat(all.get("data.html"))
                .contains("Pièces jointes d’e-mails", "plan.txt")
                .doesNotContain("privacy.table");
    }

    @Test
    void each_table_that_hangs_on_a_person_or_on_what_is_theirs_is_gathered_or_left_out_for_a_reason()
            throws SQLException {
        var theirs = new String[] {
            "person",
            "lead",
            "mail",
            "meeting",
            "submission",
            "enrollment",
            "ticket",
            "ticket_message",
            "quote",
            "survey_ask",
            "survey_response",
            "legal_basis",
            "stakeholder"
        };
        try (var connection = owner.getConnection()) {
            var all = DSL.using(connection).fetch("""
                        select distinct c.relname
                        from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
                        where f.contype = 'f' and c.relnamespace = 'public'::regnamespace and t.relname = any (?)
                        """, (Object) theirs).getValues(0, String.class);
            all.addAll(PersonTables.OF_ANY_KIND);
            PersonTables.FATES.keySet().forEach(column -> all.add(column.substring(0, column.indexOf('.'))));
            var gathered = GatherPerson.queries().keySet();

            assertThat(gathered).doesNotContainAnyElementsOf(GatherPerson.LEFT_OUT);
            assertThat(all).containsAll(GatherPerson.LEFT_OUT);
            all.removeAll(GatherPerson.LEFT_OUT);
            assertThat(gathered).containsAll(all);
            for (var table : gathered) {
                for (var locale : new Locale[] {Locale.FRANCE, Locale.UK}) {
                    assertThat(texts.has(locale, "privacy.table." + table))
                            .as(table)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void only_administrators_gather_it_and_no_neighbour_finds_it(Given given, Given.Kit worlds) {
        var person = create(given, "person", Map.of("last_name", "Roux"));
        var job = ready(given, person);
        var seller = given.member("Nora Petit", "sdr");
        var neighbour = worlds.given();
        assertThatThrownBy(() -> given.in(() -> files.begin(person, seller))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> given.in(() -> files.file(job, seller))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> neighbour.in(() -> files.file(job, neighbour.administrator())))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> neighbour.in(() -> files.begin(person, neighbour.administrator())))
                .isInstanceOf(NoSuchRecord.class);
    }
}
