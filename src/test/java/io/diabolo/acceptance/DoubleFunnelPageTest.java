package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.importing.Imports;
import io.diabolo.journey.Stage;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** The home page in a browser: the drawing stands, and behind each figure lie exactly as many records. */
@DiaboloTest
class DoubleFunnelPageTest {
    private final ApplicationContext application;
    private final DSLContext sql;

    DoubleFunnelPageTest(ApplicationContext application, DSLContext sql) {
        this.application = application;
        this.sql = sql;
    }

    @Test
    void each_figure_opens_exactly_that_many_records(
            Given given, Imports imports, Records records, RecordTypes types, Opportunities opportunities) {
        var me = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            var id = imports.upload(PipelineSet.small(5).uploads(), Imports.Order.yesNow(), me);
            assertThat(imports.find(id, me).state()).isEqualTo("done");
            var grown = records.create(
                            types.byPlural("opportunities"), Map.of("name", "Postes en plus", "type", "upsell"), me)
                    .record()
                    .id();
            opportunities.move(grown, Stage.WON, null, me);
        });
        for (var language : List.of("fr", "en")) {
            given.run(() -> sql.execute("update member set locale = ?", language));
            for (var width : List.of(1440, 390)) {
                try (var visitor = Visitor.signedIn(application, given, me, width, ColorScheme.LIGHT)) {
                    everyFigureAgrees(visitor, language, width);
                }
            }
        }
    }

    private static void everyFigureAgrees(Visitor visitor, String language, int width) {
        var page = visitor.page();
        page.navigate("/");
        assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
        var drawing = width > 600 ? "svg.wide" : "svg.upright";
        assertThat(page.locator(drawing).isVisible()).isTrue();
        assertThat(page.locator(width > 600 ? "svg.upright" : "svg.wide").isVisible())
                .isFalse();
        assertThat(visitor.scrollsSideways()).isFalse();
        page.locator("details.funnel-table > summary").click();
        var figures = figures(page, drawing);
        assertThat(figures).hasSizeGreaterThan(20);
        figures.forEach((selector, count) -> {
            page.locator("details.funnel-table:not([open]) > summary").all().forEach(Locator::click);
            page.locator(selector).first().click();
            page.waitForURL(url -> url.contains("/journeys?"));
            assertThat(shownCount(page))
                    .as("%s in %s at %d", selector, language, width)
                    .isEqualTo(count);
            page.goBack();
            page.locator(drawing).waitFor();
        });
        assertThat(visitor.complaints()).isEmpty();
    }

    /** Where to click and how many there should be: stages, exits, young and expansion in the drawing, then the table. */
    private static Map<String, Long> figures(Page page, String drawing) {
        var figures = new LinkedHashMap<String, Long>();
        for (var part : List.of(".stage-count", ".exit-label", ".young", ".back-label")) {
            for (var text : page.locator(drawing + " a " + part).all()) {
                var link = text.evaluate("text => text.closest('a').getAttribute('href')");
                figures.put(drawing + " a[href='" + link + "'] " + part, first(text.textContent()));
            }
        }
        for (var link : page.locator("details.funnel-table td a").all()) {
            figures.put(
                    "details.funnel-table td a[href='" + link.getAttribute("href") + "']", first(link.textContent()));
        }
        return figures;
    }

    /** A count that the planner finds dear comes a moment after its list. */
    private static long shownCount(Page page) {
        return first(page.locator("h1 small:not(:text('…'))").textContent());
    }

    private static long first(String text) {
        return Long.parseLong(
                text.replaceAll("(?<=\\d)[\\u00a0\\u202f,](?=\\d)", "").replaceAll("(?s)^\\D*(\\d+).*$", "$1"));
    }
}
