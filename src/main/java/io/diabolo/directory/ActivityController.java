package io.diabolo.directory;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.mentions.Mention;
import io.diabolo.mentions.Mentions;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Back;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Notes, calls and tasks from a record's page, and a member's own tasks. */
@Controller
class ActivityController {
    static final List<String> EDITED = List.of("kind", "direction", "subject", "body", "due_on");
    private final ActivityType type;
    private final RecordTypes types;
    private final Records records;
    private final DSLContext sql;
    private final Mentions mentions;
    private final AgreedTasks agreed;
    private final Clock clock;

    ActivityController(
            ActivityType type,
            RecordTypes types,
            Records records,
            DSLContext sql,
            Mentions mentions,
            AgreedTasks agreed,
            Clock clock) {
        this.type = type;
        this.types = types;
        this.records = records;
        this.sql = sql;
        this.mentions = mentions;
        this.agreed = agreed;
        this.clock = clock;
    }

    /** @param due null when nobody said until when */
    record Task(UUID id, String title, @Nullable LocalDate due, boolean late, String of, String path) {}

    /** What of an activity is edited, with what is wrong with it by field. */
    record ActivityForm(
            UUID id, int version, String back, Map<String, String> values, Map<String, String> faults, boolean stale) {
        String value(String field) {
            return values.getOrDefault(field, "");
        }

        String fault(String field) {
            return faults.getOrDefault(field, "");
        }
    }

