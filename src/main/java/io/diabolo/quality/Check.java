package io.diabolo.quality;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Records that shouldn't be so: the list that holds them is both the count and the place where they are mended.
 *
 * @param key a built-in check's name, or the id of one that the workspace added
 * @param plural the record type as addresses name it
 * @param query the list's address
 * @param name of one that the workspace added; null: the built-in check's text
 */
record Check(
        String key,
        Kind kind,
        String plural,
        String query,
        @Nullable String name) {
    /** What is wrong with them. */
    enum Kind {
        MISSING,
        STALE,
        INCONSISTENT,
        OWN;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String OPEN = "filter[stage]=discovery,proposal,closing";

    /** Those that every team has to watch. A stage, a status or a date says which records still matter. */
    static final List<Check> BUILT_IN = List.of(
            missing("companies-segment", "companies", "filter[segment][empty]=true"),
            missing("companies-owner", "companies", "filter[owner][empty]=true&has.opportunities=true"),
            missing("companies-siren", "companies", "filter[siren][empty]=true&filter[country]=FR&has.contracts=true"),
            missing(
                    "people-reachable",
                    "people",
                    "filter[email][empty]=true&filter[phone][empty]=true&filter[mobile][empty]=true"),
            missing("people-company", "people", "filter[company][empty]=true&filter[consumer]=false"),
            missing("people-basis", "people", "filter[email][empty]=false&filter[email_basis]=unknown"),
            missing("leads-owner", "leads", "filter[owner][empty]=true&filter[status]=new,working"),
            missing("leads-source", "leads", "filter[source][empty]=true&filter[status]=new,working"),
            missing("opportunities-amount", "opportunities", OPEN + "&filter[amount][empty]=true"),
            missing("opportunities-close", "opportunities", OPEN + "&filter[close_date][empty]=true"),
            missing("opportunities-step", "opportunities", OPEN + "&filter[next_step][empty]=true"),
            missing("opportunities-company", "opportunities", OPEN + "&filter[company][empty]=true"),
            missing("contracts-csm", "contracts", "filter[state]=running&filter[csm][empty]=true"),
            new Check(
                    "leads-untouched",
                    Kind.STALE,
                    "leads",
                    "filter[status]=new,working&filter[stage_on][lt]=-30d&no.activities=true",
                    null),
            new Check("opportunities-still", Kind.STALE, "opportunities", OPEN + "&filter[stage_on][lt]=-60d", null),
            new Check("opportunities-past", Kind.STALE, "opportunities", OPEN + "&filter[close_date][lt]=today", null),
            new Check(
                    "tasks-overdue",
                    Kind.STALE,
                    "activities",
                    "filter[kind]=task&filter[done_at][empty]=true&filter[due_on][lt]=-30d",
                    null),
            new Check(
                    "opportunities-won-empty",
                    Kind.INCONSISTENT,
                    "opportunities",
                    "filter[stage]=won,delivery,live,growth&filter[amount][empty]=true",
                    null),
            new Check(
                    "opportunities-commit",
                    Kind.INCONSISTENT,
                    "opportunities",
                    OPEN + "&filter[forecast_category]=commit&filter[next_step][empty]=true",
                    null),
            new Check(
                    "leads-qualified",
                    Kind.INCONSISTENT,
                    "leads",
                    "filter[status]=qualified&filter[stage_on][lt]=-30d&no.opportunities=true",
                    null),
            new Check(
                    "contracts-past",
                    Kind.INCONSISTENT,
                    "contracts",
                    "filter[state]=running&filter[ends_on][lt]=today",
                    null));

    private static Check missing(String key, String plural, String query) {
        return new Check(key, Kind.MISSING, plural, query, null);
    }

    String path() {
        return "/" + plural + "?" + query;
    }
}
