package io.diabolo.automation;

import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** With whose rights an automation acts. */
@Component
class Keepers {
    static final String GONE = "automation.trouble.keeper";
    static final String NO_FIELD = "automation.trouble.field";
    private final Members members;
    private final Automations automations;
    private final TellKeepers telling;

    Keepers(Members members, Automations automations, TellKeepers telling) {
        this.members = members;
        this.automations = automations;
        this.telling = telling;
    }

    /** Null when the keeper left or may no longer keep automations: then it stops, in the caller's transaction. */
    @Nullable
    Actor of(Automation automation) {
        var member = members.find(automation.keeper());
        if (member != null && member.isActive()) {
            var keeper = members.actor(automation.keeper(), Origin.RULE, Scope.WRITE);
            if (AutomationRights.may(keeper)) {
                return keeper;
            }
        }
        stop(automation, GONE);
        return null;
    }

    /**
     * Nothing where it is stopped or off already: its runs that are left would tell the same again and again.
     *
     * @param trouble text key
     */
    void stop(Automation automation, String trouble) {
        if (!automation.isOn()) {
            return;
        }
        automations.stop(automation.id(), trouble);
        telling.stopped(automation, trouble);
    }
}
