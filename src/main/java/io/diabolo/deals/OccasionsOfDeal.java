package io.diabolo.deals;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.sheets.Occasion;
import io.diabolo.web.Ui;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The meetings, calls and mails of a lead or an opportunity at which answers were given; a sale's lead's are its own too. */
@Component
class OccasionsOfDeal implements Occasion.Of {
    private static final int SHOWN = 8;
    /** A meeting is in hand from a little before it begins until its notes are written. */
    private static final Duration BEFORE = Duration.ofMinutes(30);

    private static final Duration AFTER = Duration.ofHours(3);

    private final DSLContext sql;

    OccasionsOfDeal(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Occasion> of(String type, UUID subject, Ui ui) {
        var all = new ArrayList<Occasion>(meetings(type, subject, ui));
        all.addAll(activities(type, subject, ui));
        return all;
    }

    private List<Occasion> meetings(String type, UUID subject, Ui ui) {
        return sql.select(MEETING.ID, MEETING.SUBJECT, MEETING.STARTS_AT, MEETING.ENDS_AT, PERSON.NAME)
                .from(MEETING)
                .leftJoin(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(PERSON.ID.eq(MEETING.PERSON_ID))
                .where(of(type, subject, MEETING.LEAD_ID, MEETING.OPPORTUNITY_ID))
                .and(MEETING.STATE.in("booked", "held"))
                .and(MEETING.STARTS_AT.lt(ui.now().plus(BEFORE).atOffset(ZoneOffset.UTC)))
                .and(MEETING.DELETED_AT.isNull())
                .orderBy(MEETING.STARTS_AT.desc(), MEETING.ID.desc())
                .limit(SHOWN)
                .fetch(row -> {
                    var starts = row.value3().toInstant();
                    var who = row.value5() == null ? "" : row.value5();
                    return new Occasion(
                            "meeting",
                            row.value1(),
                            ui.t("deal.occasion.meeting", row.value2(), ui.moment(starts)),
                            "meeting",
                            who,
                            day(starts, ui),
                            !ui.now().isAfter(row.value4().toInstant().plus(AFTER)));
                });
    }

    /** Calls and mails; that a meeting was held stands among the meetings. */
    private List<Occasion> activities(String type, UUID subject, Ui ui) {
        return sql.select(ACTIVITY.ID, ACTIVITY.KIND, ACTIVITY.SUBJECT, ACTIVITY.AT, PERSON.NAME)
                .from(ACTIVITY)
                .leftJoin(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                .and(PERSON.ID.eq(ACTIVITY.PERSON_ID))
                .where(of(type, subject, ACTIVITY.LEAD_ID, ACTIVITY.OPPORTUNITY_ID))
                .and(ACTIVITY.KIND.in("call", "mail"))
                .and(ACTIVITY.DELETED_AT.isNull())
                .orderBy(ACTIVITY.AT.desc(), ACTIVITY.ID.desc())
                .limit(SHOWN)
                .fetch(row -> {
                    var at = row.value4().toInstant();
                    return new Occasion(
                            "activity",
                            row.value1(),
                            ui.t("deal.occasion." + row.value2(), row.value3(), ui.moment(at)),
                            row.value2(),
                            row.value5() == null ? "" : row.value5(),
                            day(at, ui),
                            false);
                });
    }

    private static LocalDate day(Instant at, Ui ui) {
        return LocalDate.ofInstant(at, ui.zone());
    }

    private static Condition of(String type, UUID subject, Field<UUID> lead, Field<UUID> opportunity) {
        return type.equals("lead")
                ? lead.eq(subject)
                // Equal to one value and not among some: so each side of the "or" has its index.
                : opportunity
                        .eq(subject)
                        .or(lead.eq(DSL.field(DSL.select(OPPORTUNITY.LEAD_ID)
                                .from(OPPORTUNITY)
                                .where(OPPORTUNITY.ID.eq(subject)))));
    }
}
