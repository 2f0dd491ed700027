package io.diabolo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.diabolo.directory.LegalBases;
import io.diabolo.importing.Imports;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The right to erasure: nothing of a person is left anywhere, and what figures count is. */
@DiaboloTest
class ErasureTest {
    private final DSLContext sql;
    private final DataSource owner;
    private final Records records;
    private final RecordTypes types;
    private final Erasures erasures;
    private final PlantedPerson planted;
    private final WhereItStands stands;
    private final Undo undo;

    ErasureTest(
            MockMvcTester mvc,
            DSLContext sql,
            @Qualifier("ownerDataSource") DataSource owner,
            Records records,
            RecordTypes types,
            Erasures erasures,
            LegalBases bases,
            Imports imports,
            Files files,
            Undo undo) {
        this.sql = sql;
        this.owner = owner;
        this.records = records;
        this.types = types;
        this.erasures = erasures;
        this.planted = new PlantedPerson(mvc, sql, records, types, bases, imports, files);
        this.stands = new WhereItStands(owner);
        this.undo = undo;
    }

    private UUID erase(Given given, UUID person, String name) {
        var id = given.in(() -> erasures.begin(
                person, new Erasures.Request("person", LocalDate.of(2026, 1, 2), name), given.administrator()));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        given.in(() -> erasures.find(id, given.administrator()).isDone()));
        return id;
    }

    private List<String> figures(Given given) {
        return given.in(() -> sql.fetch("""
            select type || channel || coalesce(source, '') || start_stage || furthest_stage || current_stage || exited || count(*)
            from journey where start_stage is not null
            group by type, channel, source, start_stage, furthest_stage, current_stage, exited order by 1
            """).getValues(0, String.class));
    }

    @Test
    void nothing_of_an_erased_person_is_left_anywhere_and_the_figures_stay(Given given) throws Exception {
        var mark = "querbeuil" + UUID.randomUUID().toString().substring(0, 6);
        var person = planted.plant(given, mark);
        var tables = new ArrayList<>(stands.places(given, mark));
        assertThat(tables).hasSizeGreaterThan(15).anyMatch(place -> place.startsWith("packed file data.json"));
        var before = figures(given);
        var sets = given.<List<UUID>>in(
                () -> sql.fetch("select id from change_set where undoes is null order by created_at")
                        .getValues(0, UUID.class));

        var proof = erase(given, person, "Ysolde " + mark);

        assertThat(stands.places(given, mark)).isEmpty();
        assertThat(stands.places(given, person.toString())).isEmpty();
        assertThat(figures(given)).isEqualTo(before);
        assertThat(given.in(() -> erasures.find(proof, given.administrator())).counts())
                .containsKeys("person", "activity", "lead", "opportunity", "change", "stored_file");
        // Undoing what was done with them brings nothing back.
        for (var set : sets) {
            try {
                given.in(() -> undo.reverseNow(set, given.administrator()));
            } catch (RuntimeException refused) {
                assertThat(refused).isInstanceOf(io.diabolo.platform.NotAllowed.class);
            }
        }
        assertThat(stands.places(given, mark)).isEmpty();
        assertThat(given.<Integer>in(() -> sql.fetchCount(DSL.table("person")))).isZero();
    }

    @Test
    void who_was_in_copy_is_no_more_and_the_others_still_are(Given given) {
        var person = planted.create(
                given,
                "person",
                Map.of("first_name", "Ada", "last_name", "Pontcarré", "email", "ada@pontcarre.example"));
        given.run(() -> sql.execute("""
                insert into mail (member_id, direction, state, from_address, to_address, subject, body, message_id, named, thread_id,
                                  not_before, at, copies)
                values (?, 'outbound', 'sent', 'moi@nous.example', 'paul@autre.example', 'Réponse', 'Bonjour', '<1@nous.example>',
                        '{<x.ada@pontcarre.example>}', uuidv7(), now(), now(), '{ada@pontcarre.example,zoe@autre.example}')
                """, given.administrator().member().value()));
        erase(given, person, "Ada Pontcarré");

        given.run(() -> assertThat(
                        sql.fetchSingle("select array_to_string(copies, ' '), array_to_string(named, ' ') from mail")
                                .intoList())
                .containsExactly("zoe@autre.example", "<x.[…]>"));
    }

    @Test
    void an_erased_address_comes_back_by_no_file_and_no_form_until_it_is_let_in(Given given) {
        var person = planted.create(
                given,
                "person",
                Map.of("first_name", "Ada", "last_name", "Pontcarré", "email", "ada@pontcarre.example"));
        erase(given, person, "Ada Pontcarré");

        planted.bring(
                given,
                "contacts.csv",
                "Prénom,Nom,E-mail\nAda,Pontcarré,ADA@pontcarre.example\nJean,Valjean,jean@valjean.example\n");
        planted.bring(
                given,
                "leads.csv",
                "Lead ID,First name,Last name,Email,Lead status\nL1,Ada,Pontcarré,ada@pontcarre.example,new\n");
        assertThat(names(given)).containsExactly("Jean Valjean");
        assertThat(given.<Integer>in(() -> sql.fetchCount(DSL.table("lead")))).isZero();
        assertThatThrownBy(() ->
                        planted.create(given, "person", Map.of("last_name", "P", "email", "ada@pontcarre.example")))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(
                        () -> planted.create(given, "lead", Map.of("last_name", "P", "email", "ada@pontcarre.example")))
                .isInstanceOf(BadInput.class);

        planted.post("/erased-contacts/lifting", given, Map.of("contact", "Ada@pontcarre.example"));
        planted.create(given, "person", Map.of("last_name", "P", "email", "ada@pontcarre.example"));
    }

    private List<String> names(Given given) {
        return given.in(() -> sql.fetch("select name from person order by name").getValues(0, String.class));
    }

    @Test
    void namesakes_and_shared_numbers_keep_what_is_theirs(Given given) {
        var company = planted.create(given, "company", Map.of("name", "Martin SAS", "phone", "+33142680001"));
        var one = planted.create(
                given,
                "person",
                Map.of(
                        "first_name",
                        "Jean",
                        "last_name",
                        "Martin",
                        "email",
                        "j1@martin.example",
                        "phone",
                        "+33142680001",
                        "company",
                        company.toString()));
        planted.create(
                given, "person", Map.of("first_name", "Jean", "last_name", "Martin", "email", "j2@autre.example"));
        planted.create(
                given,
                "activity",
                Map.of(
                        "kind",
                        "note",
                        "subject",
                        "Martin SAS au 01 42 68 00 01",
                        "body",
                        "Jean Martin passe",
                        "company",
                        company.toString()));
        erase(given, one, "Jean Martin");

        assertThat(names(given)).containsExactly("Jean Martin");
        given.run(() -> {
            assertThat(sql.fetchSingle("select phone from company").get(0, String.class))
                    .isEqualTo("+33142680001");
            assertThat(sql.fetchSingle("select name from company").get(0, String.class))
                    .isEqualTo("Martin SAS");
            assertThat(sql.fetchSingle("select body from activity").get(0, String.class))
                    .isEqualTo("[…] passe");
        });
    }

    @Test
    void only_administrators_erase_and_only_with_the_name_typed(Given given, Given.Kit worlds) {
        var person = planted.create(given, "person", Map.of("first_name", "Léa", "last_name", "Roux"));
        var request = new Erasures.Request("person", LocalDate.of(2026, 1, 2), "Léa Roux");
        var seller = given.member("Nora Petit", "sdr");
        var neighbour = worlds.given();

        assertThatThrownBy(() -> given.in(() -> erasures.begin(person, request, seller)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> given.in(() -> erasures.preview(person, seller)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> neighbour.in(() -> erasures.begin(person, request, neighbour.administrator())))
                .isInstanceOf(NoSuchRecord.class);
        for (var bad : new Erasures.Request[] {
            new Erasures.Request("person", LocalDate.of(2026, 1, 2), "Lea"),
            new Erasures.Request("retention", LocalDate.of(2026, 1, 2), "Léa Roux"),
            new Erasures.Request("person", LocalDate.of(9999, 1, 2), "Léa Roux"),
            new Erasures.Request(null, null, null)
        }) {
            assertThatThrownBy(() -> given.in(() -> erasures.begin(person, bad, given.administrator())))
                    .isInstanceOf(BadInput.class);
        }
        assertThat(names(given)).containsExactly("Léa Roux");
    }

    @Test
    void who_edits_an_erased_person_is_told_that_nobody_is_there(Given given) {
        var person = planted.create(given, "person", Map.of("first_name", "Léa", "last_name", "Roux"));
        erase(given, person, "lea roux");

        assertThatThrownBy(() -> planted.update(given, "person", person, Map.of("city", "Lyon")))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> planted.create(
                        given, "activity", Map.of("kind", "note", "subject", "x", "person", person.toString())))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void what_somebody_was_writing_meanwhile_goes_too(Given given) throws Exception {
        var mark = "tardif" + UUID.randomUUID().toString().substring(0, 6);
        var person = planted.create(given, "person", Map.of("first_name", "Léa", "last_name", "Roux"));
        // The erasure begins while the edit holds the record, and goes on once it is saved.
        var erased = given.in(() -> {
            records.update(
                    types.byId("person").orElseThrow(), person, Map.of("city", mark), null, given.administrator());
            return CompletableFuture.supplyAsync(() -> erase(given, person, "Léa Roux"));
        });
        erased.get(60, TimeUnit.SECONDS);
        assertThat(stands.places(given, mark)).isEmpty();
        assertThat(stands.places(given, person.toString())).isEmpty();
    }

    @Test
    void each_table_that_refers_to_a_person_is_known_to_the_erasure() throws SQLException {
        try (var connection = owner.getConnection()) {
            var all = DSL.using(connection).fetch("""
                select c.relname || '.' || a.attname
                from pg_attribute a join pg_class c on c.oid = a.attrelid
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped
                  and (a.attname ~ '(^|_)person_id$' or exists (
                      select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid
                        and f.confrelid = 'person'::regclass and a.attnum = any (f.conkey) and a.attname <> 'workspace_id'))
                """).getValues(0, String.class);
            assertThat(PersonTables.FATES.keySet()).containsExactlyInAnyOrderElementsOf(all);
            var ofAnyKind = DSL.using(connection).fetch("""
                select distinct c.relname
                from pg_attribute a join pg_class c on c.oid = a.attrelid
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped
                  and a.attname in ('record_id', 'subject_id', 'one_id', 'other_id')
                  and not exists (select from pg_constraint f
                                  where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any (f.conkey))
                """).getValues(0, String.class);
            assertThat(PersonTables.OF_ANY_KIND).containsExactlyInAnyOrderElementsOf(ofAnyKind);
        }
    }
}
