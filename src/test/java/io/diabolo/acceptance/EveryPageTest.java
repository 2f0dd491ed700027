package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.importing.Imports;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Every page that an administrator can open: readable for everybody, light, quiet, and narrow enough for a phone. */
@DiaboloTest
class EveryPageTest {
    private static final long FIRST = 150_000;
    private static final long AFTERWARDS = 30_000;

    private final ApplicationContext application;
    private final DSLContext sql;
    private final RecordTypes types;

    EveryPageTest(ApplicationContext application, DSLContext sql, RecordTypes types) {
        this.application = application;
        this.sql = sql;
        this.types = types;
    }

    @Test
    void in_light(Given given, Imports imports, Records records) {
        look(given, pages(given, imports, records), 1440, ColorScheme.LIGHT);
    }

    @Test
    void in_the_dark(Given given, Imports imports, Records records) {
        look(given, pages(given, imports, records), 1440, ColorScheme.DARK);
    }

    @Test
    void on_a_phone(Given given, Imports imports, Records records) {
        look(given, pages(given, imports, records), 390, ColorScheme.LIGHT);
    }

    private void look(Given given, List<String> pages, int width, ColorScheme scheme) {
        var softly = new SoftAssertions();
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), width, scheme)) {
            // The sign-in has loaded what every page shares.
            for (var path : pages) {
                var answer = visitor.page().navigate(path);
                var status = answer == null ? 0 : answer.status();
                softly.assertThat(status).as(path).isEqualTo(path.startsWith("/nothing") ? 404 : 200);
                softly.assertThat(visitor.weight()).as("bytes of %s", path).isLessThan(AFTERWARDS);
                softly.assertThat(visitor.scrollsSideways())
                        .as("%s scrolls sideways", path)
                        .isFalse();
                softly.assertThat(violations(visitor))
                        .as("%s at %d in %s", path, width, scheme)
                        .isEmpty();
            }
            softly.assertThat(visitor.complaints())
                    .filteredOn(complaint -> !complaint.contains("/nothing"))
                    .isEmpty();
        }
        try (var visitor = Visitor.unknown(application, width, scheme)) {
            visitor.page().navigate("/sign-in");
            softly.assertThat(visitor.weight()).as("bytes of the first page").isLessThan(FIRST);
            softly.assertThat(violations(visitor)).as("sign-in").isEmpty();
            softly.assertThat(visitor.scrollsSideways()).isFalse();
        }
        softly.assertAll();
    }

    @Test
    void the_home_page_comes_whole_within_its_weight(Given given, Imports imports) {
        WorkspaceScope.run(
                given.workspace(),
                () -> imports.upload(PipelineSet.small(20).uploads(), Imports.Order.yesNow(), given.administrator()));
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var session = visitor.page().context().cookies();
            try (var fresh = Visitor.unknown(application, 1440, ColorScheme.LIGHT)) {
                fresh.page().context().addCookies(session);
                fresh.page().navigate("/");
                assertThat(fresh.page().locator("svg.wide").isVisible()).isTrue();
                assertThat(fresh.weight()).isLessThan(FIRST);
            }
        }
    }

    /** A small world, and the addresses of all that can be looked at in it. */
    private List<String> pages(Given given, Imports imports, Records records) {
        var me = given.administrator();
        var nora = given.member("Nora Petit", "sdr");
        var pages = new ArrayList<>(List.of(
                "/",
                "/?basis=activity&compare=inbound",
                "/tasks",
                "/imports",
                "/exports",
                "/changes",
                "/bin",
                "/members",
                "/members/new",
                "/members/" + nora.member(),
                "/teams",
                "/workspace",
                "/workspaces",
                "/profile",
                "/profile/second-factor",
                "/profile/passkeys",
                "/tokens",
                "/definitions",
                "/search?q=atelier",
                "/components",
                "/problems/not-found",
                "/nothing-here"));
        WorkspaceScope.run(given.workspace(), () -> {
            var done = imports.upload(PipelineSet.small(3).uploads(), Imports.Order.yesNow(), me);
            var asked = imports.upload(
                    PipelineSet.small(2).uploads(),
                    new Imports.Order(null, false, false, true, io.diabolo.importing.ImportOptions.usual()),
                    me);
            pages.add("/imports/" + done);
            pages.add("/imports/" + asked);
            records.create(types.byPlural("people"), Map.of("last_name", "Martin", "email", "l@example.org"), me);
            records.create(types.byPlural("leads"), Map.of("last_name", "Petit", "email", "p@example.org"), me);
        });
        for (var type : types.all()) {
            pages.add("/" + type.plural());
            if (type.isReadOnly()) {
                continue;
            }
            var id =
                    given.in(() -> sql.fetchOne("select id from " + type.table().getName() + " limit 1"));
            if (id != null
                    && !type.plural().equals("activities")
                    && !type.plural().equals("products")) {
                pages.add("/" + type.plural() + "/" + id.get(0));
                pages.add("/" + type.plural() + "/new");
            }
        }
        var change = given.in(() -> sql.fetchSingle("select id from change_set limit 1"));
        pages.add("/changes/" + change.get(0));
        return pages;
    }

    private static List<String> violations(Visitor visitor) {
        // The browser's native file picker can't be styled as a whole, so axe sees its own colours there.
        var found = new AxeBuilder(visitor.page())
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
                .analyze();
        return found.getViolations().stream()
                .map(rule -> rule.getId() + " "
                        + rule.getNodes().stream()
                                .limit(3)
                                .map(node -> node.getTarget() + " " + node.getHtml())
                                .toList())
                .toList();
    }
}
