package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** An automation that an undo switches on again looks ahead from now, as when somebody does it. */
@Component
class SwitchedOnByUndo implements AfterUndo {
    private final Automations automations;

    SwitchedOnByUndo(Automations automations) {
        this.automations = automations;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        automations.switchedOnByUndo(changeSet);
    }
}
