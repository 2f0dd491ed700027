package io.diabolo.hiring;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The parts of a job description's text, in the order in which they are read. */
enum DescriptionPart {
    /** Who we are, and why somebody is looked for. */
    INTRO,
    MISSIONS,
    /** What will have been achieved, and by what it is measured. */
    GOALS,
    /** With whom: manager, team, hand-offs received and given. */
    COLLEAGUES,
    PROFILE,
    /** What is offered besides what the facts say: pay, contract, place. */
    OFFER,
    /** How candidates are chosen. */
    PROCESS,
    LEGAL;

    /** In tables, the API and texts. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(DescriptionPart::id).toList();
    }
}
