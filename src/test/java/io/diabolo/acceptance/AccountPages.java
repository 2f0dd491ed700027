package io.diabolo.acceptance;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages of accounts with something on them. */
final class AccountPages {
    private final ApplicationContext application;
    private final Given given;

    AccountPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var company = create("companies", Map.of("name", "Corderie Vidal", "segment", "smb"));
        var person = create("people", Map.of("first_name", "Léa", "last_name", "Vidal", "company", company.toString()));
        var product = create("products", Map.of("name", "Zénith"));
        create("contracts", Map.of("name", "Licences", "company", company.toString(), "monthly_amount", "500 EUR"));
        var plan =
                create("account-plans", Map.of("name", "Plan 2027", "company", company.toString(), "state", "active"));
        var objective = create("objectives", Map.of("name", "Trois usines", "plan", plan.toString(), "target", "3"));
        var review = create("account-reviews", Map.of("name", "Revue", "company", company.toString()));
        var referral = create(
                "referrals", Map.of("company", company.toString(), "person", person.toString(), "last_name", "Berger"));
        var departure = create("win-backs", Map.of("company", company.toString(), "churned_on", "2026-01-31"));
        var allowance = create(
                "usage-allowances", Map.of("product", product.toString(), "feature", "export", "per_unit", "10"));
        var suggestion = given.in(() -> {
            var sql = application.getBean(DSLContext.class);
            var me = given.administrator().member().value();
            sql.execute("""
                    insert into customer_account (id, name, state, owner_id, currency, yearly_minor, adoption, limit_used, nps)
                    values (?, 'Corderie Vidal', 'customer', ?, 'EUR', 600000, 70, 110, 9)
                    on conflict (workspace_id, id) do update set adoption = 70, limit_used = 110, nps = 9""", company, me);
            return sql.resultQuery("""
                    insert into suggestion (name, kind, company_id, product_id, reason_fr, reason_en, owner_id)
                    values ('Corderie Vidal', 'cross_sell', ?, ?, 'Adoption forte', 'High adoption', ?) returning id""", company, product, me).fetchSingle(0, UUID.class);
        });
        return List.of(
                "/accounts/" + company,
                "/accounts/" + company + "?only=contract",
                "/accounts/" + company + "/plan",
                "/suggestions/" + suggestion,
                "/account-plans/" + plan,
                "/objectives/" + objective,
                "/account-reviews/" + review,
                "/account-reviews/" + review + "/document",
                "/referrals/" + referral,
                "/referrals/new?company=" + company,
                "/win-backs/" + departure,
                "/win-backs/" + departure + "/reopening",
                "/usage-allowances/" + allowance,
                "/settings/rules/expansion");
    }

    private UUID create(String plural, Map<String, String> values) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id());
    }
}
