package io.diabolo.insight;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.diabolo.journey.JourneyVerification;
import io.diabolo.journey.Journeys;
import io.diabolo.journey.RandomHistories;
import io.diabolo.platform.Texts;
import io.diabolo.records.ChangeSets;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import io.diabolo.web.Ui;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

@DiaboloTest
class HomePageTest {
    private final DSLContext sql;
    private final Home home;
    private final TemplateEngine engine;

    HomePageTest(DSLContext sql, ApplicationContext beans) {
        this.sql = sql;
        this.home = beans.getBean(Home.class);
        this.engine = beans.getBean(TemplateEngine.class);
    }

    @Test
    void the_page_shows_every_stage_in_both_languages_and_stays_light(
            Given given, Journeys journeys, ChangeSets changes, Texts texts) throws IOException {
        given.member("Inès Lambert", "ae", "sdr");
        new RandomHistories(5, Instant.parse("2026-11-20T10:00:00Z"))
                .write(400, given, sql, journeys, changes, given.administrator());
        var query = FunnelQuery.everything().during(LocalDate.of(2026, 1, 1), null);
        for (var locale : List.of(Locale.FRANCE, Locale.UK)) {
            var page = given.in(() -> home.page(query, "year", given.administrator(), locale));
            var html = render(page, texts, locale);
            assertThat(html).doesNotContain("??").doesNotContain("style=").doesNotContain("NaN");
            assertThat(html).contains("/journeys?figure=reached%3Awon%3Bfrom%3A2026-01-01");
            assertThat(compressed(html)).isLessThan(30_000);
            var kept = System.getProperty("diabolo.test.pages");
            if (kept != null) {
                Files.writeString(Path.of(kept, "home-" + locale.getLanguage() + ".html"), html);
            }
        }
    }

    @Test
    void an_empty_workspace_is_told_how_to_begin(Given given, Texts texts) {
        var page = given.in(() -> home.page(FunnelQuery.everything(), "", given.administrator(), Locale.FRANCE));

        assertThat(render(page, texts, Locale.FRANCE))
                .contains("Importer vos fichiers")
                .doesNotContain("<svg class=\"wide\"");
    }

    @Test
    void a_projection_that_was_tampered_with_is_found(
            Given given, Journeys journeys, ChangeSets changes, JourneyVerification verification) {
        new RandomHistories(6, Instant.parse("2026-11-20T10:00:00Z"))
                .write(50, given, sql, journeys, changes, given.administrator());

        assertThat(given.in(verification::verify).isEqual()).isTrue();
        given.run(() -> sql.execute(
                "update journey set on_2 = date '1999-01-01' where id = (select id from journey order by id limit 1)"));
        assertThat(given.in(verification::verify).differing()).isEqualTo(1);
    }

    private String render(HomePage page, Texts texts, Locale locale) {
        var ui = Ui.detached(texts, Clock.systemUTC(), locale, ZoneId.of("Europe/Paris"));
        var output = new StringOutput();
        engine.render(
                "insight/homeContent.jte",
                Map.of("ui", ui, "page", page, "missing", new Holders.Missing(List.of(), "")),
                output);
        return output.toString();
    }

    private static int compressed(String html) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(html.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }
}
