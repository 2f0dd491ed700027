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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
        var clicked = new HashSet<String>();
        figures.forEach((selector, count) -> {
            page.locator("details.funnel-table:not([open]) > summary").all().forEach(Locator::click);
            var figure = page.locator(selector).first();
            // One of each sort is clicked; where the others lead is read from their links, which takes no drawing.
            var shown = clicked.add(selector.replaceAll("\\[href='[^']*'\\]", ""))
                    ? countAfterClick(page, figure, drawing)
                    : countBehind(page, figure, drawing);
            assertThat(shown).as("%s in %s at %d", selector, language, width).isEqualTo(count);
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

    private static long countAfterClick(Page page, Locator figure, String drawing) {
        figure.click();
        page.waitForURL(url -> url.contains("/journeys?"));
        var count = shownCount(page);
        page.goBack();
        page.locator(drawing).waitFor();
        return count;
    }

    private static long countBehind(Page page, Locator figure, String drawing) {
        var link =
                figure.evaluate("one => one.closest('a').getAttribute('href')").toString();
        assertThat(link).startsWith("/journeys?");
        var html = page.request()
                .get(page.url().replaceAll("(?<=\\d)/.*$", "") + link)
                .text();
        var count = Pattern.compile("<h1[^>]*>.*?<small[^>]*>(.*?)</small>", Pattern.DOTALL)
                .matcher(html);
        assertThat(count.find()).as(link).isTrue();
        // Where the count comes a moment after its list, the list is opened.
        return count.group(1).contains("…") ? countAfterClick(page, figure, drawing) : first(count.group(1));
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
