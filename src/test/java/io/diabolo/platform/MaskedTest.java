package io.diabolo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

class MaskedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sent to lea.martin@example.org: refused | sent to …@…: refused",
                "called +33 6 12 34 56 78 twice          | called … twice",
                "called 06.12.34.56.78                   | called …",
                "with dia_Zx81-f_9                       | with dia_…",
                "at /invitations/q9-x_Z/more             | at /invitations/…/more",
                "job 0193a2b4-7c11-7aaa-8bbb-0123456789ab of kind import failed in 120 ms | job 0193a2b4-7c11-7aaa-8bbb-0123456789ab of kind import failed in 120 ms"
            })
    void a_line_keeps_what_is_nobodys(String said, String logged) {
        assertThat(Masked.text(said)).isEqualTo(logged);
    }

    @Test
    void an_exception_keeps_its_places_and_loses_what_it_quotes() throws IOException {
        var out = new StringBuilder();
        var thrown = new IllegalStateException(
                "no row", new NumberFormatException("For input string: \"Léa Martin\" or 'Petit', lea@example.org"));

        new MaskedTrace().printStackTrace(thrown, out);

        assertThat(out.toString())
                .contains("java.lang.IllegalStateException: no row", "MaskedTest", "Caused by: ")
                .doesNotContain("Léa", "Martin", "Petit", "lea@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash", "gelf", "io.diabolo.platform.TextLog"})
    void each_format_of_the_log_leaves_people_out(String format) {
        var context = new LoggerContext();
        context.putObject(
                Environment.class.getName(),
                new MockEnvironment()
                        .withProperty("logging.structured.json.customizer", MaskedJson.class.getName())
                        .withProperty("logging.structured.json.stacktrace.printer", MaskedTrace.class.getName()));
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.start();
        var thrown = new IllegalStateException("lea@example.org wrote", new NumberFormatException("for \"Petit\""));
        var event = new LoggingEvent(
                "here", context.getLogger("io.diabolo"), Level.ERROR, "sent to {}", thrown, new Object[] {
                    "lea@example.org"
                });
        event.setMDCPropertyMap(Map.of(RequestId.NAME, "0a1b2c"));

        var line = new String(encoder.encode(event), StandardCharsets.UTF_8);

        assertThat(line)
                .contains("sent to …@…", "0a1b2c", "IllegalStateException", "MaskedTest")
                .doesNotContain("lea@example.org", "Petit");
    }
}
