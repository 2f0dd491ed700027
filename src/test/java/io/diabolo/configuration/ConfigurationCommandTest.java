package io.diabolo.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator without a browser writes the configuration, compares another one with it and takes it over. */
@DiaboloTest
class ConfigurationCommandTest {
    private static final String FILE = """
            {"format": "diabolo-configuration", "version": 1, "sections": {
              "mail_templates": {"Relance d’été": {"subject_fr": "Suite à notre échange", "body_fr": "Bonjour,"}}}}
            """;

    private final ConfigurationCommand command;
    private final DSLContext sql;

    ConfigurationCommandTest(ConfigurationCommand command, DSLContext sql) {
        this.command = command;
        this.sql = sql;
    }

    /** What a run answers with, prints and complains of. */
    private record Run(int code, String out, String err) {}

    private Run run(Given given, String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--workspace", slug(given)));
        return run(all);
    }

    private Run run(List<String> args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var code = command.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private String slug(Given given) {
        return given.in(
                () -> sql.fetchSingle("select name from workspace_setting").get(0, String.class));
    }

    @Test
    void a_file_is_compared_without_a_change_then_taken_over_once(Given given, @TempDir Path place) throws IOException {
        given.administrator();
        var file = Files.writeString(place.resolve("atelier.json"), FILE).toString();

        var compared = run(given, file);
        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("+ mail_templates.Relance d’été");
        assertThat(run(given).out()).doesNotContain("Relance d’été");

        assertThat(run(given, file, "--apply").code()).isZero();
        var written = run(given);
        assertThat(written.code()).isZero();
        assertThat(written.out()).contains("Relance d’été", "Suite à notre échange");

        var own = Files.writeString(place.resolve("own.json"), written.out()).toString();
        assertThat(run(given, own))
                .returns(0, Run::code)
                .extracting(Run::out)
                .asString()
                .doesNotContain("+ ", "~ ");
        assertThat(run(given, "--apply", file).code()).as("a second time").isZero();
    }

    @Test
    void a_file_with_a_fault_is_told_and_changes_nothing(Given given, @TempDir Path place) throws IOException {
        given.administrator();
        var before = run(given).out();
        var wrong = FILE.replace("subject_fr", "sujet");
        for (var text : List.of(wrong, "{", "[]", "", "\u0000")) {
            var file = Files.writeString(place.resolve("wrong.json"), text).toString();

            var answer = run(given, file, "--apply");

            assertThat(answer.code()).as(text).isEqualTo(1);
            assertThat(answer.err()).as(text).isNotBlank();
        }
        assertThat(run(given).out()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_done_as_asked_is_said(Given given, @TempDir Path place) {
        given.administrator();
        assertThat(run(given, place.resolve("none.json").toString()))
                .returns(2, Run::code)
                .extracting(Run::err)
                .asString()
                .contains("none.json");
        assertThat(run(given, "--apply").code()).isEqualTo(2);
        assertThat(run(given, "--aply", "a.json").code()).isEqualTo(2);
        assertThat(run(List.of("--workspace", "nowhere")).code()).isEqualTo(2);
    }
}
