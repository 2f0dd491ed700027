package io.diabolo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.directory.LegalBases;
import io.diabolo.importing.Imports;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The right to erasure: nothing of a person is left anywhere, and what figures count is. */
@DiaboloTest
class ErasureTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final DataSource owner;
    private final Records records;
    private final RecordTypes types;
    private final Erasures erasures;
    private final LegalBases bases;
    private final Imports imports;
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
            Undo undo) {
        this.mvc = mvc;
        this.sql = sql;
        this.owner = owner;
        this.records = records;
        this.types = types;
        this.erasures = erasures;
        this.bases = bases;
        this.imports = imports;
        this.undo = undo;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private UUID update(Given given, String type, UUID id, Map<String, ?> input) {
        var saved =
                given.in(() -> records.update(types.byId(type).orElseThrow(), id, input, null, given.administrator()));
        return java.util.Objects.requireNonNull(saved.changeSet());
    }

    /** Everything a person's data can stand in, filled through the product's own faces. */
    private UUID plant(Given given, String mark) {
        var me = given.administrator();
        var bearer = given.bearer(me, Scope.ADMIN);
        var company = create(given, "company", Map.of("name", "Mécaval", "description", "On y parle à Ysolde " + mark));
        post("/settings/fields", given, Map.of("type", "people", "label", "Remarque", "kind", "text"));
        post("/settings/fields", given, Map.of("type", "leads", "label", "Remarque", "kind", "text"));
        var answer = mvc.post()
                .uri("/api/v1/people")
                .header("Authorization", bearer)
                .header("Idempotency-Key", "once")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                    {"first_name": "Ysolde", "last_name": "%1$s", "email": "%1$s@nowhere.example", "phone": "+33142680099",
                     "external_id": "ext-%1$s", "company": "%2$s", "linkedin": "https://linkedin.com/in/%1$s",
                     "data_source": "carte de %1$s", "city": "%1$s"}
                    """.formatted(mark, company))
                .exchange();
        assertThat(answer).hasStatus(201);
        var person = UUID.fromString(field(answer, "id"));
        update(given, "person", person, Map.of("title", "Acheteuse " + mark, "email", mark + ".autre@nowhere.example"));
        update(given, "person", person, customValue("person", given, mark));
        var lead = create(
                given, "lead", Map.of("person", person.toString(), "company", company.toString(), "source", "salon"));
        update(given, "lead", lead, customValue("lead", given, mark));
        moves(given, lead, mark);
        var alone = create(given, "lead", Map.of("person", person.toString(), "campaign", "Ysolde " + mark));
        assertThat(alone).isNotNull();
        var deal = create(
                given,
                "opportunity",
                Map.of(
                        "name",
                        "Licences " + mark,
                        "person",
                        person.toString(),
                        "company",
                        company.toString(),
                        "next_step",
                        "rappeler " + mark));
        update(given, "opportunity", deal, Map.of("next_step", "écrire à Mme " + mark));
        for (var of : List.of(
                Map.of("person", person),
                Map.of("lead", lead),
                Map.of("opportunity", deal),
                Map.of("company", company))) {
            var note = new HashMap<String, Object>(
                    Map.of("kind", "note", "subject", "Vu " + mark, "body", "06 dit " + mark));
            of.forEach((name, id) -> note.put(name, id.toString()));
            var id = create(given, "activity", note);
            update(given, "activity", id, Map.of("body", "encore " + mark));
        }
        create(
                given,
                "activity",
                Map.of(
                        "kind",
                        "note",
                        "subject",
                        "Autre",
                        "body",
                        "écrire à " + mark + "@nowhere.example",
                        "company",
                        create(given, "company", Map.of("name", "Sans lien")).toString()));
        given.in(() -> bases.say(
                person,
                new LegalBases.Said(
                        "email",
                        "prospecting",
                        "consent",
                        "granted",
                        LocalDate.of(2026, 3, 1),
                        "dit par " + mark,
                        null,
                        "carte de " + mark),
                me));
        var csv = "Prénom,Nom,E-mail,Notes,Taille\nYsolde," + mark + "," + mark + ".autre@nowhere.example,un " + mark
                + ",1\nJean,Valjean,jean@valjean.example,,2\n,,,rejet " + mark + ",3\n";
        bring(given, mark + ".csv", csv);
        post("/people/views", given, Map.of("view_name", mark, "filter[email]", mark + "@nowhere.example"));
        export(given, "csv");
        export(given, "xlsx");
        gathered(given, person);
        assertThat(mvc.get().uri("/people/" + person).with(given.signedIn(me))).hasStatusOk();
        given.in(() -> records.delete(types.byId("person").orElseThrow(), person, null, me));
        given.in(() -> records.restore(types.byId("person").orElseThrow(), person, me));
        return person;
    }

    private Map<String, ?> customValue(String type, Given given, String mark) {
        var key = given.in(() -> sql.fetchSingle("select key from custom_field where record_type = ?", type)
                .get(0, String.class));
        return Map.of("custom", Map.of(key, "à part " + mark));
    }

    private void moves(Given given, UUID lead, String mark) {
        post("/leads/" + lead + "/moves", given, Map.of("stage", "disqualified", "reason", "parce que " + mark));
    }

    private void bring(Given given, String name, String csv) {
        WorkspaceScope.run(
                given.workspace(),
                () -> imports.upload(
                        List.of(new Imports.Upload(
                                name, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))),
                        Imports.Order.yesNow(),
                        given.administrator()));
    }

    private void post(String path, Given given, Map<String, String> form) {
        var request =
                mvc.post().uri(path).with(given.signedIn(given.administrator())).with(csrf());
        for (var one : form.entrySet()) {
            request = request.param(one.getKey(), one.getValue());
        }
        assertThat(request.exchange()).as(path).hasStatus3xxRedirection();
    }

    private void export(Given given, String format) {
        post("/exports", given, Map.of("plural", "people", "format", format));
        idle(given, "export");
    }

    private void gathered(Given given, UUID person) {
        post("/people/" + person + "/data-files", given, Map.of());
        idle(given, PersonFileWork.KIND);
    }

    private void idle(Given given, String kind) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given.in(() -> !sql.fetchExists(
                        DSL.selectOne().from("job").where("kind = ? and state in ('waiting', 'running')", kind))));
        assertThat(given.<List<String>>in(
                        () -> sql.fetch("select state || coalesce(error, '') from job where kind = ?", kind)
                                .getValues(0, String.class)))
                .containsOnly("done");
    }

    private static String field(org.springframework.test.web.servlet.assertj.MvcTestResult answer, String name) {
        var text = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        var at = text.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return text.substring(at, text.indexOf('"', at));
    }

    private UUID erase(Given given, UUID person, String name) {
        var id = given.in(() -> erasures.begin(
                person, new Erasures.Request("person", LocalDate.of(2026, 1, 2), name), given.administrator()));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        given.in(() -> erasures.find(id, given.administrator()).isDone()));
        return id;
    }

    /** Where a text stands in any column of any table, and in what files hold once they are unpacked. */
    private Set<String> places(Given given, String wanted) throws Exception {
        var found = new java.util.TreeSet<String>();
        try (var connection = owner.getConnection()) {
            var all = DSL.using(connection);
            for (var row : all.fetch("""
                select c.relname, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id')
                from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'\
                """)) {
                var table = row.get(0, String.class);
                var where = row.get(1, Boolean.class) ? "t.workspace_id = ? and " : "?::uuid is not null and ";
                var hits = all.fetchSingle(
                                "select count(*) from " + table + " t where " + where + "t::text ilike ?",
                                given.workspace().value(),
                                "%" + wanted + "%")
                        .get(0, Long.class);
                if (hits > 0) {
                    found.add(table + " "
                            + all.fetch(
                                    "select left(t::text, 600) from " + table + " t where " + where
                                            + "t::text ilike ? limit 2",
                                    given.workspace().value(),
                                    "%" + wanted + "%"));
                }
            }
            files(all, given, wanted, found);
        }
        return found;
    }

    private static void files(DSLContext all, Given given, String wanted, Set<String> found) throws Exception {
        for (var row : all.fetch(
                "select file_id, bytes from stored_file_piece where workspace_id = ?",
                given.workspace().value())) {
            var bytes = row.get(1, byte[].class);
            if (holds(bytes, wanted)) {
                found.add("file " + row.get(0));
            }
            if (bytes.length > 2 && bytes[0] == 'P' && bytes[1] == 'K') {
                unpacked(bytes, wanted, found);
            }
        }
    }

    private static void unpacked(byte[] bytes, String wanted, Set<String> found) throws IOException {
        var copy = java.nio.file.Files.createTempFile("diabolo-test", ".zip");
        java.nio.file.Files.write(copy, bytes);
        try (var zip = new ZipFile(copy.toFile())) {
            for (var entry : java.util.Collections.list(zip.entries())) {
                try (var in = zip.getInputStream(entry)) {
                    if (holds(in.readAllBytes(), wanted)) {
                        found.add("packed file " + entry.getName());
                    }
                }
            }
        }
        java.nio.file.Files.delete(copy);
    }

    private static boolean holds(byte[] bytes, String wanted) {
        return new String(bytes, StandardCharsets.UTF_8)
                .toLowerCase(java.util.Locale.ROOT)
                .contains(wanted);
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
        var person = plant(given, mark);
        var tables = new ArrayList<>(places(given, mark));
        assertThat(tables).hasSizeGreaterThan(15).anyMatch(place -> place.startsWith("packed file data.json"));
        var before = figures(given);
        var sets = given.<List<UUID>>in(
                () -> sql.fetch("select id from change_set where undoes is null order by created_at")
                        .getValues(0, UUID.class));

        var proof = erase(given, person, "Ysolde " + mark);

        assertThat(places(given, mark)).isEmpty();
        assertThat(places(given, person.toString())).isEmpty();
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
        assertThat(places(given, mark)).isEmpty();
        assertThat(given.<Integer>in(() -> sql.fetchCount(DSL.table("person")))).isZero();
    }

    @Test
    void an_erased_address_comes_back_by_no_file_and_no_form_until_it_is_let_in(Given given) {
        var person = create(
                given,
                "person",
                Map.of("first_name", "Ada", "last_name", "Pontcarré", "email", "ada@pontcarre.example"));
        erase(given, person, "Ada Pontcarré");

        bring(
                given,
                "contacts.csv",
                "Prénom,Nom,E-mail\nAda,Pontcarré,ADA@pontcarre.example\nJean,Valjean,jean@valjean.example\n");
        bring(
                given,
                "leads.csv",
                "Lead ID,First name,Last name,Email,Lead status\nL1,Ada,Pontcarré,ada@pontcarre.example,new\n");
        assertThat(names(given)).containsExactly("Jean Valjean");
        assertThat(given.<Integer>in(() -> sql.fetchCount(DSL.table("lead")))).isZero();
        assertThatThrownBy(() -> create(given, "person", Map.of("last_name", "P", "email", "ada@pontcarre.example")))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> create(given, "lead", Map.of("last_name", "P", "email", "ada@pontcarre.example")))
                .isInstanceOf(BadInput.class);

        post("/erased-contacts/lifting", given, Map.of("contact", "Ada@pontcarre.example"));
        create(given, "person", Map.of("last_name", "P", "email", "ada@pontcarre.example"));
    }

    private List<String> names(Given given) {
        return given.in(() -> sql.fetch("select name from person order by name").getValues(0, String.class));
    }

    @Test
    void namesakes_and_shared_numbers_keep_what_is_theirs(Given given) {
        var company = create(given, "company", Map.of("name", "Martin SAS", "phone", "+33142680001"));
        var one = create(
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
        create(given, "person", Map.of("first_name", "Jean", "last_name", "Martin", "email", "j2@autre.example"));
        create(
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
        var person = create(given, "person", Map.of("first_name", "Léa", "last_name", "Roux"));
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
        var person = create(given, "person", Map.of("first_name", "Léa", "last_name", "Roux"));
        erase(given, person, "lea roux");

        assertThatThrownBy(() -> update(given, "person", person, Map.of("city", "Lyon")))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() ->
                        create(given, "activity", Map.of("kind", "note", "subject", "x", "person", person.toString())))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void what_somebody_was_writing_meanwhile_goes_too(Given given) throws Exception {
        var mark = "tardif" + UUID.randomUUID().toString().substring(0, 6);
        var person = create(given, "person", Map.of("first_name", "Léa", "last_name", "Roux"));
        // The erasure begins while the edit holds the record, and goes on once it is saved.
        var erased = given.in(() -> {
            records.update(
                    types.byId("person").orElseThrow(), person, Map.of("city", mark), null, given.administrator());
            return CompletableFuture.supplyAsync(() -> erase(given, person, "Léa Roux"));
        });
        erased.get(60, TimeUnit.SECONDS);
        assertThat(places(given, mark)).isEmpty();
        assertThat(places(given, person.toString())).isEmpty();
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
                """).getValues(0, String.class);
            assertThat(PersonTables.OF_ANY_KIND).containsExactlyInAnyOrderElementsOf(ofAnyKind);
        }
    }
}
