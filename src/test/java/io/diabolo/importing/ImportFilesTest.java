package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Small files of the shape of real ones. */
@DiaboloTest
class ImportFilesTest {
    private static final String PEOPLE = """
            First Name,Last Name,Email,Company,Job Title,City
            Léa,Martin,lea@martin.example,Martin SA,Acheteuse,Lyon
            Paul,Roux,paul@roux.example,Roux SAS,Directeur,Paris
            """;
    private final DSLContext sql;
    private final Imports imports;
    private final ImportDecisions decisions;

    ImportFilesTest(DSLContext sql, Imports imports, ImportDecisions decisions) {
        this.sql = sql;
        this.imports = imports;
        this.decisions = decisions;
    }

    private Import run(Given given, Imports.Order order, String name, String text) {
        return WorkspaceScope.in(given.workspace(), () -> {
            var upload = new Imports.Upload(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            UUID id = imports.upload(List.of(upload), order, given.administrator());
            return imports.find(id, given.administrator());
        });
    }

    @Test
    void people_come_with_their_companies(Given given) {
        var done = run(given, Imports.Order.yesNow(), "contacts.csv", PEOPLE);

        assertThat(done.state()).as(() -> done.error() + " " + done.questions()).isEqualTo("done");
        given.run(() -> assertThat(sql.fetch(
                                "select p.name || ' / ' || c.name || ' / ' || p.city from person p join company c on c.id = p.company_id order by 1")
                        .getValues(0, String.class))
                .containsExactly("Léa Martin / Martin SA / Lyon", "Paul Roux / Roux SAS / Paris"));
    }

    @Test
    void companies_come_with_what_they_work_with_however_it_was_separated(Given given) {
        var done = run(given, Imports.Order.yesNow(), "companies.csv", """
                Company,Website,Tech Stack
                Atelier Brest,atelier-brest.example,HubSpot; salesforce | hubspot
                Atelier Metz,atelier-metz.example,Odoo
                Atelier Lens,atelier-lens.example,"SAP, Odoo"
                Atelier Pau,atelier-pau.example,
                """);

        assertThat(done.state()).as(() -> done.error() + " " + done.questions()).isEqualTo("done");
        given.run(() -> assertThat(
                        sql.fetch("select name || ': ' || coalesce(technologies, '-') from company order by name")
                                .getValues(0, String.class))
                .containsExactly(
                        "Atelier Brest: HubSpot, salesforce",
                        "Atelier Lens: SAP, Odoo",
                        "Atelier Metz: Odoo",
                        "Atelier Pau: -"));
    }

    @Test
    void a_dry_run_tells_and_changes_nothing(Given given) {
        var tried = run(given, Imports.Order.yesNow().andDry(), "contacts.csv", PEOPLE);

        assertThat(tried.state()).isEqualTo("ready");
        assertThat(tried.outcome().created()).isEqualTo(4);
        assertThat(tried.outcome().samples()).hasSize(2);
        given.run(() -> assertThat(count("select count(*) from person")).isZero());
    }

    @Test
    void an_export_edited_and_imported_again_changes_just_the_cells_edited(Given given) {
        run(given, Imports.Order.yesNow(), "contacts.csv", PEOPLE);
        var csv = new StringBuilder("id,first_name,last_name,email,city\n");
        given.run(() -> sql.fetch("select id, first_name, last_name, email from person order by name")
                .forEach(row -> csv.append(row.get(0))
                        .append(',')
                        .append(row.get(1))
                        .append(',')
                        .append(row.get(2))
                        .append(',')
                        .append(row.get(3))
                        .append(',')
                        .append(row.get(1).equals("Léa") ? "Nantes" : "Paris")
                        .append('\n')));
        var again = run(given, Imports.Order.yesNow(), "people.csv", csv.toString());

        assertThat(again.state())
                .as(() -> again.error() + " " + again.questions())
                .isEqualTo("done");
        assertThat(again.outcome().counts())
                .filteredOn(each -> each.target().equals("person"))
                .singleElement()
                .satisfies(counts -> {
                    assertThat(counts.updated()).isEqualTo(1);
                    assertThat(counts.unchanged()).isEqualTo(1);
                });
        given.run(() -> {
            assertThat(sql.fetch("select after::text from change where kind = 'updated' and record_type = 'person'")
                            .getValues(0, String.class))
                    .containsExactly("{\"city\": \"Nantes\"}");
            assertThat(sql.fetch("select city from person order by city").getValues(0, String.class))
                    .containsExactly("Nantes", "Paris");
        });
        WorkspaceScope.run(given.workspace(), () -> imports.undo(again.id(), true, given.administrator()));
        given.run(() -> assertThat(
                        sql.fetch("select city from person order by city").getValues(0, String.class))
                .containsExactly("Lyon", "Paris"));
    }

    @Test
    void a_bad_row_comes_back_with_its_reason_and_the_others_go_in(Given given, Files files) {
        var done = run(
                given, Imports.Order.yesNow(), "contacts.csv", PEOPLE + "Zoé,Petit,zoe-at-home,Petit SARL,DAF,Lille\n");

        assertThat(done.state()).as(() -> String.valueOf(done.error())).isEqualTo("done");
        assertThat(done.outcome().rejected()).isEqualTo(1);
        var text = new ByteArrayOutputStream();
        given.run(() -> {
            files.copy(Objects.requireNonNull(done.rejects()), text);
            assertThat(count("select count(*) from person")).isEqualTo(2);
        });
        assertThat(text.toString(StandardCharsets.UTF_8))
                .contains("Zoé")
                .contains("zoe-at-home")
                .contains("adresse e-mail");
    }

    @Test
    void a_cell_that_no_column_holds_costs_its_row_and_not_the_import(Given given) {
        var done = run(given, Imports.Order.yesNow(), "deals.csv", """
                name,company,stage,amount,currency,term_months,remarks
                Bonne,Martin SA,won,1000,EUR,0,%s
                Monnaie,Martin SA,won,,RMB,12,court
                Trop,Martin SA,won,99999999999999,EUR,12,court
                Jamais,Martin SA,won,10,EUR,-4,court
                """.formatted("long ".repeat(1_000)));

        assertThat(done.state()).as(() -> done.error() + " " + done.questions()).isEqualTo("done");
        assertThat(done.outcome().rejected())
                .as(() -> done.outcome().refusals() + " " + done.mapping())
                .isEqualTo(3);
        given.run(() -> assertThat(
                        sql.fetch("select name || ' ' || currency || ' ' || coalesce(term_months, 0) from opportunity")
                                .getValues(0, String.class))
                .containsExactly("Bonne EUR 0"));
    }

    @Test
    void of_two_members_with_one_name_none_is_taken_for_the_other(Given given) {
        given.member("Jean Martin", "ae");
        given.member("Jean Martin", "sdr");
        var done = run(given, Imports.Order.yesNow(), "leads.csv", """
                last_name,email,owner
                Durand,durand@example.org,Jean Martin
                Petit,petit@example.org,Léa Roux
                """);

        assertThat(done.state()).as(() -> done.error() + " " + done.questions()).isEqualTo("done");
        assertThat(done.outcome().rejected()).isEqualTo(1);
        given.run(() -> assertThat(count("select count(*) from lead where owner_id is null"))
                .isZero());
    }

    @Test
    void who_doesnt_administer_changes_neither_fields_nor_the_organisation(Given given) {
        var ae = given.member("Marc Attal", "ae");
        given.member("Léa Roux", "sdr");
        var upload = new Imports.Upload(
                "team.csv",
                new ByteArrayInputStream("sales_agent,manager\nLéa Roux,Marc Attal\nZoé Petit,Marc Attal\n"
                        .getBytes(StandardCharsets.UTF_8)));
        var leads = new Imports.Upload(
                "leads.csv",
                new ByteArrayInputStream(
                        "last_name,email,shoe size\nDurand,d@example.org,44\n".getBytes(StandardCharsets.UTF_8)));
        WorkspaceScope.run(given.workspace(), () -> {
            var id = imports.upload(List.of(upload, leads), Imports.Order.yesNow(), ae);
            assertThat(imports.find(id, ae).state()).isEqualTo("done");
        });

        given.run(() -> {
            assertThat(count("select count(*) from custom_field")).isZero();
            assertThat(count("select count(*) from lead")).isEqualTo(1);
            assertThat(sql.fetch("select name from member where manager_id is not null")
                            .getValues(0, String.class))
                    .containsExactly("Zoé Petit");
        });
    }

    @Test
    void a_company_that_grew_is_placed_anew_in_the_funnel_too_and_back(Given given) {
        run(given, Imports.Order.yesNow(), "deals.csv", """
                external_id,name,company,stage
                D1,Licences,Martin SA,won
                """);
        var grown = run(given, Imports.Order.yesNow(), "accounts.csv", """
                account,employees,country
                Martin SA,400,FR
                """);
        // Found by its name, empty fields are filled.
        assertThat(grown.state())
                .as(() -> grown.error() + " " + grown.questions())
                .isEqualTo("done");
        var filled = grown.outcome().updated() > 0
                ? grown
                : run(
                        given,
                        Imports.Order.yesNow().with(fill()),
                        "accounts.csv",
                        "account,employees,country\nMartin SA,400,FR\n");
        assertThat(segments(given)).isEqualTo("mid_market mid_market FR");

        WorkspaceScope.run(given.workspace(), () -> imports.undo(filled.id(), true, given.administrator()));
        assertThat(segments(given)).isEqualTo("none none none");
    }

    private static ImportOptions fill() {
        var usual = ImportOptions.usual();
        return new ImportOptions(ImportOptions.Duplicates.FILL, usual.missing(), usual.backwards());
    }

    private String segments(Given given) {
        return given.in(() -> sql.fetchSingle("""
                        select concat_ws(' ', coalesce(c.segment, 'none'), coalesce(j.segment, 'none'), coalesce(j.country, 'none'))
                        from journey j join company c on c.id = j.company_id""").get(0, String.class));
    }

    @Test
    void stopped_midway_it_leaves_nothing_and_can_begin_again(Given given, ApplyImport applyImport) {
        var read =
                run(given, new Imports.Order(null, false, false, true, ImportOptions.usual()), "contacts.csv", PEOPLE);

        var told = new java.util.concurrent.atomic.AtomicInteger();
        assertThatThrownBy(() -> WorkspaceScope.run(
                        given.workspace(),
                        () -> applyImport.apply(read, false, given.administrator(), _ -> {
                            // The companies are written by now, the people too.
                            if (told.incrementAndGet() == 6) {
                                throw new io.diabolo.platform.Jobs.Cancelled();
                            }
                        })))
                .isInstanceOf(io.diabolo.platform.Jobs.Cancelled.class);
        given.run(() -> {
            for (var table : List.of("person", "company", "change_set", "journey", "search_entry")) {
                assertThat(count("select count(*) from " + table)).as(table).isZero();
            }
        });

        WorkspaceScope.run(given.workspace(), () -> imports.apply(read.id(), true, given.administrator()));
        given.run(() -> assertThat(count("select count(*) from person")).isEqualTo(2));
    }

    @Test
    void the_same_headers_are_mapped_as_last_time(Given given) {
        var propose = new Imports.Order(null, false, false, true, ImportOptions.usual());
        var first = run(given, propose, "contacts.csv", PEOPLE);
        var file = first.mapping().files().getFirst();
        var changed = new io.diabolo.importing.mapping.FileMapping(
                file.file(),
                file.record(),
                file.key(),
                file.columns().stream()
                        .map(column -> column.header().equals("Job Title")
                                ? new io.diabolo.importing.mapping.ColumnMapping(
                                        column.header(),
                                        new io.diabolo.importing.mapping.Use.MapTo("city", null, null),
                                        column.format(),
                                        null)
                                : column)
                        .toList(),
                file.constants());
        WorkspaceScope.run(given.workspace(), () -> {
            var mapping = new io.diabolo.importing.mapping.Mapping(
                    io.diabolo.importing.mapping.Mapping.VERSION,
                    List.of(new io.diabolo.importing.mapping.FileMapping(
                            changed.file(),
                            changed.record(),
                            changed.key(),
                            changed.columns().stream()
                                    .filter(column -> !column.header().equals("City"))
                                    .toList(),
                            changed.constants())));
            decisions.decide(first.id(), mapping, ImportOptions.usual(), given.administrator());
            decisions.saveMapping(first.id(), "Salon", given.administrator());
        });

        var again = run(given, propose, "others.csv", PEOPLE);
        assertThat(Objects.requireNonNull(again.mapping().of("others.csv")).filling("city"))
                .isNotNull()
                .extracting(column -> column.header())
                .isEqualTo("Job Title");
    }

    @Test
    void a_mapping_that_is_none_is_refused_in_words() {
        assertThatThrownBy(() -> decisions.mapping("{\"files\": 3}")).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> decisions.mapping("not json")).isInstanceOf(BadInput.class);
    }

    @Test
    void who_sees_only_their_own_cannot_import(Given given) {
        var own = given.memberWhoSeesOwn("Inès", "sdr");
        assertThatThrownBy(() -> WorkspaceScope.run(
                        given.workspace(), () -> imports.upload(List.of(), Imports.Order.propose(), own)))
                .isInstanceOf(NotAllowed.class);
    }

    private long count(String query) {
        return sql.fetchSingle(query).get(0, Long.class);
    }
}
