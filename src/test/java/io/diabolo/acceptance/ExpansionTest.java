package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** An account manager's walk: from what is suggested on the desk to the opportunity, and from a recommendation to the lead. */
@DiaboloTest
class ExpansionTest {
    private final ApplicationContext application;

    ExpansionTest(ApplicationContext application) {
        this.application = application;
    }

    private UUID create(Given given, String plural, Map<String, String> values) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id());
    }

    @Test
    void from_the_suggestion_to_the_deal_and_from_the_referral_to_the_lead(Given given) {
        var am = given.member("Hugo Martel", "am");
        var sql = application.getBean(DSLContext.class);
        var company = create(given, "companies", Map.of("name", "Corderie Vidal", "segment", "smb"));
        create(given, "products", Map.of("name", "Zénith"));
        create(
                given,
                "contracts",
                Map.of(
                        "name",
                        "Licences",
                        "company",
                        company.toString(),
                        "monthly_amount",
                        "500 EUR",
                        "owner",
                        am.member().toString()));
        given.run(() -> {
            sql.execute("""
                    insert into customer_account (id, name, state, owner_id, am_id, currency, yearly_minor)
                    values (?, 'Corderie Vidal', 'customer', ?, ?, 'EUR', 600000)
                    on conflict (workspace_id, id) do update set am_id = excluded.am_id""", company, am.member().value(), am.member().value());
            sql.execute("""
                    insert into suggestion (name, kind, company_id, product_id, reason_fr, reason_en, owner_id)
                    select 'Corderie Vidal', 'cross_sell', ?, id, 'Adoption forte', 'High adoption', ? from product""", company, am.member().value());
        });
        try (var visitor = Visitor.signedIn(application, given, am, 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/desk/am");
            assertThat(page.locator("#queue li").first()).containsText("Corderie Vidal");
            assertThat(page.locator("#queue")).containsText("Adoption forte");
            page.navigate("/accounts");
            page.locator("a:has-text('Corderie Vidal')").first().click();
            assertThat(page.locator("h1")).containsText("Corderie Vidal");
            judge(visitor);
            visitor.see(1440, ColorScheme.DARK);
            judge(visitor);
            visitor.see(390, ColorScheme.LIGHT);
            judge(visitor);
            visitor.see(1440, ColorScheme.LIGHT);
            page.locator("#suggestions button").click();
            assertThat(page).hasURL(Pattern.compile("/opportunities/[0-9a-f-]{36}"));
            assertThat(page.locator("h1")).containsText("Zénith");

            page.navigate("/accounts/" + company + "/plan");
            page.locator("form[action$='/plan'] button").click();
            assertThat(page.locator(".whitespace")).containsText("Proposé");
            judge(visitor);
            visitor.see(390, ColorScheme.LIGHT);
            judge(visitor);
            visitor.see(1440, ColorScheme.LIGHT);
            page.locator("form[action$='/reviews'] button").click();
            assertThat(page).hasURL(Pattern.compile("/account-reviews/[0-9a-f-]{36}/document"));
            assertThat(page.locator(".review-sheet")).containsText("Valeur atteinte");
            judge(visitor);
            visitor.see(390, ColorScheme.LIGHT);
            judge(visitor);
            visitor.see(1440, ColorScheme.LIGHT);

            page.navigate("/accounts/" + company);
            page.locator("a[href^='/referrals/new']").first().click();
            page.fill("[name=last_name]", "Berger");
            page.fill("[name=employer]", "Voilerie Berger");
            page.locator("form[action='/referrals'] button.main-action").click();
            assertThat(page).hasURL(Pattern.compile("/referrals/[0-9a-f-]{36}"));
            page.locator("a[href^='/leads/']").first().click();
            assertThat(page.locator("h1")).containsText("Berger");
            assertThat(page.locator("body")).containsText("Recommandé par");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static void judge(Visitor visitor) {
        assertThat(visitor.scrollsSideways()).isFalse();
        assertThat(Axe.violations(visitor.page())).isEmpty();
    }
}
