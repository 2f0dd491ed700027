package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.identity.Members;
import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffId;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.sheets.SheetRequirement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A meeting carries its lead over to whoever holds it. */
@Component
class MeetingHandoffs {
    static final Handed NONE = new Handed(null, 0);
    private static final Set<String> BEFORE = Set.of(Stage.MARKET.id(), Stage.LEAD.id(), Stage.QUALIFIED.id());

    private final DSLContext sql;
    private final Handoffs handoffs;
    private final SheetRequirement requirement;
    private final Members members;

    MeetingHandoffs(DSLContext sql, Handoffs handoffs, SheetRequirement requirement, Members members) {
        this.sql = sql;
        this.handoffs = handoffs;
        this.requirement = requirement;
        this.members = members;
    }

    /** @param missing how many answers the sheet lacks, where nothing was offered for that */
    record Handed(@Nullable HandoffId handoff, int missing) {}

    /** Offers the lead to the host, unless it isn't ready, or is on its way already. */
    Handed offer(@Nullable UUID lead, MemberId host, Actor me) {
        if (lead == null || !isOpen(lead) || !mayHandOver(me) || !takesLeads(host)) {
            return NONE;
        }
        var missing = requirement.missing(lead, me.locale()).size();
        if (missing > 0) {
            return new Handed(null, missing);
        }
        var offer = new Offer(HandoffKind.QUALIFIED_LEAD, "lead", lead, "ae", host, "", List.of("meeting"));
        return new Handed(handoffs.offer(offer, me).handoff().id(), 0);
    }

    private boolean isOpen(UUID lead) {
        var row = sql.select(LEAD.STAGE, LEAD.JOURNEY_ID)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .and(LEAD.DELETED_AT.isNull())
                .fetchOne();
        return row != null
                && BEFORE.contains(row.value1())
                && !sql.fetchExists(
                        OPPORTUNITY, OPPORTUNITY.JOURNEY_ID.eq(row.value2()), OPPORTUNITY.DELETED_AT.isNull())
                && handoffs.of("lead", lead).stream().noneMatch(Handoff::isOpen);
    }

    /** The lead's sheet and stage allow it. */
    static boolean mayHandOver(Actor me) {
        return me.administrator()
                || me.roles().contains("manager")
                || HandoffKind.QUALIFIED_LEAD.from().stream().anyMatch(me.roles()::contains);
    }

    private boolean takesLeads(MemberId host) {
        var member = members.find(host);
        return member != null
                && member.isActive()
                && (member.roles().contains("ae") || member.roles().contains("manager"));
    }
}
