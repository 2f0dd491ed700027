package io.diabolo.qualification;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns the answers about a lead into what page and API say alike: a refusal names its field. */
@Component
class LeadDecisions {
    private final LeadOutcomes outcomes;
    private final Nurture nurture;
    private final LeadRouting routing;

    LeadDecisions(LeadOutcomes outcomes, Nurture nurture, LeadRouting routing) {
        this.outcomes = outcomes;
        this.nurture = nurture;
        this.routing = routing;
    }

    /** @return the change set; null when it was qualified already */
    @Nullable
    UUID qualify(UUID id, @Nullable Integer version, Actor me) {
        return switch (outcomes.qualify(id, version, me)) {
            case Qualification.Done done -> done.changeSet();
            case Qualification.Unchanged _ -> null;
            case Qualification.Incomplete incomplete -> throw Qualifying.refusal(incomplete.missing());
            case Qualification.Closed _ -> throw new BadInput("sheet", "lead.fault.decided");
            case Qualification.OpportunityDecides _ -> throw new BadInput("sheet", "lead.fault.opportunity");
        };
    }

    /** @return the change set; null when it was disqualified already */
    @Nullable
    UUID disqualify(UUID id, @Nullable String reason, @Nullable String words, @Nullable Integer version, Actor me) {
        if (words != null && (words.length() > 1_000 || words.indexOf('\0') >= 0)) {
            throw new BadInput("words", "problem.field.too-long", 1_000);
        }
        return switch (outcomes.disqualify(id, reason, words, version, me)) {
            case Moved.Done done -> done.changeSet();
            case Moved.Unchanged _ -> null;
            case Moved.OpportunityDecides _ -> throw new BadInput("reason", "lead.fault.opportunity");
            case Moved.ReasonMissing _, Moved.NotForLeads _, Moved.InFuture _, Moved.SheetIncomplete _ ->
                throw new BadInput("reason", "lead.fault.why");
        };
    }

    UUID nurture(UUID id, @Nullable LocalDate until, @Nullable Integer version, Actor me) {
        if (until == null) {
            throw new BadInput("until", "lead.fault.return");
        }
        return switch (nurture.until(id, until, version, me)) {
            case Nurturing.Done done -> done.changeSet();
            case Nurturing.Closed _ -> throw new BadInput("until", "lead.fault.decided");
            case Nurturing.NotLater _ -> throw new BadInput("until", "lead.fault.return");
        };
    }

    LeadRouting.Routed route(UUID id, @Nullable Integer version, Actor me) {
        return routing.route(id, version, me);
    }
}
