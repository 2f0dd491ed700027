package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./diabolo import} as somebody at a console meets it. */
@DiaboloTest
class ImportConsoleTest {
    private static final String PRODUCTS = "product,series,sales_price\nGTX Pro,GTX,4821\nMG Special,MG,55\n";
    private static final String DEALS = """
            opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
            A1,Darcel Schlecht,GTXPro,Kan-code,Won,2017-01-02,2017-03-02,4800
            A2,Moses Frase,MG Special,Kan-code,Lost,2017-01-03,2017-03-05,0
            """;

    private static final List<String> TABLES = List.of(
            "company", "person", "opportunity", "product", "member", "team", "journey", "change_set", "custom_field");

    private final DSLContext sql;
    private final ImportConsole console;
    private final JsonMapper json;

    @TempDir
    private Path folder;

    ImportConsoleTest(DSLContext sql, ImportConsole console, JsonMapper json) {
        this.sql = sql;
        this.console = console;
        this.json = json;
    }

    private record Said(int code, String out, String err) {}

    private Said run(Given given, String... args) {
        var all = new ArrayList<>(List.of(args));
        var slug = given.in(
                () -> sql.fetchSingle("select name from workspace_setting").get(0, String.class));
        all.addAll(List.of("--workspace", Objects.requireNonNull(slug)));
        return run(all);
    }

