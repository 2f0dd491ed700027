package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Match;
import io.diabolo.importing.mapping.Question;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Names in a file that lead to no record, when what they may mean is in the workspace already. */
@DiaboloTest
class ImportReferencesTest {
    private static final String PRODUCTS = "product,series,sales_price\nGTX Pro,GTX,4821\nMG Special,MG,55\n";
    private static final String DEALS = """
            opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
            A1,Darcel Schlecht,GTXPro,Kan-code,Won,2017-01-02,2017-03-02,4800
            A2,Darcel Schlecht,GTXPro,Kan-code,Lost,2017-01-03,2017-03-05,0
            A3,Darcel Schlecht,MG Special,Kan-code,Won,2017-01-04,2017-03-06,55
            """;

    private final DSLContext sql;
    private final Imports imports;
    private final ImportDecisions decisions;
    private final MockMvcTester mvc;

    ImportReferencesTest(DSLContext sql, Imports imports, ImportDecisions decisions, MockMvcTester mvc) {
        this.sql = sql;
        this.imports = imports;
        this.decisions = decisions;
        this.mvc = mvc;
    }

    private Import run(Given given, Imports.Order order, String... namesAndTexts) {
        return WorkspaceScope.in(given.workspace(), () -> {
            var uploads = new java.util.ArrayList<Imports.Upload>();
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                var bytes = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
                uploads.add(new Imports.Upload(namesAndTexts[i], new ByteArrayInputStream(bytes)));
            }
            var id = imports.upload(uploads, order, given.administrator());
            return imports.find(id, given.administrator());
        });
    }

    private static Imports.Order propose() {
        return new Imports.Order(null, false, false, true, ImportOptions.usual());
    }

    private Import answered(Given given, Import what, Map<String, String> answers) {
        return WorkspaceScope.in(given.workspace(), () -> {
            decisions.answer(what.id(), answers, given.administrator());
            imports.apply(what.id(), true, given.administrator());
            return imports.find(what.id(), given.administrator());
        });
    }

    @Test
    void a_product_spelled_otherwise_than_here_is_offered_as_the_one_here(Given given) {
        run(given, Imports.Order.yesNow(), "products.csv", PRODUCTS);
        var read = run(given, propose(), "sales_pipeline.csv", DEALS);

        assertThat(read.questions()).singleElement().satisfies(question -> {
            assertThat(question.kind()).isEqualTo(Question.Kind.MATCH);
            assertThat(question.proposed()).isEqualTo("GTX Pro");
            assertThat(question.rows()).isEqualTo(2);
        });
        var question = read.questions().getFirst();
        var done = answered(given, read, Map.of(question.id(), "GTX Pro"));

        assertThat(done.state()).as(String.valueOf(done.error())).isEqualTo("done");
        given.run(() -> {
            assertThat(sql.fetch("select name from product order by name").getValues(0, String.class))
                    .containsExactly("GTX Pro", "MG Special");
            assertThat(count("select count(*) from opportunity_product")).isEqualTo(3);
        });
    }

    /** As registers number them; a number that nobody has yet is a company of that number. */
    @Test
    void a_list_of_contacts_names_its_companies_by_their_siren(Given given) {
        run(given, Imports.Order.yesNow(), "sirene.csv", """
                siren,denominationUniteLegale,activitePrincipaleUniteLegale,dateCreationUniteLegale
                552100554,PEUGEOT,29.10Z,1955-01-01
                542065479,STELLANTIS AUTO,29.10Z,1954-01-01
                """);
        var done = run(given, Imports.Order.yesNow(), "contacts.csv", """
                Prénom,Nom,E-mail,Fonction,SIREN
                Léa,Martin,lea@client.example,Directrice achats,552100554
                Luc,Roy,luc@client.example,Acheteur,542065479
                Ana,Petit,ana@client.example,Acheteuse,732829320
                """);
        assertThat(done.state()).as(done::toString).isEqualTo("done");
        given.run(() -> {
            assertThat(sql.fetch("select p.first_name || ' ' || c.name || ' ' || c.siren from person p"
                                    + " join company c on c.id = p.company_id order by 1")
                            .getValues(0, String.class))
                    .containsExactly(
                            "Ana 732829320 732829320", "Luc STELLANTIS AUTO 542065479", "Léa PEUGEOT 552100554");
            assertThat(count("select count(*) from company where created_at < now() - interval '1 day'"))
                    .isZero();
        });
    }

    @Test
    void left_as_it_is_it_becomes_a_product_of_its_own(Given given) {
        run(given, Imports.Order.yesNow(), "products.csv", PRODUCTS);
        var read = run(given, propose(), "sales_pipeline.csv", DEALS);
        answered(given, read, Map.of(read.questions().getFirst().id(), ""));

        given.run(() -> assertThat(
                        sql.fetch("select name from product order by name").getValues(0, String.class))
                .containsExactly("GTX Pro", "GTXPro", "MG Special"));
    }

    @Test
    void a_product_like_no_other_is_asked_and_nothing_is_guessed(Given given) {
        run(given, Imports.Order.yesNow(), "products.csv", PRODUCTS);
        var deals = DEALS.replace("GTXPro", "Zephyr");
        var stopped = run(given, Imports.Order.yesNow(), "sales_pipeline.csv", deals);

        assertThat(stopped.state()).isEqualTo("mapping");
        assertThat(stopped.questions()).singleElement().satisfies(question -> {
            assertThat(question.kind()).isEqualTo(Question.Kind.UNKNOWN);
            assertThat(question.proposed()).isNull();
            assertThat(question.choices()).containsExactly("GTX Pro", "MG Special", "@create", "@empty");
        });
        given.run(() -> assertThat(count("select count(*) from opportunity")).isZero());

        var id = stopped.questions().getFirst().id();
        answered(given, stopped, Map.of(id, "@empty"));
        given.run(() -> {
            assertThat(count("select count(*) from opportunity")).isEqualTo(3);
            assertThat(count("select count(*) from opportunity_product")).isEqualTo(1);
            assertThat(count("select count(*) from product")).isEqualTo(2);
        });
    }

    @Test
    void answers_beside_the_files_are_taken_like_those_on_the_page(Given given) {
        run(given, Imports.Order.yesNow(), "products.csv", PRODUCTS);
        var deals = DEALS.replace("GTXPro", "Zephyr");
        var answers = Map.of("sales_pipeline.csv/product/unknown/Zephyr", "@create");
        var done = run(
                given,
                Imports.Order.yesNow().with(new Mapping(Mapping.VERSION, List.of(), answers)),
                "sales_pipeline.csv",
                deals);

        assertThat(done.state()).as(() -> done.error() + " " + done.questions()).isEqualTo("done");
        given.run(() -> assertThat(
                        sql.fetch("select name from product order by name").getValues(0, String.class))
                .containsExactly("GTX Pro", "MG Special", "Zephyr"));
    }

    @Test
    void a_name_missing_in_the_file_that_should_hold_it_is_asked(Given given) {
        var read = run(
                given,
                Imports.Order.yesNow(),
                "products.csv",
                PRODUCTS,
                "deals.csv",
                DEALS.replace("GTXPro", "Zephyr"));

        assertThat(read.questions())
                .singleElement()
                .satisfies(question -> assertThat(question.kind()).isEqualTo(Question.Kind.UNKNOWN));
        var made = answered(given, read, Map.of(read.questions().getFirst().id(), "@create"));
        assertThat(made.outcome().rejected()).isZero();
        given.run(() ->
                assertThat(count("select count(*) from opportunity_product")).isEqualTo(3));
    }

    @Test
    void an_owner_misspelled_is_the_member_not_a_second_one(Given given) {
        run(
                given,
                Imports.Order.yesNow(),
                "team.csv",
                "sales_agent,manager,regional_office\nDarcel Schlecht,Melvin Marxen,Central\n");
        var done = run(
                given,
                Imports.Order.yesNow(),
                "sales_pipeline.csv",
                DEALS.replace("Darcel Schlecht", "Darcel Schlect"));

        assertThat(done.state()).as(() -> done.error() + " " + done.questions()).isEqualTo("done");
        assertThat(done.matches()).extracting(Match::proposed).contains("Darcel Schlecht");
        given.run(() -> assertThat(count("select count(*) from member where name like 'Darcel%'"))
                .isEqualTo(1));
    }

    @Test
    void a_company_written_otherwise_is_that_company_and_one_that_only_resembles_is_shown(Given given) {
        run(
                given,
                Imports.Order.yesNow(),
                "accounts.csv",
                "account,sector\nKan-code,software\nHottechi Group,medical\n");
        var deals = DEALS.replace("GTXPro", "GTX Pro")
                .replace("A1,Darcel Schlecht,GTX Pro,Kan-code", "A1,Darcel Schlecht,GTX Pro,Kancode")
                .replace("A2,Darcel Schlecht,GTX Pro,Kan-code", "A2,Darcel Schlecht,GTX Pro,Hottechi Groupe");
        var read = run(given, propose(), "sales_pipeline.csv", deals);

        assertThat(read.questions()).extracting(Question::proposed).containsExactly("Kan-code");
        assertThat(read.matches())
                .filteredOn(match -> !match.needed())
                .extracting(Match::proposed)
                .containsExactly("Hottechi Group");
        answered(given, read, Map.of(read.questions().getFirst().id(), "Kan-code"));
        given.run(() -> assertThat(
                        sql.fetch("select name from company order by name").getValues(0, String.class))
                .containsExactly("Hottechi Group", "Hottechi Groupe", "Kan-code"));
    }

    @Test
    void a_company_here_is_found_by_its_domain_from_a_deal_alone(Given given) {
        run(
                given,
                Imports.Order.yesNow(),
                "companies.csv",
                "Company ID,Company Name,Company Domain Name\nC1,Cruz Inc,flowers.net\n");
        var done = run(
                given,
                Imports.Order.yesNow(),
                "deals.csv",
                "Deal ID,Deal Name,Deal Stage,Amount,Associated Company Domain\nD1,One,Closed Won,10,flowers.net\nD2,Two,Closed Won,10,flowers.net\n");

        assertThat(done.state()).as(() -> done.error() + " " + done.questions()).isEqualTo("done");
        given.run(() -> {
            assertThat(count("select count(*) from company")).isEqualTo(1);
            assertThat(count("select count(*) from opportunity where company_id is not null"))
                    .isEqualTo(2);
        });
    }

    @Test
    void the_api_shows_what_is_asked_and_takes_the_answers(Given given) {
        run(given, Imports.Order.yesNow(), "products.csv", PRODUCTS);
        var read = run(given, propose(), "sales_pipeline.csv", DEALS.replace("GTXPro", "Zephyr"));
        var uri = "/api/v1/imports/" + read.id();
        var bearer = given.bearer(given.administrator(), Scope.WRITE);
        assertThat(mvc.get().uri(uri).header("Authorization", bearer))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.questions[0].choices")
                .asArray()
                .containsExactly("GTX Pro", "MG Special", "@create", "@empty");
        var id = "sales_pipeline.csv/product/unknown/Zephyr";
        assertThat(mvc.post()
                        .uri(uri + "/answers")
                        .header("Authorization", bearer)
                        .contentType("application/json")
                        .content("{\"" + id + "\": \"GTX Pro\"}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.questions")
                .asArray()
                .isEmpty();
    }

    @Test
    void the_page_asks_in_words(Given given) {
        run(given, Imports.Order.yesNow(), "products.csv", PRODUCTS);
        var read = run(given, propose(), "sales_pipeline.csv", DEALS.replace("GTXPro", "Zephyr"));
        assertThat(mvc.get().uri("/imports/" + read.id()).with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("Zephyr", "value=\"@create\"", "Créer", "Laisser vide")
                .doesNotContain("??");
    }

    @Test
    void a_mapping_that_makes_a_column_name_records_has_its_names_looked_up(Given given) {
        run(given, Imports.Order.yesNow(), "products.csv", PRODUCTS);
        var read = run(
                given,
                propose(),
                "deals.csv",
                "Deal Name,Deal Stage,Amount,Thing\nOne,Won,10,GTXPro\nTwo,Lost,20,GTX Pro\n");
        assertThat(read.questions()).as(read.questions().toString()).isEmpty();
        var file = read.mapping().files().getFirst();
        var columns = file.columns().stream()
                .map(column -> column.header().equals("Thing")
                        ? new io.diabolo.importing.mapping.ColumnMapping(
                                "Thing",
                                new io.diabolo.importing.mapping.Use.MapTo("product", null, null),
                                column.format(),
                                null)
                        : column)
                .toList();
        WorkspaceScope.run(given.workspace(), () -> {
            var mapping = new Mapping(
                    Mapping.VERSION,
                    List.of(new io.diabolo.importing.mapping.FileMapping(
                            file.file(), file.record(), file.key(), columns, file.constants())));
            assertThat(decisions
                            .decide(read.id(), mapping, ImportOptions.usual(), given.administrator())
                            .state())
                    .isEqualTo("reading");
        });
    }

    @Test
    void an_answer_that_is_no_choice_is_refused(Given given) {
        var read = run(
                given,
                propose(),
                "deals.csv",
                "Deal Name,Deal Stage,Amount\nOne,Mystery phase,10\nTwo,Closed Won,20\n");
        assertThat(read.questions()).singleElement().satisfies(question -> {
            assertThat(question.kind()).isEqualTo(Question.Kind.STAGE);
            assertThatThrownBy(() -> WorkspaceScope.run(
                            given.workspace(),
                            () -> decisions.answer(read.id(), Map.of(question.id(), "nirvana"), given.administrator())))
                    .isInstanceOf(BadInput.class);
        });
    }

    @Test
    void a_hundred_thousand_names_are_compared_set_by_set(Given given) {
        given.run(
                () -> sql.execute(
                        "insert into company (name, currency) select 'Company ' || md5(i::text), 'EUR' from generate_series(1, 20000) i"));
        var rows = new StringBuilder("opportunity_id,account,deal_stage\n");
        for (int i = 1; i <= 100_000; i++) {
            rows.append('D')
                    .append(i)
                    .append(",Client ")
                    .append(UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)})
                            .toString()
                            .replaceAll("[^a-z]", ""))
                    .append(i)
                    .append(",Won\n");
        }
        var began = System.nanoTime();
        var read = run(given, propose(), "deals.csv", rows.toString());

        assertThat(read.state()).as(String.valueOf(read.error())).isEqualTo("mapping");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(2));
    }

    private long count(String query) {
        return sql.fetchSingle(query).get(0, Long.class);
    }
}
