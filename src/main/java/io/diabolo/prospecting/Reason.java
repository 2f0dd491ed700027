package io.diabolo.prospecting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why somebody isn't to be approached now; in the order in which it is said. */
public enum Reason {
    /** They said no, or objected to mail. */
    OPTED_OUT,
    /** The company is a customer: its own people speak with it. */
    CUSTOMER,
    /** A sale is under way there. */
    OPPORTUNITY,
    /** Somebody called, wrote or met lately. */
    RECENT,
    /** A colleague has claimed the company. */
    CLAIMED;

    /** In the API, and the tail of the text {@code suppression.<id>}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Reason> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }
}
