package io.diabolo.health;

import java.util.UUID;

/** Where the records behind a measured value are. */
final class EvidencePaths {
    private EvidencePaths() {}

    static String of(String field, UUID company) {
        return switch (field) {
            case "health.open_tickets", "health.urgent_tickets" ->
                "/tickets?filter[company]=" + company + "&filter[status]=new,open,pending,on_hold";
            case "health.breached_promises" -> "/tickets?filter[company]=" + company;
            case "health.nps" -> "/responses?filter[company]=" + company + "&filter[kind]=nps";
            case "health.csat" -> "/responses?filter[company]=" + company + "&filter[kind]=csat";
            case "health.mrr",
                    "health.mrr_change",
                    "health.contracts",
                    "health.notice_on",
                    "health.days_to_notice",
                    "health.renewal_on",
                    "health.days_to_renewal",
                    "health.notice_given",
                    "health.customer_since" -> "/contracts?filter[company]=" + company;
            case "health.onboarding_late" -> "/onboardings?filter[company]=" + company;
            case "health.value_reached", "health.values_missed" -> "/value-metrics?filter[company]=" + company;
            case "health.late_orders" -> "/orders?filter[company]=" + company;
            case "health.sponsor_left" -> "/opportunities?filter[company]=" + company + "&filter[stage]=won";
            // Use, feature by feature, stands beside the company, and what was said to it below.
            default -> "/companies/" + company;
        };
    }
}