    @PostMapping("/{plural:companies|people|leads|opportunities}/{id:[0-9a-fA-F-]{36}}/activities")
    ModelAndView create(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "note") String kind,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String body,
            @RequestParam(name = "due_on", defaultValue = "") String due,
            @RequestParam(defaultValue = "") String direction,
            @RequestParam(defaultValue = "") String back,
            Ui ui) {
        var of = types.byPlural(plural);
        records.get(of, id, ui.me());
        var input = new HashMap<String, Object>(
                Map.of("kind", kind, "subject", subject, "body", body, "due_on", due, of.id(), id.toString()));
        input.put("direction", direction);
        var saved = records.create(type, input, ui.me());
        saved("record.activity.saved", saved, ui);
        return seeOther(Back.to(back, "/" + plural + "/" + id));
    }

    @GetMapping("/activities/{id}/edit")
    ModelAndView edit(@PathVariable UUID id, @RequestParam(defaultValue = "/tasks") String back, Ui ui) {
        var row = records.get(type, id, ui.me());
        var values = new HashMap<String, String>();
        EDITED.forEach(field -> values.put(field, Objects.toString(row.value(field), "")));
        return form(
                new ActivityForm(id, row.version(), Back.to(back, "/tasks"), values, Map.of(), false), HttpStatus.OK);
    }

    @PostMapping("/activities/{id}")
    ModelAndView update(@PathVariable UUID id, @RequestParam Map<String, String> typed, Ui ui) {
        var back = Back.to(typed.get("back"), "/tasks");
        var values = new HashMap<String, String>();
        EDITED.forEach(field -> values.put(field, typed.getOrDefault(field, "")));
        var version = typed.getOrDefault("version", "").matches("[0-9]{1,9}")
                ? Integer.valueOf(typed.getOrDefault("version", ""))
                : null;
        try {
            saved("record.saved", records.update(type, id, values, version, ui.me()), ui);
            return seeOther(back);
        } catch (BadInput bad) {
            var faults = new HashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return form(
                    new ActivityForm(id, version == null ? 0 : version, back, values, faults, false),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (StaleVersion stale) {
            return form(new ActivityForm(id, stale.actual(), back, values, Map.of(), true), HttpStatus.CONFLICT);
        }
    }

    private static ModelAndView form(ActivityForm form, HttpStatus status) {
        return new ModelAndView("directory/activity", Map.of("form", form), status);
    }

    @PostMapping("/activities/{id}/completion")
    ModelAndView complete(@PathVariable UUID id, @RequestParam(defaultValue = "/tasks") String back, Ui ui) {
        if (agreed.complete(id, ui.me())) {
            ui.flash("record.activity.done");
            return seeOther(back);
        }
        var saved = records.update(type, id, Map.of("done_at", clock.instant().toString()), null, ui.me());
        flash("record.activity.done", saved.changeSet(), ui);
        return seeOther(back);
    }

    @PostMapping("/activities/{id}/deletion")
    ModelAndView delete(@PathVariable UUID id, @RequestParam(defaultValue = "/tasks") String back, Ui ui) {
        flash("record.activity.deleted", records.delete(type, id, null, ui.me()), ui);
        return seeOther(back);
    }

    /** The member's open tasks, the first due on top. Reads the index activity_tasks. */
    @GetMapping("/tasks")
    @Transactional(readOnly = true)
    public ModelAndView tasks(Ui ui) {
        var mine = sql.select(
                        ACTIVITY.ID,
                        ACTIVITY.SUBJECT,
                        ACTIVITY.BODY,
                        ACTIVITY.DUE_ON,
                        ACTIVITY.COMPANY_ID,
                        COMPANY.NAME,
                        ACTIVITY.PERSON_ID,
                        PERSON.NAME,
                        ACTIVITY.LEAD_ID,
                        LEAD.NAME,
                        ACTIVITY.OPPORTUNITY_ID,
                        OPPORTUNITY.NAME)
                .from(ACTIVITY)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(ACTIVITY.COMPANY_ID))
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(ACTIVITY.PERSON_ID))
                .leftJoin(LEAD)
                .on(LEAD.ID.eq(ACTIVITY.LEAD_ID))
                .leftJoin(OPPORTUNITY)
                .on(OPPORTUNITY.ID.eq(ACTIVITY.OPPORTUNITY_ID))
                .where(ACTIVITY.OWNER_ID.eq(ui.me().member().value()))
                .and(ACTIVITY.KIND.eq("task"))
                .and(ACTIVITY.DONE_AT.isNull())
                .and(ACTIVITY.DELETED_AT.isNull())
                .orderBy(ACTIVITY.DUE_ON.asc().nullsLast(), ACTIVITY.ID)
                .limit(200)
                .fetch(row -> task(row, ui));
        return new ModelAndView("directory/tasks", Map.of("tasks", List.copyOf(mine)));
    }

    private static Task task(org.jooq.Record row, Ui ui) {
        var of = List.of("opportunities", "leads", "people", "companies");
        var columns = List.of(10, 8, 6, 4);
        var path = "";
        var name = "";
        for (var i = 0; i < columns.size() && path.isEmpty(); i++) {
            var id = row.get(columns.get(i), UUID.class);
            if (id != null) {
                path = "/" + of.get(i) + "/" + id;
                name = String.valueOf(row.get(columns.get(i) + 1));
            }
        }
        var due = row.get(3, LocalDate.class);
        var subject = row.get(1, String.class);
        return new Task(
                row.get(0, UUID.class),
                subject.isEmpty() ? row.get(2, String.class) : subject,
                due,
                due != null && due.isBefore(ui.today()),
                name,
                path);
    }

    /** Whoever writes is told at once who isn't. */
    private void saved(String key, Records.Saved saved, Ui ui) {
        var missed =
                Mention.missed(mentions.of(ActivityType.WRITTEN, saved.record().id()));
        if (missed.isEmpty() || saved.changeSet() == null) {
            flash(key, saved.changeSet(), ui);
        } else {
            ui.flash(Flash.of("mention.flash.missed", missed).undoneBy("/changes/" + saved.changeSet() + "/reversal"));
        }
    }

    private static void flash(String key, @Nullable UUID changeSet, Ui ui) {
        if (changeSet != null) {
            ui.flash(Flash.of(key).undoneBy("/changes/" + changeSet + "/reversal"));
        }
    }

    private static ModelAndView seeOther(String path) {
        var view = new RedirectView(Back.to(path, "/tasks"));
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
