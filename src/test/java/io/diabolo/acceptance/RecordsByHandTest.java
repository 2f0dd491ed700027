package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** What somebody does to records on their pages, and takes back there. */
@DiaboloTest
class RecordsByHandTest {
    private final ApplicationContext application;
    private final Records records;
    private final RecordType companies;

    RecordsByHandTest(ApplicationContext application, Records records, RecordTypes types) {
        this.application = application;
        this.records = records;
        this.companies = types.byPlural("companies");
    }

    private UUID company(Given given, Map<String, String> fields) {
        return given.in(() -> records.create(companies, fields, given.administrator()))
                .record()
                .id();
    }

    private Visitor visitor(Given given) {
        return Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT);
    }

    @Test
    void two_become_one_with_the_values_chosen_and_two_again(Given given) {
        var kept = company(given, Map.of("name", "Mécaval", "city", "Niort"));
        var lost = company(given, Map.of("name", "MECAVAL SAS", "city", "NIORT CEDEX"));
        try (var visitor = visitor(given)) {
            var page = visitor.page();
            page.navigate("/companies");
            page.locator("td.pick input").nth(0).check();
            page.locator("td.pick input").nth(1).check();
            page.locator("button[value=merge]").click();
            page.waitForURL(Pattern.compile("/merges/new"));
            page.navigate("/companies/" + kept + "/merges/new?with=" + lost);
            page.locator("input[name='field.city'][value='" + kept + "']").check();
            page.locator("form.merge button.main-action").click();
            page.waitForURL(url -> url.endsWith("/companies/" + kept));
            assertThat(page.locator("#facts")).containsText("Niort");
            page.navigate("/companies/" + lost);
            assertThat(page.locator("h1")).containsText("Mécaval");
            page.navigate("/changes");
            page.locator("form[action$='/reversal'] button").first().click();
            page.waitForURL(Pattern.compile("/changes/"));
            page.navigate("/companies/" + lost);
            assertThat(page.locator("h1")).containsText("MECAVAL SAS");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void who_types_a_company_that_is_there_sees_it_before_leaving_the_field(Given given) {
        var there = company(given, Map.of("name", "Mécaval", "domain", "mecaval.example"));
        try (var visitor = visitor(given)) {
            var page = visitor.page();
            page.navigate("/companies/new");
            page.locator("#f-name").pressSequentially("Mecaval");
            assertThat(page.locator("form .notice a[href='/companies/" + there + "']"))
                    .containsText("Mécaval");
            assertThat(page.locator("#f-name")).isFocused();
            page.locator("#f-name").pressSequentially(" Bois et Scierie de Brest");
            assertThat(page.locator("#f-name")).hasValue("Mecaval Bois et Scierie de Brest");
            assertThat(page.locator("form .notice")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void who_types_a_company_that_is_there_sees_it_on_leaving_the_field_and_may_go_on(Given given) {
        var there = company(given, Map.of("name", "Mécaval", "domain", "mecaval.example"));
        try (var visitor = visitor(given)) {
            var page = visitor.page();
            page.navigate("/companies/new");
            page.fill("#f-name", "Mecaval SAS");
            page.keyboard().press("Tab");
            assertThat(page.locator("form .notice a[href='/companies/" + there + "']"))
                    .containsText("Mécaval");
            // What was typed stays, and another name is looked for anew.
            assertThat(page.locator("#f-name")).hasValue("Mecaval SAS");
            page.fill("#f-name", "Forges de Brest");
            page.keyboard().press("Tab");
            assertThat(page.locator("form .notice")).hasCount(0);
            page.locator("form button.main-action").click();
            page.waitForURL(Pattern.compile("/companies/[0-9a-f-]{36}"));
            assertThat(page.locator("h1")).containsText("Forges de Brest");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_group_of_conditions_is_built_step_by_step_and_stays_open_for_the_next(Given given) {
        company(given, Map.of("name", "Mécaval", "city", "Niort"));
        company(given, Map.of("name", "Carlin", "city", "Brest"));
        company(given, Map.of("name", "Lumidor", "city", "Lyon"));
        try (var visitor = visitor(given)) {
            var page = visitor.page();
            page.navigate("/companies");
            page.keyboard().press("f");
            add(page, "Au moins une de ces conditions");
            assertThat(page.locator("[data-here]")).containsText("Au moins une de ces conditions");
            add(page, "Ville");
            page.fill("#filter-value", "Niort");
            page.locator(".builder button.main-action").click();
            assertThat(page.locator(".builder-lines")).containsText("Ville est Niort");
            add(page, "Ville");
            page.fill("#filter-value", "Brest");
            page.locator(".builder button.main-action").click();
            assertThat(page.locator("tbody tr")).hasCount(2);
            page.locator(".builder-head a").click();
            assertThat(page.locator(".builder")).hasCount(0);
            assertThat(page.locator("tbody tr")).hasCount(2);
            page.keyboard().press("f");
            add(page, "Création");
            page.selectOption("#filter-value", "last_days");
            page.locator(".when .number").fill("7");
            page.locator(".builder button.main-action").click();
            assertThat(page.locator(".chips")).containsText("les 7 derniers jours");
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static void add(Page page, String what) {
        page.selectOption("#builder-field", new SelectOption().setLabel(what));
        page.locator(".builder form button").click();
    }

    @Test
    void a_field_goes_back_to_an_earlier_value_and_that_too_is_undone(Given given) {
        var id = company(given, Map.of("name", "Mécaval", "city", "Niort"));
        given.run(() -> records.update(companies, id, Map.of("city", "Lyon"), null, given.administrator()));
        try (var visitor = visitor(given)) {
            var page = visitor.page();
            page.navigate("/companies/" + id + "/history?field=city");
            page.locator("form[action$='/history'] button").click();
            page.waitForURL(url -> url.endsWith("/companies/" + id));
            assertThat(page.locator("#facts")).containsText("Niort");
            page.locator(".toast form button").click();
            page.waitForURL(Pattern.compile("/changes/"));
            page.navigate("/companies/" + id);
            assertThat(page.locator("#facts")).containsText("Lyon");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_cell_is_edited_and_left_by_keyboard_alone(Given given) {
        company(given, Map.of("name", "Mécaval", "city", "Niort"));
        try (var visitor = visitor(given)) {
            var page = visitor.page();
            page.navigate("/companies");
            page.keyboard().press("j");
            page.keyboard().press("x");
            page.keyboard().press("e");
            assertThat(page.locator("#cell")).isFocused();
            page.keyboard().press("Escape");
            assertThat(page.locator("#cell")).hasCount(0);
            assertThat(page.locator("tbody tr")).isFocused();
            // The selection is left by an Escape of its own.
            assertThat(page.locator("td.pick input")).isChecked();
            page.keyboard().press("Escape");
            assertThat(page.locator("td.pick input")).not().isChecked();
            page.keyboard().press("Control+k");
            assertThat(page.locator("#palette-q")).isFocused();
            page.keyboard().press("Escape");
            assertThat(page.locator("#palette")).isHidden();
            assertThat(page.locator("tbody tr")).isFocused();
        }
    }
}
