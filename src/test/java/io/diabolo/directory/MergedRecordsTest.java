package io.diabolo.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.importing.ImportOptions;
import io.diabolo.importing.Imports;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.CustomFields;
import io.diabolo.records.Lists;
import io.diabolo.records.Merges;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Records that were merged go on being known from outside: by their ids, in files, in fields that name them. */
@DiaboloTest
class MergedRecordsTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Merges merges;
    private final Undo undo;
    private final Lists lists;
    private final CustomFields fields;
    private final Imports imports;

    MergedRecordsTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            Merges merges,
            Undo undo,
            Lists lists,
            CustomFields fields,
            Imports imports) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.merges = merges;
        this.undo = undo;
        this.lists = lists;
        this.fields = fields;
        this.imports = imports;
    }

    private RecordType type(String id) {
        return types.byId(id).orElseThrow();
    }

    private UUID create(Given given, String type, Map<String, ?> values) {
        var text = new HashMap<String, Object>();
        values.forEach((name, value) -> text.put(name, value.toString()));
        return given.in(() ->
                records.create(type(type), text, given.administrator()).record().id());
    }

    private UUID merge(Given given, String type, UUID survivor, UUID... losers) {
        var wanted = new Merges.Wanted(survivor, List.of(losers), Map.of(), Map.of());
        var done = (Merges.Answer.Done) given.in(() -> merges.merge(type(type), wanted, given.administrator()));
        return done.changeSet();
    }

    private @Nullable String value(Given given, String query, Object... bindings) {
        return given.in(() -> sql.fetchSingle(query, bindings).get(0, String.class));
    }

    private long found(Given given, String type, String filter, Object value) {
        var me = given.administrator();
        return given.in(() -> lists.count(lists.parse(type(type), Map.of(filter, List.of(value.toString())), me), me));
    }

    private UUID imported(Given given, String name, String text) {
        return WorkspaceScope.in(given.workspace(), () -> {
            var file = new Imports.Upload(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            var options = new ImportOptions(ImportOptions.Duplicates.OVERWRITE, ImportOptions.Missing.REJECT, false);
            var id = imports.upload(List.of(file), Imports.Order.yesNow().with(options), given.administrator());
            var done = imports.find(id, given.administrator());
            assertThat(done.state()).as(done.error()).isEqualTo("done");
            assertThat(done.outcome().created()).as("created").isLessThanOrEqualTo(2);
            return id;
        });
    }

    @Test
    void five_become_one_and_five_again_and_six_are_refused(Given given) {
        var all = new ArrayList<UUID>();
        for (int i = 0; i < 6; i++) {
            all.add(create(given, "company", Map.of("name", "Mécaval " + i, "city", "Ville " + i)));
            create(given, "lead", Map.of("company_id", all.get(i)));
        }
        assertThatThrownBy(() -> merge(
                        given, "company", all.getFirst(), all.subList(1, 6).toArray(UUID[]::new)))
                .isInstanceOf(BadInput.class);

        var changeSet =
                merge(given, "company", all.getFirst(), all.subList(1, 5).toArray(UUID[]::new));

        var count = "select count(*)::text from lead where company_id = ?";
        assertThat(value(given, count, all.getFirst())).isEqualTo("5");
        assertThat(found(given, "company", "filter[name][contains]", "Mécaval")).isEqualTo(2);
        given.run(() -> undo.reverseNow(changeSet, given.administrator()));
        for (int i = 0; i < 6; i++) {
            assertThat(value(given, count, all.get(i))).isEqualTo("1");
        }
        assertThat(found(given, "company", "filter[name][contains]", "Mécaval")).isEqualTo(6);
    }

    @Test
    void a_field_that_the_workspace_added_names_the_survivor_and_lists_find_it(Given given) {
        var me = given.administrator();
        WorkspaceScope.run(
                given.workspace(),
                () -> fields.add(type("lead"), "apporteur", "Apporteur", "reference", List.of(), "company", me));
        var loser = create(given, "company", Map.of("name", "Apport SARL"));
        var survivor = create(given, "company", Map.of("name", "Apport"));
        var lead = create(given, "lead", Map.of("company_id", survivor, "custom.apporteur", loser));
        var custom = "select custom ->> 'apporteur' from lead where id = ?";

        var changeSet = merge(given, "company", survivor, loser);

        assertThat(value(given, custom, lead)).isEqualTo(survivor.toString());
        assertThat(found(given, "lead", "filter[custom.apporteur]", survivor)).isOne();
        given.run(() -> undo.reverseNow(changeSet, me));
        assertThat(value(given, custom, lead)).isEqualTo(loser.toString());
        assertThat(found(given, "lead", "filter[custom.apporteur]", loser)).isOne();
        assertThat(found(given, "lead", "filter[custom.apporteur]", survivor)).isZero();
    }

    @Test
    void rows_of_a_file_that_know_the_merged_record_land_on_the_survivor(Given given) {
        var survivor = create(given, "person", Map.of("last_name", "Roux", "external_id", "p1", "title", "DG"));
        var loser = create(
                given,
                "person",
                Map.of("last_name", "Roux", "external_id", "p2", "email", "lea@roux.example", "title", "Directrice"));
        create(given, "company", Map.of("name", "Dupont"));
        merge(given, "person", survivor, loser);
        given.run(() -> sql.execute("update person set email = null where id = ?", survivor));

        imported(given, "a.csv", "Contact ID,Last Name,Job Title\np2,Roux,Présidente\n");
        assertThat(value(given, "select title from person where id = ?", survivor))
                .isEqualTo("Présidente");
        imported(given, "b.csv", "Email,Last Name,City\nlea@roux.example,Roux,Lyon\n");
        assertThat(value(given, "select city from person where id = ?", survivor))
                .isEqualTo("Lyon");
        imported(given, "c.csv", "Contact ID,Last Name,Job Title\np2,Roux,Autre\np1,Roux,Gérante\n");
        assertThat(value(given, "select title from person where id = ?", survivor))
                .isEqualTo("Gérante");
        assertThat(value(
                        given,
                        "select after ->> 'title' from change where record_id = ? and kind = 'updated' order by at desc limit 1",
                        survivor))
                .isEqualTo("Gérante");
        assertThat(value(given, "select external_id from person where id = ?", survivor))
                .isEqualTo("p1");
        assertThat(value(given, "select count(*)::text from person")).isEqualTo("2");
        assertThat(value(given, "select title || (deleted_at is not null) from person where id = ?", loser))
                .isEqualTo("Directricetrue");
    }

    @Test
    void the_undo_of_an_import_leaves_a_record_merged_that_was_merged_since(Given given) {
        var me = given.administrator();
        var own = create(given, "company", Map.of("name", "Mécaval"));
        var file = imported(given, "s.csv", "Company ID,Company Name,City\nc1,Mecaval SAS,Lyon\nc2,Autre,Paris\n");
        var brought = UUID.fromString(java.util.Objects.requireNonNull(
                value(given, "select id::text from company where external_id = 'c1'")));
        var changeSet = merge(given, "company", own, brought);

        var back = (Undo.Answer.Done) WorkspaceScope.in(given.workspace(), () -> imports.undo(file, true, me));

        assertThat(back.kept()).extracting(Undo.Kept::id).containsExactly(brought);
        assertThat(value(given, "select count(*)::text from company")).isEqualTo("2");
        assertThat(found(given, "company", "filter[name][contains]", "ecaval")).isOne();
        given.run(() -> undo.reverseNow(changeSet, me));
        assertThat(found(given, "company", "filter[name][contains]", "ecaval")).isEqualTo(2);
    }

    @Test
    void who_writes_to_a_merged_record_is_told_where_it_went(Given given) {
        var bearer = given.bearer(given.administrator(), Scope.WRITE);
        var survivor = create(given, "person", Map.of("last_name", "Roux", "title", "DG"));
        var loser = create(given, "person", Map.of("last_name", "Roux"));
        merge(given, "person", survivor, loser);
        var path = "/api/v1/people/" + loser;
        for (var request : List.of(
                mvc.patch().uri(path).content("{\"title\": \"Autre\"}"),
                mvc.delete().uri(path),
                mvc.post().uri(path + "/merges").content("{\"loser_id\": \"" + survivor + "\"}"),
                mvc.post()
                        .uri(path + "/legal-bases")
                        .content("{\"channel\": \"email\", \"purpose\": \"prospecting\", \"basis\": \"contract\","
                                + " \"state\": \"granted\", \"since\": \"2026-01-01\"}"))) {
            assertThat(request.contentType(MediaType.APPLICATION_JSON).header("Authorization", bearer))
                    .hasStatus(409)
                    .hasHeader("Link", "</api/v1/people/" + survivor + ">; rel=\"canonical\"")
                    .bodyText()
                    .contains("merged-already", survivor.toString());
        }
        assertThat(value(given, "select title from person where id = ?", survivor))
                .isEqualTo("DG");
        assertThat(mvc.post()
                        .uri("/people/" + loser + "/facts")
                        .param("title", "Autre")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(409)
                .bodyText()
                .contains("/people/" + survivor);
        assertThat(mvc.patch()
                        .uri("/api/v1/people/" + UUID.randomUUID())
                        .content("{}")
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Authorization", bearer))
                .hasStatus(404);
        // What is made for it is the survivor's.
        var lead = create(given, "lead", Map.of("person", loser));
        assertThat(value(given, "select person_id::text from lead where id = ?", lead))
                .isEqualTo(survivor.toString());
    }

    @Test
    void possible_duplicates_are_told_in_the_api_but_none_that_was_merged_or_is_not_seen(Given given) {
        var survivor = create(given, "company", Map.of("name", "Mécaval", "siren", "732829320"));
        var loser = create(given, "company", Map.of("name", "Mécaval", "phone", "0474123456"));
        merge(given, "company", survivor, loser);
        var body = "{\"name\": \"Mécaval SAS\", \"siren\": \"732 829 320\"}";
        assertThat(mvc.post()
                        .uri("/api/v1/companies")
                        .content(body)
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Authorization", given.bearer(given.administrator(), Scope.WRITE)))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.possible_duplicates[*].id")
                .asArray()
                .containsExactly(survivor.toString());
        var own = given.memberWhoSeesOwn("Inès", "sdr");
        assertThat(mvc.post()
                        .uri("/api/v1/companies")
                        .content(body)
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Authorization", given.bearer(own, Scope.WRITE)))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.possible_duplicates[*].id")
                .asArray()
                .isEmpty();
    }

    @Test
    void who_may_only_read_who_is_elsewhere_and_who_asks_for_what_is_in_the_bin_merges_nothing(
            Given given, Given.Kit worlds) {
        var a = create(given, "company", Map.of("name", "A"));
        var b = create(given, "company", Map.of("name", "B"));
        assertThat(mvc.post()
                        .uri("/api/v1/companies/" + a + "/merges")
                        .content("{\"loser_id\": \"" + b + "\"}")
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .hasStatus(403);
        var other = worlds.given();
        var theirs = create(other, "company", Map.of("name", "A"));
        assertThatThrownBy(() -> merge(other, "company", theirs, a)).isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> merge(other, "company", a, theirs)).isInstanceOf(NoSuchRecord.class);
        given.run(() -> records.delete(type("company"), b, null, given.administrator()));
        assertThatThrownBy(() -> merge(given, "company", a, b)).isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> merge(given, "company", b, a)).isInstanceOf(NoSuchRecord.class);
        assertThat(value(given, "select count(*)::text from company where merged_into is not null"))
                .isEqualTo("0");
    }

    @Test
    void of_overlapping_merges_at_once_each_record_ends_in_one_place(Given given) throws Exception {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 4; i++) {
            ids.add(create(given, "company", Map.of("name", "Société " + i)));
            create(given, "lead", Map.of("company_id", ids.get(i)));
        }
        var tasks = new ArrayList<Callable<Merges.Answer>>();
        for (int i = 0; i < 4; i++) {
            var wanted = new Merges.Wanted(
                    ids.get(i), List.of(ids.get((i + 2) % 4), ids.get((i + 1) % 4)), Map.of(), Map.of());
            tasks.add(() -> given.in(() -> merges.merge(type("company"), wanted, given.administrator())));
        }
        try (var all = Executors.newFixedThreadPool(4)) {
            var answers = new ArrayList<Merges.Answer>();
            for (var one : all.invokeAll(tasks)) {
                answers.add(one.get());
            }
            assertThat(answers).hasAtLeastOneElementOfType(Merges.Answer.Done.class);
        }
        assertThat(value(given, """
                select count(*)::text from company c join company s on s.id = c.merged_into where s.merged_into is not null
                """)).isEqualTo("0");
        assertThat(value(given, """
                select count(*)::text from lead l join company c on c.id = l.company_id where c.merged_into is null
                """)).isEqualTo("4");
    }
}
