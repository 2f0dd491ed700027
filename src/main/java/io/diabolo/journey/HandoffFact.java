package io.diabolo.journey;

import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that went along with a hand-off, as it was known then.
 *
 * @param evidence who said it and where, or empty
 */
record HandoffFact(String label, String value, String evidence) {
    /** Answers of a sheet bring their question's words along: the sheet may ask something else by now. */
    static List<HandoffFact> of(Handoff handoff, Ui ui) {
        var carried = handoff.carried();
        var facts = new ArrayList<HandoffFact>();
        carried.forEach((name, value) -> {
            var question = carried.get(name + BeforeHandoff.QUESTION);
            if (question != null) {
                facts.add(new HandoffFact(question, value, carried.getOrDefault(name + BeforeHandoff.EVIDENCE, "")));
            } else if (!name.endsWith(BeforeHandoff.QUESTION) && !name.endsWith(BeforeHandoff.EVIDENCE)) {
                facts.add(new HandoffFact(
                        ui.t("field." + handoff.subjectType() + "." + name), shown(handoff, name, value, ui), ""));
            }
        });
        return facts;
    }

    /** A choice in the reader's words; kept is its id. */
    private static String shown(Handoff handoff, String name, String value, Ui ui) {
        return name.equals("channel") ? ui.t("choice." + handoff.subjectType() + ".channel." + value) : value;
    }
}
