package io.diabolo.journey;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.sheets.SheetPart;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Hand-offs: what waits, one of them, and offering a new one. */
@Controller
class HandoffController {
    private static final String CHECK = "check.";
    private final Handoffs handoffs;
    private final HandoffPages pages;
    private final HandoffTimes times;
    private final Members members;
    private final Records records;
    private final RecordTypes types;

    HandoffController(
            Handoffs handoffs,
            HandoffPages pages,
            HandoffTimes times,
            Members members,
            Records records,
            RecordTypes types) {
        this.handoffs = handoffs;
        this.pages = pages;
        this.times = times;
        this.members = members;
        this.records = records;
        this.types = types;
    }

    /**
     * All that the form of an offer shows.
     *
     * @param receivers who holds one of the receiving roles
     * @param sheet what the receiver asks for; null where there is none
     */
    record OfferPage(
            HandoffKind kind,
            String subjectType,
            UUID subject,
            String label,
            String back,
            io.diabolo.clocks.Budget answer,
            List<Member> receivers,
            @Nullable SheetPart sheet,
            Map<String, String> typed,
            Map<String, String> faults) {
        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        boolean isChecked(String item) {
            return typed.containsKey(CHECK + item);
        }
    }

    @GetMapping("/handoffs")
    ModelAndView list(
            @RequestParam(defaultValue = "waiting") String tab, @RequestParam(defaultValue = "") String after, Ui ui) {
        var page = pages.list(HandoffPages.tab(tab), HandoffPages.cursor(after), ui);
        return new ModelAndView("journey/handoffs", Map.of("page", page));
    }

    @GetMapping("/handoffs/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        var page = pages.one(new HandoffId(id), false, Map.of(), Map.of(), ui);
        return new ModelAndView("journey/handoff", Map.of("page", page));
    }

    @GetMapping("/handoffs/new")
    ModelAndView form(@RequestParam Map<String, String> asked, Ui ui) {
        return form(asked, Map.of(), HttpStatus.OK, ui);
    }

    @PostMapping("/handoffs")
    ModelAndView offer(@RequestParam Map<String, String> form, Ui ui) {
        try {
            var to = form.getOrDefault("to", "");
            var offered = handoffs.offer(
                    new Offer(
                            kind(form),
                            form.getOrDefault("subject_type", ""),
                            subject(form),
                            blankToNull(form.get("to_role")),
                            to.isBlank() ? null : member(to),
                            form.getOrDefault("note", ""),
                            form.keySet().stream()
                                    .filter(name -> name.startsWith(CHECK))
                                    .map(name -> name.substring(CHECK.length()))
                                    .toList()),
                    ui.me());
            if (offered.changeSet() != null) {
                ui.flash(Flash.of("handoff.offered").undoneBy("/changes/" + offered.changeSet() + "/reversal"));
            }
            return seeOther("/handoffs/" + offered.handoff().id());
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.putIfAbsent(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return form(form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private ModelAndView form(Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var kind = kind(typed);
        var subject = subject(typed);
        var type = types.byId(typed.getOrDefault("subject_type", ""))
                .filter(one -> kind.subjects().contains(one.id()))
                .orElseThrow(() -> new NoSuchRecord("handoff", "new"));
        var row = records.get(type, subject, ui.me());
        var page = new OfferPage(
                kind,
                type.id(),
                subject,
                Objects.toString(row.value(type.defaultColumns().getFirst()), ""),
                "/" + type.plural() + "/" + subject,
                times.of(kind),
                members.active().stream()
                        .filter(member -> kind.to().stream().anyMatch(member.roles()::contains))
                        .toList(),
                pages.sheet(kind, subject, "/" + type.plural() + "/" + subject, ui),
                typed,
                faults);
        return new ModelAndView("journey/offer", Map.of("page", page), status);
    }

    /** A form that names no kind, or no record, stands nowhere. */
    private static HandoffKind kind(Map<String, String> form) {
        return HandoffKind.named(form.getOrDefault("kind", "")).orElseThrow(() -> new NoSuchRecord("handoff", "new"));
    }

    private static UUID subject(Map<String, String> form) {
        try {
            return UUID.fromString(form.getOrDefault("subject_id", ""));
        } catch (IllegalArgumentException _) {
            throw new NoSuchRecord("handoff", "new");
        }
    }

    static MemberId member(String text) {
        try {
            return MemberId.of(text);
        } catch (IllegalArgumentException _) {
            throw new BadInput("to", "handoff.fault.member");
        }
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
