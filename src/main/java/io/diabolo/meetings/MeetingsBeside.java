package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The meetings of a lead, a person, a company or an opportunity, beside it, and the way to book one. */
@Component
@Order(8)
class MeetingsBeside implements RecordBeside {
    private static final int SHOWN = 5;
    private final DSLContext sql;
    private final GuestNews news;

    MeetingsBeside(DSLContext sql, GuestNews news) {
        this.sql = sql;
        this.news = news;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (type.equals("meeting")) {
            return told(row, ui);
        }
        var of = of(type, row.id());
        if (of == null) {
            return List.of();
        }
        var lines = new ArrayList<Line>();
        lines.add(new Line(ui.t("booking.title"), "", "/bookings/new?" + type + "=" + row.id(), ""));
        sql.select(MEETING.ID, MEETING.SUBJECT, MEETING.STATE, MEETING.STARTS_AT, MEMBER.NAME)
                .from(MEETING)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(MEMBER.ID.eq(MEETING.OWNER_ID))
                .where(of)
                .and(MEETING.DELETED_AT.isNull())
                .orderBy(MEETING.STARTS_AT.desc())
                .limit(SHOWN)
                .forEach(one -> lines.add(Line.of(
                        one.value2(),
                        ui.t(
                                "meeting.line",
                                ui.moment(one.value4().toInstant()),
                                one.value5(),
                                ui.t("choice.meeting.state." + one.value3())),
                        "meetings",
                        one.value1())));
        return List.of(new Panel("record.meeting.many", lines));
    }

    /** Whether the guest knows, and why not. */
    private List<Panel> told(RecordRow row, Ui ui) {
        var told = news.told(row.id());
        if (told == null) {
            return List.of();
        }
        var refused = told.refused();
        var line = refused == null
                ? new Line(ui.moment(told.at()), "", "", "")
                : new Line(ui.t("meeting.told.refused", ui.t(refused)), ui.moment(told.at()), "", "");
        return List.of(new Panel("meeting.told", List.of(line)));
    }

    /** A sale's meetings are its lead's too. Each reads the index of its column. */
    private static @Nullable Condition of(String type, UUID id) {
        return switch (type) {
            case "lead" -> MEETING.LEAD_ID.eq(id);
            case "person" -> MEETING.PERSON_ID.eq(id);
            case "company" -> MEETING.COMPANY_ID.eq(id);
            case "opportunity" ->
                MEETING.OPPORTUNITY_ID
                        .eq(id)
                        // Equal to one value and not among some: so this side of the "or" has its index too.
                        .or(MEETING.LEAD_ID.eq(DSL.field(DSL.select(OPPORTUNITY.LEAD_ID)
                                .from(OPPORTUNITY)
                                .where(OPPORTUNITY.ID.eq(id)))));
            default -> null;
        };
    }
}
