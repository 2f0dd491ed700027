package io.diabolo.offers;

import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.platform.Actor;
import io.diabolo.rules.Rules;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What others have to add before a quote leaves, as the rules ask: a hand-off to the role that was accepted. */
@Component
class Contributions {
    private final DSLContext sql;
    private final Rules rules;
    private final Handoffs handoffs;

    Contributions(DSLContext sql, Rules rules, Handoffs handoffs) {
        this.sql = sql;
        this.rules = rules;
        this.handoffs = handoffs;
    }

    /** The roles that have not taken it on yet. */
    @Transactional(readOnly = true)
    public List<String> missing(Quote quote, Actor me) {
        var wanted = rules.run(ContributionRules.ID).of(quote.id(), sql, me.locale()).stream()
                .filter(verdict -> verdict.holds())
                .map(verdict -> verdict.rule().outcome())
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        var given = handoffs.of("opportunity", quote.opportunity()).stream()
                .filter(one -> one.kind() == HandoffKind.CONTRIBUTION && one.state() == Handoff.State.ACCEPTED)
                .map(Handoff::toRole)
                .toList();
        return wanted.stream().filter(role -> !given.contains(role)).toList();
    }
}
