package io.diabolo.identity;

import java.util.Collection;
import java.util.List;

/** The sales roles, fixed in meaning (DESIGN.md §1); the label of one is the text {@code role.<id>}. */
public final class SalesRoles {
    /** In the order of the double funnel. */
    public static final List<String> IDS = List.of(
            "growth",
            "inbound",
            "sdr",
            "bdr",
            "inside",
            "ae",
            "se",
            "ops",
            "csm",
            "support",
            "am",
            "perf",
            "adv",
            "salesops",
            "manager",
            "recruiter");

    private SalesRoles() {}

    /** The known ones among these, in the usual order. */
    static List<String> sorted(Collection<String> roles) {
        return IDS.stream().filter(roles::contains).toList();
    }
}
