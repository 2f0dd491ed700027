package io.diabolo.acceptance;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages of health and playbooks, with a customer in danger on them. */
final class HealthPages {
    private final ApplicationContext application;
    private final Given given;

    HealthPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var company = company();
        return List.of(
                "/customers/health",
                "/account-health?filter[band]=risk",
                "/companies/" + company + "/health",
                "/companies/" + company,
                "/settings/playbooks",
                "/settings/playbooks/new",
                "/settings/playbooks/recovery",
                "/settings/rules/health",
                "/settings/rules/health_risk",
                "/settings/churn");
    }

    /** A customer at risk, with a past and a playbook that was opened. */
    UUID company() {
        var company = create("companies", Map.of("name", "Forges de Vire", "segment", "smb"));
        create("contracts", Map.of("name", "Licences", "company", company.toString(), "monthly_amount", "400"));
        create("tickets", Map.of("subject", "Panne", "company", company.toString(), "priority", "urgent"));
        given.run(() -> application
                .getBean(DSLContext.class)
                .execute(
                        "insert into usage_day (company_id, feature, day, count, events) values (?, 'export', (now() at time zone 'Europe/Paris')::date - 45, 80, 9), (?, 'export', (now() at time zone 'Europe/Paris')::date - 20, 5, 1)",
                        company,
                        company));
        given.run(() -> application
                .getBean(DSLContext.class)
                .execute(
                        "insert into health_day (company_id, day, score, band, lines) values (?, (now() at time zone 'Europe/Paris')::date - 60, 75, 'good', '[]')",
                        company));
        measure(company);
        return company;
    }

    private void measure(UUID company) {
        given.run(() -> application.getBean(io.diabolo.health.Healths.class).measure(company, given.administrator()));
    }

    private UUID create(String plural, Map<String, String> values) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id());
    }
}
