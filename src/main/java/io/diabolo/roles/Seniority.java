package io.diabolo.roles;

import java.util.Locale;

/** How far up its holder stands, as the title tells it; {@link #MID} where it tells nothing. From low to high. */
public enum Seniority {
    /** Internship, apprenticeship, work-study. */
    INTERN,
    JUNIOR,
    MID,
    SENIOR,
    /** First among peers: lead, principal, staff, team leader. */
    LEAD,
    /** Leads a team. */
    MANAGER,
    /** Director, head of. */
    DIRECTOR,
    /** Vice president, chief, member of the board. */
    EXECUTIVE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