    private Said run(List<String> args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = console.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private List<Long> everything(Given given) {
        return given.in(() -> TABLES.stream()
                .map(table -> sql.fetchSingle("select count(*) from " + table).get(0, Long.class))
                .toList());
    }

    @Test
    void a_dry_run_says_what_would_be_done_and_changes_nothing(Given given) throws IOException {
        var before = everything(given);
        var said = run(given, "--dry-run", file("products.csv", PRODUCTS), file("deals.csv", DEALS));

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("GTXPro", "GTX Pro");
        assertThat(said.out()).contains("7");
        assertThat(everything(given)).isEqualTo(before);
    }

    @Test
    void what_is_asked_stops_it_and_the_answer_can_be_given_back_in_a_file(Given given) throws IOException {
        var before = everything(given);
        var files = new String[] {file("products.csv", PRODUCTS), file("deals.csv", DEALS)};
        var asked = run(given, files);

        assertThat(asked.code()).isEqualTo(3);
        assertThat(asked.err())
                .contains("GTXPro", "deals.csv/product/match/GTXPro", "--mapping")
                .doesNotContain("??");
        JsonNode answers = json.readTree(asked.out()).get("answers");
        assertThat(answers.get("deals.csv/product/match/GTXPro").asString()).isEqualTo("GTX Pro");
        assertThat(everything(given)).isEqualTo(before);

        var done = run(given, "--mapping", file("answers.json", asked.out()), files[0], files[1]);
        assertThat(done.code()).as(done.err()).isZero();
        given.run(() -> {
            assertThat(sql.fetch("select name from product order by 1").getValues(0, String.class))
                    .containsExactly("GTX Pro", "MG Special");
            assertThat(sql.fetchSingle("select count(*) from opportunity_product")
                            .get(0, Long.class))
                    .isEqualTo(2);
        });
    }

    @Test
    void what_nobody_can_guess_stops_even_a_yes(Given given) throws IOException {
        run(given, "--yes", file("products.csv", PRODUCTS));
        var before = everything(given);
        var deals = file("deals.csv", DEALS.replace("GTXPro", "Zephyr"));
        var asked = run(given, "--yes", deals);

        assertThat(asked.code()).isEqualTo(3);
        assertThat(asked.err())
                .contains("Zephyr", "@create", "@empty", "\"GTX Pro\"")
                .doesNotContain("??");
        assertThat(everything(given)).isEqualTo(before);

        // As it was written, it answers nothing yet.
        var unanswered = run(given, "--yes", "--mapping", file("answers.json", asked.out()), deals);
        assertThat(unanswered.code()).isEqualTo(3);
        var filled = asked.out().replace("\"\"", "\"@create\"");
        var done = run(given, "--yes", "--mapping", file("answers.json", filled), deals);
        assertThat(done.code()).as(done.err()).isZero();
    }

    @Test
    void nothing_asked_needs_no_yes(Given given) throws IOException {
        var said = run(given, file("products.csv", PRODUCTS));

        assertThat(said.code()).as(said.err()).isZero();
        given.run(
                () -> assertThat(sql.fetchSingle("select count(*) from product").get(0, Long.class))
                        .isEqualTo(2));
    }

    @Test
    void a_zip_is_the_files_in_it(Given given) throws IOException {
        var packed = Files.write(folder.resolve("all.zip"), Packed.zip("products.csv", PRODUCTS, "deals.csv", DEALS));
        var said = run(given, "--yes", packed.toString());

        assertThat(said.code()).as(said.err()).isZero();
        given.run(() -> {
            assertThat(sql.fetchCount(sql.selectFrom("product"))).isEqualTo(2);
            assertThat(sql.fetchCount(sql.selectFrom("opportunity"))).isEqualTo(2);
        });
    }

    @Test
    void a_mapping_written_down_can_be_changed_and_given_back(Given given) throws IOException {
        var mapping = folder.resolve("mapping.json");
        var products = file("products.csv", PRODUCTS);
        run(given, "--dry-run", "--write-mapping", mapping.toString(), products);
        Files.writeString(
                mapping,
                Files.readString(mapping)
                        .replace("\"field\" : \"family\"", "\"field\" : \"name\"")
                        .replaceFirst("\"field\" : \"name\"", "\"field\" : \"family\""));
        var done = run(given, "--mapping", mapping.toString(), products);

        assertThat(done.code()).as(done.err()).isZero();
        given.run(() -> assertThat(
                        sql.fetch("select family from product order by 1").getValues(0, String.class))
                .containsExactly("GTX Pro", "MG Special"));
    }

    @Test
    void an_import_is_taken_back_by_the_id_it_printed(Given given) throws IOException {
        var before = everything(given);
        var done = run(given, "--yes", file("products.csv", PRODUCTS), file("deals.csv", DEALS));
        assertThat(done.code()).as(done.err()).isZero();
        var id = Pattern.compile("[0-9a-f-]{36}").matcher(done.out());
        assertThat(id.find()).isTrue();

        var undone = run(given, "--undo", id.group());
        assertThat(undone.code()).as(undone.err()).isZero();
        var after = everything(given);
        int changeSets = TABLES.indexOf("change_set");
        for (int i = 0; i < TABLES.size(); i++) {
            if (i != changeSets) {
                assertThat(after.get(i)).as(TABLES.get(i)).isEqualTo(before.get(i));
            }
        }
        assertThat(run(given, "--undo", id.group()).code()).isZero();
    }

    @Test
    void what_cannot_be_meant_is_refused_in_a_sentence(Given given) throws IOException {
        var products = file("products.csv", PRODUCTS);
        for (var args : List.of(
                List.<String>of(),
                List.of("--undo"),
                List.of("--undo", "abc"),
                List.of("--undo", "00000000-0000-0000-0000-000000000000"),
                List.of("--undo", "00000000-0000-0000-0000-000000000000", products),
                List.of("--hurry", products),
                List.of(products, products),
                List.of("--mapping", "none.json", products),
                List.of("--mapping", products, products),
                List.of(folder.toString()),
                List.of(folder.resolve("none.csv").toString()))) {
            var said = run(given, args.toArray(String[]::new));
            assertThat(said.code()).as(args + " " + said.err()).isEqualTo(2);
            assertThat(said.err()).as(args.toString()).isNotBlank().doesNotContain("??", "Exception");
            assertThat(said.out()).isEmpty();
        }
        var nowhere = run(List.of(products, "--workspace", "nowhere-at-all"));
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("nowhere-at-all");
    }

    @Test
    void a_file_that_is_no_table_fails_in_a_sentence(Given given) throws IOException {
        var said = run(given, file("empty.csv", ""));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("empty.csv").doesNotContain("??", "Exception", "#", "\r");
    }
}
