package io.diabolo.coaching;

import io.diabolo.coaching.CoachingNotes.Wanted;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Flash;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Coaching notes: those one leads, and what was noted about each. */
@Controller
class CoachingController {
    private static final String MEMBER = "/coaching/{member:[0-9a-fA-F-]{36}}";
    private static final String NOTE = "/coaching/notes/{id:[0-9a-fA-F-]{36}}";
    private static final int EARLIEST = 1970;
    private static final int LATEST = 2200;
    private final CoachingNotes notes;
    private final CoachingPages pages;

    CoachingController(CoachingNotes notes, CoachingPages pages) {
        this.notes = notes;
        this.pages = pages;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry coachingEntry() {
            return NavigationEntry.of(NavigationGroup.TEAM, 45, "/coaching", "coaching.title");
        }
    }

    @GetMapping("/coaching")
    ModelAndView people(Ui ui) {
        return new ModelAndView("coaching/people", Map.of("page", pages.people(ui)));
    }

    @GetMapping(MEMBER)
    ModelAndView show(@PathVariable UUID member, Ui ui) {
        return member(new MemberId(member), Map.of(), List.of(), Map.of(), HttpStatus.OK, ui);
    }

    @PostMapping(MEMBER + "/notes")
    ModelAndView write(@PathVariable UUID member, @RequestParam MultiValueMap<String, String> form, Ui ui) {
        var id = new MemberId(member);
        try {
            var note = notes.write(id, wanted(form), ui.me());
            ui.flash(note.isShared() ? "coaching.saved.shared" : "coaching.saved");
            return seeOther("/coaching/" + id + "#note-" + note.id());
        } catch (BadInput bad) {
            return member(
                    id,
                    form.toSingleValueMap(),
                    form.getOrDefault("about", List.of()),
                    faults(bad, ui),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
    }

    @GetMapping(NOTE + "/edit")
    ModelAndView edit(@PathVariable UUID id, Ui ui) {
        return new ModelAndView("coaching/edit", Map.of("page", pages.edit(notes.get(id, ui.me()), ui)));
    }

    @PostMapping(NOTE)
    ModelAndView change(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> form, Ui ui) {
        var about = form.getOrDefault("about", List.of());
        var version = form.toSingleValueMap().getOrDefault("version", "");
        try {
            var note = notes.change(
                    id, wanted(form), version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0, ui.me());
            ui.flash("coaching.saved");
            return seeOther("/coaching/" + note.member() + "#note-" + id);
        } catch (BadInput bad) {
            var page = pages.edit(notes.get(id, ui.me()), form.toSingleValueMap(), about, faults(bad, ui), false, ui);
            return new ModelAndView("coaching/edit", Map.of("page", page), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (StaleVersion stale) {
            var typed = new HashMap<>(form.toSingleValueMap());
            typed.put("version", String.valueOf(stale.actual()));
            var page = pages.edit(notes.get(id, ui.me()), typed, about, Map.of(), true, ui);
            return new ModelAndView("coaching/edit", Map.of("page", page), HttpStatus.CONFLICT);
        }
    }

    @PostMapping(NOTE + "/sharing")
    ModelAndView share(@PathVariable UUID id, Ui ui) {
        var note = notes.share(id, ui.me());
        ui.flash("coaching.saved.shared");
        return seeOther("/coaching/" + note.member() + "#note-" + id);
    }

    /** What is wrong is said on the member's page, at the note. */
    @PostMapping(NOTE + "/actions")
    ModelAndView agree(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var note = notes.get(id, ui.me());
        try {
            notes.agree(id, form.getOrDefault("action", ""), day(form.get("due_on"), "due_on"), ui.me());
            ui.flash("coaching.agreed");
            return seeOther("/coaching/" + note.member() + "#note-" + id);
        } catch (BadInput bad) {
            var typed = new HashMap<>(form);
            typed.put("note", id.toString());
            return member(note.member(), typed, List.of(), faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping(NOTE + "/deletion")
    ModelAndView remove(@PathVariable UUID id, Ui ui) {
        var member = notes.remove(id, ui.me());
        ui.flash(Flash.of("coaching.removed").undoneBy("/coaching/notes/" + id + "/restoration"));
        return seeOther("/coaching/" + member);
    }

    @PostMapping(NOTE + "/restoration")
    ModelAndView restore(@PathVariable UUID id, Ui ui) {
        return seeOther("/coaching/" + notes.restore(id, ui.me()).member());
    }

    private ModelAndView member(
            MemberId id,
            Map<String, String> typed,
            List<String> about,
            Map<String, String> faults,
            HttpStatus status,
            Ui ui) {
        return new ModelAndView("coaching/member", Map.of("page", pages.one(id, typed, about, faults, ui)), status);
    }

    private static Wanted wanted(MultiValueMap<String, String> form) {
        var values = form.toSingleValueMap();
        return new Wanted(
                values.getOrDefault("body", ""),
                day(values.get("talked_on"), "talked_on"),
                form.getOrDefault("about", List.of()),
                values.getOrDefault("shared", "").equals("true"));
    }

    /** @throws BadInput when it is none */
    static @Nullable LocalDate day(@Nullable String text, String field) {
        try {
            var day = text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
            if (day != null && (day.getYear() < EARLIEST || day.getYear() > LATEST)) {
                throw new BadInput(field, "coaching.fault.day");
            }
            return day;
        } catch (DateTimeException _) {
            throw new BadInput(field, "coaching.fault.day");
        }
    }

    private static Map<String, String> faults(BadInput bad, Ui ui) {
        var all = new HashMap<String, String>();
        bad.faults()
                .forEach(fault -> all.putIfAbsent(
                        fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return all;
    }

    private static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
