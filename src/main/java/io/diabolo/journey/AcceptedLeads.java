package io.diabolo.journey;

import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import java.util.Collections;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.TableField;

/**
 * The leads whose hand-over a member accepted, and what came with them: whoever leads the sale sees whom they sell to, while
 * the lead stays the member's who found it.
 */
public final class AcceptedLeads {
    private AcceptedLeads() {}

    /** The leads themselves. Reads the index handoff_answered. */
    public static Condition of(Field<UUID> lead, Actor me) {
        return receives(me) ? lead.in(accepted(me)) : falseCondition();
    }

    /**
     * Their people or companies.
     *
     * @param of the column of the lead that names them
     */
    public static Condition of(Field<UUID> record, TableField<?, UUID> of, Actor me) {
        return receives(me)
                ? record.in(
                        select(of).from(LEAD).where(LEAD.ID.in(accepted(me))).and(of.isNotNull()))
                : falseCondition();
    }

    private static Select<Record1<UUID>> accepted(Actor me) {
        return select(HANDOFF.SUBJECT_ID)
                .from(HANDOFF)
                .where(HANDOFF.ANSWERED_BY.eq(me.member().value()))
                .and(HANDOFF.KIND.eq(HandoffKind.QUALIFIED_LEAD.id()))
                .and(HANDOFF.SUBJECT_TYPE.eq("lead"))
                .and(HANDOFF.STATE.eq("accepted"));
    }

    /** Nobody else's lists are asked for what they can't have. */
    private static boolean receives(Actor me) {
        return !Collections.disjoint(HandoffKind.QUALIFIED_LEAD.to(), me.roles());
    }
}
