package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.HANDOFF;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.select;

import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Visibility;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;

/**
 * Deals that are passed on with all that was promised: whoever is to take one on reads it before they answer, and goes on
 * reading it once they took it on, though it is another's.
 */
final class DealsHandedOver {
    private static final List<HandoffKind> KINDS =
            List.of(HandoffKind.SIGNED_QUOTE, HandoffKind.NEW_CUSTOMER, HandoffKind.EXPANSION);

    private static final Set<String> RECEIVERS = Set.of("adv", "csm", "ae", "am");

    private DealsHandedOver() {}

    /** Asked once a query. Reads the indexes handoff_waiting_role, handoff_waiting_member and handoff_answered. */
    static Condition to(Actor me, Field<UUID> opportunity) {
        var byName = deals(
                HANDOFF.STATE.eq("offered").and(HANDOFF.TO_MEMBER.eq(me.member().value())));
        if (Collections.disjoint(me.roles(), RECEIVERS)) {
            return opportunity.in(byName);
        }
        var byRole = deals(HANDOFF.STATE.eq("offered").and(HANDOFF.TO_ROLE.in(me.roles())));
        return opportunity.in(byName.unionAll(byRole).unionAll(deals(taken(me))));
    }

    /** By oneself, and by those whose records one may see. */
    private static Condition taken(Actor me) {
        return switch (me.visibility()) {
            case Visibility.All() -> falseCondition();
            case Visibility.Of(var seen) ->
                HANDOFF.STATE
                        .eq("accepted")
                        .and(HANDOFF.ANSWERED_BY.in(
                                seen.stream().map(MemberId::value).toList()));
        };
    }

    private static Select<Record1<UUID>> deals(Condition which) {
        return select(HANDOFF.SUBJECT_ID)
                .from(HANDOFF)
                .where(which)
                .and(HANDOFF.SUBJECT_TYPE.eq("opportunity"))
                .and(HANDOFF.KIND.in(KINDS.stream().map(HandoffKind::id).toList()));
    }
}
