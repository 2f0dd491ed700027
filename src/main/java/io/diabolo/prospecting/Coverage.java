package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectConditionStep;

/**
 * How far a company has come with us; of all that are true the furthest. Read from the ledger's projection and from what was
 * noted, so that figure and list say the same.
 */
enum Coverage {
    /** Nobody has spoken to it yet. */
    UNTOUCHED,
    /** A lead is or was pursued there, or somebody called, wrote or met. */
    CONTACTED,
    /** It answered, came by itself, or a lead there is qualified. */
    ENGAGED,
    /** A sale is under way: discovery, proposal or closing. */
    PIPELINE,
    /** Signed, and not gone since. */
    CUSTOMER;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Coverage> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }

    /**
     * Over the table of companies. Each company is asked by itself through the indexes of journeys and activities: the set of
     * all companies ever spoken with is larger than what the database hashes, and it would then walk it for each company.
     */
    static Field<String> field() {
        return when(exists(atStage(7, 10, COMPANY.ID)), inline(CUSTOMER.id()))
                .when(exists(atStage(4, 6, COMPANY.ID)), inline(PIPELINE.id()))
                .when(
                        exists(journeys(hasAnswered())).or(spokenWith(ACTIVITY.DIRECTION.eq("inbound"))),
                        inline(ENGAGED.id()))
                .when(exists(journeys(isLead())).or(spokenWith(noCondition())), inline(CONTACTED.id()))
                .otherwise(inline(UNTOUCHED.id()));
    }

    /** With the company, or with one of its people. */
    private static Condition spokenWith(Condition which) {
        return exists(touched(which).and(ACTIVITY.COMPANY_ID.eq(COMPANY.ID)))
                .or(exists(touchedThrough(which).and(PERSON.COMPANY_ID.eq(COMPANY.ID))));
    }

    Condition holds() {
        return field().eq(inline(id()));
    }

    static Select<Record1<UUID>> atStage(int from, int to) {
        return select(JOURNEY.COMPANY_ID)
                .from(JOURNEY)
                .where(JOURNEY.COMPANY_ID.isNotNull())
                .and(JOURNEY.CURRENT_STAGE.between((short) from, (short) to));
    }

    /** One company's. Reads the index journey_of_company. */
    static Select<Record1<UUID>> atStage(int from, int to, Field<UUID> company) {
        return select(JOURNEY.COMPANY_ID)
                .from(JOURNEY)
                .where(JOURNEY.COMPANY_ID.eq(company))
                .and(JOURNEY.CURRENT_STAGE.between((short) from, (short) to));
    }

    private static Condition hasAnswered() {
        return JOURNEY.FURTHEST_STAGE
                .ge((short) 3)
                .or(JOURNEY.CHANNEL.eq("inbound").and(isLead()));
    }

    private static Condition isLead() {
        return JOURNEY.FURTHEST_STAGE.ge((short) 2);
    }

    private static Select<Record1<UUID>> journeys(Condition which) {
        return select(JOURNEY.COMPANY_ID)
                .from(JOURNEY)
                .where(JOURNEY.COMPANY_ID.eq(COMPANY.ID))
                .and(which);
    }

    /** Companies with which somebody spoke. */
    static SelectConditionStep<Record1<UUID>> touched(Condition which) {
        return select(ACTIVITY.COMPANY_ID)
                .from(ACTIVITY)
                .where(ACTIVITY.COMPANY_ID.isNotNull())
                .and(spoken())
                .and(which);
    }

    /** Companies with whose people somebody spoke. */
    static SelectConditionStep<Record1<UUID>> touchedThrough(Condition which) {
        return select(PERSON.COMPANY_ID)
                .from(ACTIVITY)
                .join(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                .and(PERSON.ID.eq(ACTIVITY.PERSON_ID))
                .where(PERSON.COMPANY_ID.isNotNull())
                .and(spoken())
                .and(which);
    }

    static Condition spoken() {
        return ACTIVITY.KIND.in("call", "mail", "meeting").and(ACTIVITY.DELETED_AT.isNull());
    }
}
