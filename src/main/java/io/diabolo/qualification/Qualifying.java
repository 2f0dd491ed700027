package io.diabolo.qualification;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Origin;
import io.diabolo.sheets.Question;
import io.diabolo.sheets.SheetRequirement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The one rule by which a lead counts as qualified, whether it is moved, decided on or handed over. */
@Component
class Qualifying {
    private static final UUID NOT_THERE_YET = new UUID(0, 0);

    private final SheetRequirement requirement;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Qualifying(SheetRequirement requirement, ApplicationEventPublisher events, Clock clock) {
        this.requirement = requirement;
        this.events = events;
        this.clock = clock;
    }

    /** What the team's sheet still asks before a lead that stands at {@code from} may go to {@code to}. */
    List<Question> missing(UUID lead, String from, Stage to, Actor me) {
        // A file tells what has been; it isn't asked for evidence.
        return me.origin() == Origin.IMPORT
                        || !isQualified(to)
                        || Stage.named(from).filter(Qualifying::isQualified).isPresent()
                ? List.of()
                : requirement.missing(lead, me.locale());
    }

    /** The same of a lead that begins at {@code to}: it has no answers yet. */
    List<Question> missingAtFirst(Stage to, Actor me) {
        return missing(NOT_THERE_YET, Stage.LEAD.id(), to, me);
    }

    /** Further stages are reached through this one, also by who skips it. */
    private static boolean isQualified(Stage stage) {
        return !stage.isExit() && stage.number() >= Stage.QUALIFIED.number();
    }

    /** In one sentence for a page, and question by question for the API. */
    static BadInput refusal(List<Question> missing) {
        var faults = new ArrayList<BadInput.Fault>();
        var named = missing.stream().map(Question::label).collect(Collectors.joining(", "));
        faults.add(new BadInput.Fault("sheet", "lead.fault.sheet", missing.size(), named));
        missing.forEach(one -> faults.add(new BadInput.Fault("sheet." + one.id(), "lead.fault.answer", one.label())));
        return new BadInput(faults);
    }

    void moved(UUID lead, Stage to, Actor me) {
        if (to == Stage.QUALIFIED) {
            events.publishEvent(new LeadQualified(me.workspace(), lead, me.member(), clock.instant()));
        } else if (to.isExit()) {
            events.publishEvent(new LeadClosed(me.workspace(), lead, to, me.member(), clock.instant()));
        }
    }
}
