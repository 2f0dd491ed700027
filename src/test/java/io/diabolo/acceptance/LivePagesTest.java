package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** What one member writes, the others see on the pages they have open. */
@DiaboloTest
class LivePagesTest {
    private final ApplicationContext application;
    private final Records records;
    private final RecordType companies;

    LivePagesTest(ApplicationContext application, Records records, RecordTypes types) {
        this.application = application;
        this.records = records;
        this.companies = types.byPlural("companies");
    }

    @Test
    void a_list_and_a_record_follow_what_others_write(Given given) {
        var me = given.administrator();
        try (var looker = Visitor.signedIn(application, given, me, 1440, ColorScheme.LIGHT)) {
            var page = looker.page();
            page.navigate("/companies");
            var id = create(given, "Atelier Brest", me);
            var link = page.locator("td.main a", new Page.LocatorOptions().setHasText("Atelier Brest"));
            assertThat(link).isVisible();

            link.click();
            rename(given, id, "Atelier Quimper", me);
            assertThat(page.locator("h1")).containsText("Atelier Quimper");
            assertThat(looker.complaints()).isEmpty();
        }
    }

    @Test
    void a_page_somebody_types_in_waits_until_they_are_done(Given given) {
        var me = given.administrator();
        var id = create(given, "Atelier Vannes", me);
        try (var looker = Visitor.signedIn(application, given, me, 1440, ColorScheme.LIGHT)) {
            var page = looker.page();
            page.navigate("/companies/" + id);
            page.locator("details.note summary").click();
            var note = page.locator("#activity-body");
            note.fill("Rappeler Mme Le Goff");
            rename(given, id, "Atelier Auray", me);
            page.waitForTimeout(2_500);
            assertThat(page.locator("h1")).containsText("Atelier Vannes");
            assertThat(note).hasValue("Rappeler Mme Le Goff");

            note.fill("");
            note.blur();
            assertThat(page.locator("h1")).containsText("Atelier Auray");
        }
    }

    @Test
    void a_field_offers_the_records_it_may_mean(Given given) {
        var me = given.administrator();
        create(given, "Atelier Brest", me);
        create(given, "Atelier Quimper", me);
        try (var typist = Visitor.signedIn(application, given, me, 1440, ColorScheme.LIGHT)) {
            var page = typist.page();
            page.navigate("/opportunities/new");
            page.locator("input[name=company]").pressSequentially("quim");
            assertThat(page.locator("datalist option[value='Atelier Quimper']")).hasCount(1);
            assertThat(page.locator("datalist option[value='Atelier Brest']")).hasCount(0);
            assertThat(typist.complaints()).isEmpty();
        }
    }

    private UUID create(Given given, String name, Actor me) {
        return WorkspaceScope.in(
                given.workspace(),
                () -> records.create(companies, Map.of("name", name), me)
                        .record()
                        .id());
    }

    private void rename(Given given, UUID id, String name, Actor me) {
        WorkspaceScope.run(given.workspace(), () -> records.update(companies, id, Map.of("name", name), null, me));
    }
}
