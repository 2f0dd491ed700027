package io.diabolo.meetings;

import io.diabolo.directory.RecordAbove;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The top of a meeting's page: what may become of it. */
@Component
class MeetingAbove implements RecordAbove {
    @Override
    public String type() {
        return "meeting";
    }

    @Override
    public @Nullable Top of(RecordRow row, Ui ui) {
        return null;
    }

    /** That it is over, or should be, while nobody has said what came of it. */
    @Override
    public List<String> notes(RecordRow row, Ui ui) {
        if (!"booked".equals(row.value("state"))) {
            return List.of(ui.t("meeting.over." + row.value("state")));
        }
        return isPast(row, ui) ? List.of(ui.t("meeting.unsaid")) : List.of();
    }

    @Override
    public List<Action> actions(RecordRow row, Ui ui) {
        if (!"booked".equals(row.value("state"))) {
            return List.of();
        }
        var path = "/meetings/" + row.id();
        var past = isPast(row, ui);
        return List.of(
                new Action(ui.t(past ? "meeting.outcome.title" : "meeting.cancel"), path + "/outcome", past),
                new Action(ui.t("meeting.move.title"), path + "/times", false),
                new Action(ui.t("meeting.calendar"), path + "/calendar", false));
    }

    private static boolean isPast(RecordRow row, Ui ui) {
        return row.value("starts_at") instanceof Instant start && !start.isAfter(ui.now());
    }
}
