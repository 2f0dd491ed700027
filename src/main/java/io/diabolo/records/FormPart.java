package io.diabolo.records;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Under which heading a form asks for a field; the last is folded, for it is seldom filled by hand. */
public enum FormPart {
    MAIN,
    REACH,
    PLACE,
    AMOUNTS,
    COURSE,
    OWN,
    SELDOM;

    private static final Map<FormPart, Set<String>> NAMES = Map.of(
            REACH, Set.of("domain", "website", "email", "phone", "mobile", "linkedin"),
            PLACE, Set.of("street", "postcode", "city", "region", "country"),
            AMOUNTS,
                    Set.of(
                            "amount",
                            "one_off_amount",
                            "recurring_amount",
                            "recurring_period",
                            "term_months",
                            "list_price",
                            "currency"),
            COURSE,
                    Set.of(
                            "stage",
                            "status",
                            "channel",
                            "source",
                            "close_date",
                            "forecast_category",
                            "next_step",
                            "next_step_on"),
            SELDOM,
                    Set.of(
                            "vat_number",
                            "naf",
                            "legal_form",
                            "key_account",
                            "parent",
                            "description",
                            "language",
                            "consent",
                            "lead",
                            "campaign",
                            "score",
                            "reason",
                            "external_id"));

    /** A field that a workspace added has a dot in its name. */
    public static FormPart of(String field) {
        if (field.startsWith("custom.")) {
            return OWN;
        }
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().contains(field))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(MAIN);
    }

    public String textKey() {
        return "form.part." + name().toLowerCase(Locale.ROOT);
    }

    public boolean isFolded() {
        return this == SELDOM;
    }
}
