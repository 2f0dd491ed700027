package io.diabolo.acceptance;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages of contracts, orders and onboardings, with something on them; what the customer sees too. */
final class DeliveryPages {
    private final ApplicationContext application;
    private final Given given;

    DeliveryPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    private UUID create(String plural, Map<String, String> values) {
        return application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id();
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        return given.in(() -> {
            var company = create("companies", Map.of("name", "Fonderie de l’Aa", "segment", "smb"))
                    .toString();
            var contract = create(
                    "contracts",
                    Map.of(
                            "name", "Licences Fonderie",
                            "company", company,
                            "monthly_amount", "1250,50",
                            "starts_on", "2025-02-01"));
            create(
                    "contracts",
                    Map.of(
                            "name",
                            "Capteurs",
                            "company",
                            company,
                            "yearly_amount",
                            "9000",
                            "starts_on",
                            "2025-06-01",
                            "ends_on",
                            "2026-05-31"));
            var order =
                    create("orders", Map.of("name", "Commande Fonderie", "company", company, "one_off_amount", "3000"));
            var onboarding = create("onboardings", Map.of("name", "Fonderie de l’Aa", "company", company));
            var template = create("onboarding-templates", Map.of("name", "Express", "segment", "smb"));
            var deal = create("opportunities", Map.of("name", "Extension Fonderie", "company", company));
            var link = application
                    .getBean(DSLContext.class)
                    .fetchValue("select link from onboarding where id = ?", onboarding);
            return List.of(
                    "/contracts/" + contract,
                    "/contracts/" + contract + "/amendments/new",
                    "/contracts/" + contract + "/ending",
                    "/insight/mrr",
                    "/insight/mrr?basis=arr&from=2025-01&to=2026-11",
                    "/insight/retention",
                    "/insight/retention?by=cohort&from=2025-03&to=2026-11",
                    "/orders/" + order + "/follow-up",
                    "/onboardings/" + onboarding + "/project",
                    "/onboardings/capacity",
                    "/onboarding-templates/" + template,
                    "/onboarding-templates/" + template + "/steps",
                    "/renewals",
                    "/renewals?month=2027-02",
                    "/settings/renewals",
                    "/opportunities/" + deal + "/handover",
                    "/o/" + link);
        });
    }
}
