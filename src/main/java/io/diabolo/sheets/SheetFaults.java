package io.diabolo.sheets;

import io.diabolo.platform.BadInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What can be wrong with a sheet that somebody writes. */
final class SheetFaults {
    private static final int MOST = 40;

    private SheetFaults() {}

    /** @throws BadInput naming each */
    static void refuse(String key, String name, List<Question> questions) {
        var faults = new ArrayList<BadInput.Fault>();
        if (!key.matches("[a-z][a-z0-9_]{0,40}")) {
            faults.add(new BadInput.Fault("key", "sheet.fault.key"));
        }
        if (name.isBlank() || name.length() > 80 || name.indexOf('\0') >= 0) {
            faults.add(new BadInput.Fault("name", "sheet.fault.name"));
        }
        if (questions.isEmpty() || questions.size() > MOST) {
            faults.add(new BadInput.Fault("questions", "sheet.fault.questions", MOST));
        }
        var ids = new HashSet<String>();
        for (var i = 0; i < Math.min(questions.size(), MOST); i++) {
            var one = questions.get(i);
            var at = "questions[" + i + "].";
            if (!one.id().matches("[a-z][a-z0-9_]{0,40}") || !ids.add(one.id())) {
                faults.add(new BadInput.Fault(at + "id", "sheet.fault.key"));
            }
            if (one.label().isBlank()
                    || one.label().length() > 200
                    || one.label().indexOf('\0') >= 0) {
                faults.add(new BadInput.Fault(at + "label", "sheet.fault.label"));
            }
            if (one.hint().length() > 500 || one.hint().indexOf('\0') >= 0) {
                faults.add(new BadInput.Fault(at + "hint", "problem.field.too-long", 500));
            }
            if (!Question.KINDS.contains(one.kind())) {
                faults.add(new BadInput.Fault(at + "kind", "problem.field.choice"));
            }
            if (one.kind().equals("choice") && one.choices().size() < 2) {
                faults.add(new BadInput.Fault(at + "choices", "sheet.fault.choices"));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }
}
