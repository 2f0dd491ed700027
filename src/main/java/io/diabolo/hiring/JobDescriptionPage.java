package io.diabolo.hiring;

import io.diabolo.platform.Money;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a job description's page shows.
 *
 * @param position the title of what it is for
 * @param search where the titles to look for stand; empty where the position is gone
 * @param typed what was typed and refused, by field
 * @param faults what is wrong with it
 * @param theirs what somebody else wrote meanwhile, by field
 * @param address of the public page; empty as long as there is none
 * @param candidates how many there are, by stage
 */
record JobDescriptionPage(
        JobDescription job,
        String position,
        String search,
        JobDocument doc,
        Map<String, String> typed,
        Map<String, String> faults,
        Map<String, String> theirs,
        String address,
        Map<String, Integer> candidates,
        boolean editable) {
    /** The fields of the conditions, in the order of their form. */
    static final List<String> CONDITIONS = List.of(
            "name",
            "salary_min",
            "salary_max",
            "variable",
            "contract",
            "part_time",
            "city",
            "postal_code",
            "country",
            "remote",
            "starts_on",
            "apply_until",
            "language",
            "inclusive");

    /** What a field may be; empty where it is typed. */
    List<String> choices(String field) {
        return switch (field) {
            case "contract" -> JobDescriptionType.CONTRACTS;
            case "remote" -> JobDescriptionType.REMOTE;
            case "language" -> JobDescriptionType.LANGUAGES;
            case "inclusive" -> InclusiveForm.ids();
            case "part_time" -> List.of("false", "true");
            default -> List.of();
        };
    }

    /** The key of the text that says how a field is meant; empty where that is plain. */
    String hint(String field) {
        return switch (field) {
            case "salary_min" -> "hiring.hint.salary";
            case "inclusive" -> "hiring.hint.inclusive";
            case "country" -> "hiring.hint.country";
            default -> "";
        };
    }

    String path() {
        return "/job-descriptions/" + job.id();
    }

    /** As a form holds the field; what was refused stays. */
    String shown(String field) {
        return typed.getOrDefault(field, held(job, field));
    }

    String fault(String field) {
        return faults.getOrDefault(field, "");
    }

    String theirs(String field) {
        return theirs.getOrDefault(field, "");
    }

    /** Whether the form of the conditions has something to say. */
    boolean isConditionFaulty() {
        return CONDITIONS.stream().anyMatch(faults::containsKey);
    }

    String held(String field) {
        return held(job, field);
    }

    static String held(JobDescription job, String field) {
        var terms = job.terms();
        return switch (field) {
            case "name" -> job.title();
            case "salary_min" -> money(job.pay().least());
            case "salary_max" -> money(job.pay().most());
            case "variable" -> money(job.pay().variable());
            case "contract" -> Objects.toString(terms.contract(), "");
            case "part_time" -> Boolean.toString(terms.partTime());
            case "city" -> Objects.toString(terms.city(), "");
            case "postal_code" -> Objects.toString(terms.postalCode(), "");
            case "country" -> Objects.toString(terms.country(), "");
            case "remote" -> Objects.toString(terms.remote(), "");
            case "starts_on" -> Objects.toString(terms.startsOn(), "");
            case "apply_until" -> Objects.toString(terms.until(), "");
            case "language" -> job.language();
            case "inclusive" -> job.form().id();
            default -> job.parts().getOrDefault(field, "");
        };
    }

    private static String money(@Nullable Money money) {
        return money == null
                ? ""
                : money.value().stripTrailingZeros().toPlainString() + " "
                        + money.currency().getCurrencyCode();
    }

    /** What has to be there before it is published, as far as it isn't: text keys. */
    List<String> missing() {
        var all = new java.util.ArrayList<String>();
        if (!job.pay().isKnown()) {
            all.add("hiring.missing.salary");
        }
        if (job.terms().contract() == null) {
            all.add("hiring.missing.contract");
        }
        if (job.terms().city() == null && !"full".equals(job.terms().remote())) {
            all.add("hiring.missing.city");
        }
        return all;
    }

    /** An advertisement for a place in France has to be in French (labour code, L. 5331-4). */
    boolean isForeignInFrance() {
        return !job.language().equals("fr") && "FR".equals(job.terms().country());
    }

    int all() {
        return candidates.values().stream().mapToInt(Integer::intValue).sum();
    }
}
