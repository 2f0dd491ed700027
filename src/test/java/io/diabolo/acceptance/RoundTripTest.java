package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.diabolo.importing.Imports;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.CustomFields;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A list goes out, is edited in a spreadsheet and comes back. */
@DiaboloTest
class RoundTripTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;

    RoundTripTest(MockMvcTester mvc, DSLContext sql) {
        this.mvc = mvc;
        this.sql = sql;
    }

    @Test
    void just_the_edited_cells_of_five_hundred_people_change(Given given, Imports imports) {
        var me = given.administrator();
        importNow(given, imports, "people.csv", people());
        var before = people(given);
        assertThat(before).hasSize(500);

        var exported = rows(export(given, me));
        assertThat(exported).hasSize(501);
        var title = exported.getFirst().indexOf("title");
        var city = exported.getFirst().indexOf("city");
        for (var i = 1; i <= 5; i++) {
            exported.get(i * 40).set(title, "Directrice " + i);
            exported.get(i * 40 + 7).set(city, "Brest");
        }
        var edit = importNow(given, imports, "people-edited.csv", written(exported));

        var outcome = WorkspaceScope.in(
                given.workspace(), () -> imports.find(edit, me).outcome());
        assertThat(outcome.created()).isZero();
        assertThat(outcome.rejected()).isZero();
        assertThat(outcome.updated())
                .as("%s %s", outcome.counts(), outcome.differences())
                .isEqualTo(10);
        var after = people(given);
        var changed = IntStream.range(0, 500)
                .filter(i -> !before.get(i).equals(after.get(i)))
                .count();
        assertThat(changed).isEqualTo(10);
        given.run(() -> {
            assertThat(sql.fetchValues("""
                            select key from change cross join lateral jsonb_object_keys(change.after) as key
                            where change.change_set_id = (select change_set_id from import where id = ?) and kind = 'updated'
                              and key in ('title', 'city')""", edit)).hasSize(10);
            assertThat(sql.fetchCount(sql.selectFrom("person").where("title like 'Directrice _'")))
                    .isEqualTo(5);
        });

        WorkspaceScope.run(given.workspace(), () -> imports.undo(edit, true, me));
        assertThat(people(given)).isEqualTo(before);
    }

    @Test
    void what_a_spreadsheet_takes_for_numbers_was_not_edited(
            Given given, Imports imports, RecordTypes types, Records records) {
        var me = given.administrator();
        var companies = types.byPlural("companies");
        for (var name : List.of("Mécaval", "Carlin", "Aubrac")) {
            given.run(() -> records.create(
                    companies,
                    Map.of(
                            "name",
                            name,
                            "siren",
                            name.equals("Carlin") ? "005520135" : "",
                            "postcode",
                            "01000",
                            "phone",
                            "+441632960" + (100 + name.length()),
                            "external_id",
                            "000" + name.length() + name.charAt(0) % 10),
                    me));
        }
        var before = companies(given);
        var exported = rows(export(given, me, "companies", "columns=name,siren,postcode,phone,city&sort=name"));
        // 01000 is 1000 after a spreadsheet had it, +44… is 44…, and 005520135 is 5520135.
        exported.forEach(
                row -> row.replaceAll(cell -> cell.matches("[+0]\\d+") ? cell.replaceFirst("^[+0]+", "") : cell));
        exported.get(1).set(exported.getFirst().indexOf("city"), "Bourg-en-Bresse");

        var edit = importNow(given, imports, "companies.csv", written(exported));

        var outcome = WorkspaceScope.in(
                given.workspace(), () -> imports.find(edit, me).outcome());
        assertThat(outcome.created()).isZero();
        assertThat(outcome.rejected()).isZero();
        assertThat(outcome.updated()).as("%s", outcome.differences()).isEqualTo(1);
        assertThat(companies(given)).isEqualTo(before);
    }

    private List<String> companies(Given given) {
        return given.in(
                () -> sql.fetch("select concat_ws(' ', name, siren, postcode, phone, external_id) from company order by"
                                + " name")
                        .getValues(0, String.class));
    }

    @Test
    void references_and_own_fields_come_back_as_they_went(
            Given given, Imports imports, RecordTypes types, Records records, CustomFields fields) {
        var me = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            var people = types.byPlural("people");
            fields.add(people, "trades", "Métiers", "multi_choice", List.of("bois", "métal"), null, me);
            fields.add(people, "motto", "Devise", "text", List.of(), null, me);
            var company = records.create(types.byPlural("companies"), Map.of("name", "Mécaval"), me)
                    .record();
            for (var i = 0; i < 20; i++) {
                records.create(
                        people,
                        Map.of(
                                "first_name",
                                "Camille",
                                "last_name",
                                "Durand " + i,
                                "email",
                                "c" + i + "@example.org",
                                "company",
                                company.id().toString(),
                                "custom",
                                Map.of("trades", "bois,métal", "motto", "Toujours " + i)),
                        me);
            }
        });
        var before = customs(given);
        var exported =
                rows(export(given, me, "columns=first_name,last_name,email,title,company,custom.trades,custom.motto"));
        exported.get(3).set(exported.getFirst().indexOf("title"), "Directrice");

        var edit = importNow(given, imports, "people.csv", written(exported));

        var outcome = WorkspaceScope.in(
                given.workspace(), () -> imports.find(edit, me).outcome());
        assertThat(outcome.created()).isZero();
        assertThat(outcome.rejected()).isZero();
        assertThat(outcome.updated()).as("%s", outcome.differences()).isEqualTo(1);
        assertThat(customs(given)).isEqualTo(before);
        given.run(() -> {
            assertThat(sql.fetchCount(sql.selectFrom("custom_field"))).isEqualTo(2);
            assertThat(sql.fetchCount(sql.selectFrom("company"))).isEqualTo(1);
        });
    }

    @Test
    void an_edited_own_field_is_one_change_and_is_taken_back(
            Given given, Imports imports, RecordTypes types, Records records, CustomFields fields) {
        var me = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            var people = types.byPlural("people");
            fields.add(people, "motto", "Devise", "text", List.of(), null, me);
            fields.add(people, "hobby", "Loisir", "text", List.of(), null, me);
            for (var name : List.of("Durand", "Petit", "Roux")) {
                records.create(
                        people,
                        Map.of("last_name", name, "custom", Map.of("motto", "- " + name + " d’abord", "hobby", "vélo")),
                        me);
            }
        });
        var before = motto(given);
        var exported = rows(export(given, me, "columns=last_name,custom.motto,custom.hobby&sort=last_name"));
        exported.get(1).set(exported.getFirst().indexOf("custom.motto"), "Plus haut");
        exported.get(2).set(exported.getFirst().indexOf("custom.hobby"), "");

        var edit = importNow(given, imports, "people.csv", written(exported));

        assertThat(motto(given))
                .containsExactly("Durand: Plus haut, vélo", "Petit: - Petit d’abord, ", "Roux: - Roux d’abord, vélo");
        assertThat(given.in(() -> sql.fetch("select after::text from change where kind = 'updated' order by 1")
                        .getValues(0, String.class)))
                .containsExactly("{\"custom.hobby\": null}", "{\"custom.motto\": \"Plus haut\"}");
        WorkspaceScope.run(given.workspace(), () -> imports.undo(edit, true, me));
        assertThat(motto(given)).isEqualTo(before);
    }

    private List<String> motto(Given given) {
        return given.in(() -> sql.fetch("""
                        select last_name || ': ' || (custom ->> 'motto') || ', ' || coalesce(custom ->> 'hobby', '')
                        from person order by last_name""").getValues(0, String.class));
    }

    private List<String> customs(Given given) {
        return given.in(() -> sql.fetch("select last_name || custom || company_id from person order by id")
                .getValues(0, String.class));
    }

    private static String people() {
        var rows = new StringBuilder("external_id,first_name,last_name,email,title,city\n");
        for (var i = 0; i < 500; i++) {
            rows.append("P%d,Camille,\"Durand, %d\",camille%d@example.org,Responsable,Nantes\n".formatted(i, i, i));
        }
        return rows.toString();
    }

    private static UUID importNow(Given given, Imports imports, String name, String text) {
        var upload = new Imports.Upload(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return WorkspaceScope.in(given.workspace(), () -> {
            var id = imports.upload(List.of(upload), Imports.Order.yesNow(), given.administrator());
            var done = imports.find(id, given.administrator());
            assertThat(done.state()).as("%s", done.questions()).isEqualTo("done");
            return id;
        });
    }

    /** What each person is, without what every write touches. */
    private List<String> people(Given given) {
        return given.in(() -> sql.fetch("""
                        select id || ' ' || first_name || ' ' || last_name || ' ' || email || ' ' || title || ' ' || city
                            || ' ' || external_id from person where deleted_at is null order by id""").getValues(0, String.class));
    }

    private String export(Given given, Actor me) {
        return export(given, me, "columns=name,first_name,last_name,email,title,city");
    }

    private String export(Given given, Actor me, String query) {
        return export(given, me, "people", query);
    }

    private String export(Given given, Actor me, String plural, String query) {
        var form = mvc.post()
                .uri("/exports")
                .param("plural", plural)
                .param("query", query)
                .param("format", "csv");
        assertThat(form.with(given.signedIn(me)).with(csrf())).hasRedirectedUrl("/exports");
        return Exports.newest(mvc, given.signedIn(me));
    }

    private static List<List<String>> rows(String text) {
        try (var reader = CsvReader.builder().fieldSeparator(';').ofCsvRecord(text.replace("\uFEFF", ""))) {
            var rows = new ArrayList<List<String>>();
            reader.forEach(row -> rows.add(new ArrayList<>(row.getFields())));
            return rows;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As a French spreadsheet saves it. */
    private static String written(List<List<String>> rows) {
        var out = new StringWriter();
        try (var writer = CsvWriter.builder().fieldSeparator(';').build(out)) {
            rows.forEach(writer::writeRecord);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toString();
    }
}
