package io.diabolo.qualification;

import io.diabolo.journey.Stage;
import io.diabolo.pipeline.Reason;
import io.diabolo.pipeline.Reasons;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a lead comes to: qualified or disqualified. Rights are checked here, so page and API agree. */
@Service
public class LeadOutcomes {
    private static final String KIND = "disqualified";

    private final Leads leads;
    private final LockedLead locked;
    private final Reasons reasons;
    private final Texts texts;
    private final Clock clock;

    LeadOutcomes(Leads leads, LockedLead locked, Reasons reasons, Texts texts, Clock clock) {
        this.leads = leads;
        this.locked = locked;
        this.reasons = reasons;
        this.texts = texts;
        this.clock = clock;
    }

    /** Why a lead may be disqualified, as the workspace says it. */
    @Transactional(readOnly = true)
    public List<Reason> offered() {
        return reasons.of(KIND).offered();
    }

    /**
     * Qualifies a lead once its sheet has an answer to each required question.
     *
     * @param version the one that was looked at; null takes what is there
     * @throws io.diabolo.platform.NoSuchRecord also if {@code me} can't see it
     */
    @Transactional
    public Qualification qualify(UUID id, @Nullable Integer version, Actor me) {
        var lead = locked.lock(id, version, me);
        if (lead.getStatus().equals("disqualified")) {
            return new Qualification.Closed(id);
        }
        if (locked.hasOpportunity(lead)) {
            return new Qualification.OpportunityDecides();
        }
        if (lead.getStatus().equals("qualified")) {
            return new Qualification.Unchanged(id);
        }
        return switch (leads.move(id, Stage.QUALIFIED, clock.instant(), null, version, me)) {
            case Moved.Done moved -> new Qualification.Done(id, moved.changeSet());
            case Moved.SheetIncomplete incomplete -> new Qualification.Incomplete(id, incomplete.missing());
            case Moved.OpportunityDecides _ -> new Qualification.OpportunityDecides();
            case Moved.Unchanged _, Moved.ReasonMissing _, Moved.NotForLeads _, Moved.InFuture _ ->
                new Qualification.Unchanged(id);
        };
    }

    /**
     * Disqualifies a lead; the ledger keeps the reason as it is read by whoever gave it.
     *
     * @param reason the key of one that is offered, and {@code words} what is to be said besides; "other" needs words
     */
    @Transactional
    public Moved disqualify(
            UUID id, @Nullable String reason, @Nullable String words, @Nullable Integer version, Actor me) {
        var more = words == null ? "" : words.strip();
        var chosen = offered().stream()
                .filter(one -> one.key().equals(reason))
                .findFirst()
                .orElse(null);
        if (reason == null || chosen == null || (reason.equals("other") && more.isEmpty())) {
            // Whether it may be seen is told all the same.
            locked.lock(id, version, me);
            return new Moved.ReasonMissing();
        }
        var label = chosen.words().in(me.locale());
        var said = more.isEmpty() ? label : texts.text(me.locale(), "lead.disqualified.more", label, more);
        return leads.move(id, Stage.DISQUALIFIED, clock.instant(), said, reason, version, me);
    }
}
