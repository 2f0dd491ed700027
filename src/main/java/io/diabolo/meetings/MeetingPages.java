package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEETING;

import io.diabolo.identity.Members;
import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordRow;
import io.diabolo.records.Records;
import io.diabolo.records.Reference;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.ModelAndView;

/** Puts the pages together on which a meeting gets another time, or its outcome. */
@Component
class MeetingPages {
    private static final int SHOWN_DAYS = 10;
    private final DSLContext sql;
    private final Records records;
    private final MeetingType type;
    private final Hosts hosts;
    private final Members members;
    private final Agenda agenda;

    MeetingPages(DSLContext sql, Records records, MeetingType type, Hosts hosts, Members members, Agenda agenda) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.hosts = hosts;
        this.members = members;
        this.agenda = agenda;
    }

    /** @param past whether it should have begun: only then can it have been held or missed */
    record OutcomePage(String path, String title, String when, boolean past, Map<String, String> typed, String fault) {
        String value(String name) {
            return typed.getOrDefault(name, "");
        }
    }

    record TimesPage(
            String path,
            String title,
            String when,
            List<Agenda.Day> days,
            String zone,
            String earlier,
            String later,
            String fault) {}

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public ModelAndView outcome(UUID id, Map<String, String> typed, String fault, HttpStatus status, Ui ui) {
        var row = records.get(type, id, ui.me());
        var start = start(row);
        var page = new OutcomePage(
                "/meetings/" + id,
                title(row),
                agenda.moment(start, ui.zone(), ui.locale()),
                !start.isAfter(ui.now()),
                typed,
                fault);
        return new ModelAndView("meetings/outcome", Map.of("page", page), status);
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public ModelAndView times(UUID id, Map<String, String> asked, String fault, HttpStatus status, Ui ui) {
        var row = records.get(type, id, ui.me());
        var first = Objects.requireNonNullElse(BookPages.day(asked.get("from")), ui.today());
        var host = new MemberId(((Reference) Objects.requireNonNull(row.value("owner"))).id());
        var kind = MeetingKind.named(String.valueOf(row.value("kind"))).orElseThrow();
        var path = "/meetings/" + id;
        var earlier = first.minusDays(SHOWN_DAYS).isBefore(ui.today()) ? ui.today() : first.minusDays(SHOWN_DAYS);
        var page = new TimesPage(
                path,
                title(row),
                agenda.moment(start(row), ui.zone(), ui.locale()),
                agenda.days(hosts.free(host, kind, first, SHOWN_DAYS, id), ui.zone(), ui.locale()),
                ui.zone().getId(),
                first.isAfter(ui.today()) ? path + "/times?from=" + earlier : "",
                path + "/times?from=" + first.plusDays(SHOWN_DAYS),
                fault);
        return new ModelAndView("meetings/move", Map.of("page", page), status);
    }

    private static Instant start(RecordRow row) {
        return (Instant) Objects.requireNonNull(row.value("starts_at"));
    }

    private static String title(RecordRow row) {
        return Objects.toString(row.value("subject"), "");
    }

    /** Where one goes on: to handing the lead over, when it was held by somebody who doesn't sell. */
    @Transactional(readOnly = true)
    public String afterHeld(UUID id, Ui ui) {
        var row = sql.select(LEAD.ID, MEETING.OWNER_ID)
                .from(MEETING)
                .join(LEAD)
                .on(LEAD.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(LEAD.ID.eq(MEETING.LEAD_ID))
                .and(LEAD.STAGE.in(Set.of("lead", "qualified")))
                .where(MEETING.ID.eq(id))
                .fetchOne();
        var host = row == null ? null : members.find(new MemberId(row.value2()));
        if (row == null || host == null || Hosts.sells(host) || !MeetingHandoffs.mayHandOver(ui.me())) {
            return "/meetings/" + id;
        }
        return "/handoffs/new?kind=" + HandoffKind.QUALIFIED_LEAD.id() + "&subject_type=lead&subject_id="
                + row.value1();
    }
}
