package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.journey.BesideHandoff;
import io.diabolo.journey.Handoff;
import io.diabolo.web.Ui;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Whoever is asked to take a lead over sees when they meet it. */
@Component
class MeetingOfHandoff implements BesideHandoff {
    private static final int SHOWN = 3;
    private final DSLContext sql;

    MeetingOfHandoff(DSLContext sql) {
        this.sql = sql;
    }

    /** Who sees the hand-off is told of its meetings; what else is known of them stands on their pages. */
    @Override
    public List<Line> of(Handoff handoff, Ui ui) {
        if (!handoff.subjectType().equals("lead")) {
            return List.of();
        }
        return sql.select(MEETING.ID, MEETING.KIND, MEETING.STATE, MEETING.STARTS_AT, MEMBER.NAME)
                .from(MEETING)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(MEMBER.ID.eq(MEETING.OWNER_ID))
                .where(MEETING.LEAD_ID.eq(handoff.subject()))
                .and(MEETING.DELETED_AT.isNull())
                .orderBy(MEETING.STARTS_AT.desc())
                .limit(SHOWN)
                .fetch(row -> new Line(
                        ui.t("choice.meeting.kind." + row.value2()),
                        ui.t(
                                "meeting.line",
                                ui.moment(row.value4().toInstant()),
                                row.value5(),
                                ui.t("choice.meeting.state." + row.value3())),
                        "/meetings/" + row.value1()));
    }
}
