package io.diabolo.hiring;

import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A job as search engines read it: schema.org JobPosting in JSON-LD, with what Google requires (title, description, datePosted,
 * hiringOrganization, jobLocation or where remote workers may live) and recommends (validThrough, employmentType, baseSalary).
 */
@Component
class JobPosting {
    private static final Map<String, String> EMPLOYMENT = Map.of(
            "permanent", "FULL_TIME",
            "fixed_term", "TEMPORARY",
            "apprenticeship", "INTERN",
            "internship", "INTERN",
            "freelance", "CONTRACTOR");
    private final Workspaces workspaces;
    private final JsonMapper json;

    JobPosting(Workspaces workspaces, JsonMapper json) {
        this.workspaces = workspaces;
        this.json = json;
    }

    /**
     * As it stands within a script element: no sign in it ends that element.
     *
     * @param url of the public page; empty where there is none
     */
    String of(JobDescription job, JobDocument doc, String url) {
        var settings = workspaces.settings();
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("@context", "https://schema.org/");
        all.put("@type", "JobPosting");
        all.put("title", doc.title());
        all.put("description", doc.description());
        all.put(
                "identifier",
                thing(
                        "PropertyValue",
                        Map.of("name", doc.employer(), "value", job.id().toString())));
        if (job.publishedAt() != null) {
            all.put(
                    "datePosted",
                    job.publishedAt().atZone(settings.zone()).toLocalDate().toString());
        }
        var terms = job.terms();
        if (terms.until() != null) {
            all.put(
                    "validThrough",
                    terms.until()
                            .plusDays(1)
                            .atStartOfDay(settings.zone())
                            .minusSeconds(1)
                            .toOffsetDateTime()
                            .toString());
        }
        all.put("employmentType", employment(job));
        all.put("hiringOrganization", thing("Organization", Map.of("name", doc.employer())));
        if ("full".equals(terms.remote())) {
            all.put("jobLocationType", "TELECOMMUTE");
            all.put("applicantLocationRequirements", thing("Country", Map.of("name", country(job))));
        }
        if (terms.city() != null) {
            all.put("jobLocation", thing("Place", Map.of("address", address(job))));
        }
        pay(job.pay(), all);
        if (terms.startsOn() != null) {
            all.put("jobStartDate", terms.startsOn().toString());
        }
        all.put("inLanguage", job.language());
        all.put("directApply", true);
        if (!url.isEmpty()) {
            all.put("url", url);
        }
        return json.writeValueAsString(all)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static List<String> employment(JobDescription job) {
        var all = new ArrayList<String>();
        if (job.terms().partTime()) {
            all.add("PART_TIME");
        }
        var contract = job.terms().contract();
        if (contract != null && !(job.terms().partTime() && contract.equals("permanent"))) {
            all.add(EMPLOYMENT.getOrDefault(contract, "OTHER"));
        }
        return all.isEmpty() ? List.of("OTHER") : all;
    }

    private static String country(JobDescription job) {
        var country = job.terms().country();
        return country == null ? "FR" : country;
    }

    private static Map<String, @Nullable Object> address(JobDescription job) {
        var terms = job.terms();
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("addressLocality", terms.city());
        if (terms.postalCode() != null) {
            all.put("postalCode", terms.postalCode());
        }
        all.put("addressCountry", country(job));
        return thing("PostalAddress", all);
    }

    private static void pay(JobDescription.Pay pay, Map<String, @Nullable Object> all) {
        var least = pay.least();
        var most = pay.most();
        if (least == null || most == null) {
            return;
        }
        all.put(
                "baseSalary",
                thing(
                        "MonetaryAmount",
                        Map.of(
                                "currency",
                                most.currency().getCurrencyCode(),
                                "value",
                                thing(
                                        "QuantitativeValue",
                                        Map.of(
                                                "minValue", least.value(),
                                                "maxValue", most.value(),
                                                "unitText", "YEAR")))));
        Money variable = pay.variable();
        if (variable != null) {
            all.put("incentiveCompensation", variable.value().toPlainString() + " " + variable.currency());
        }
    }

    private static Map<String, @Nullable Object> thing(String type, Map<String, ? extends @Nullable Object> values) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("@type", type);
        all.putAll(values);
        return all;
    }
}
