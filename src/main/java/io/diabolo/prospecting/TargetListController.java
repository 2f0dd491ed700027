package io.diabolo.prospecting;

import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.records.Bulk;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of a target list: who is on it, filling it, and making its people leads. */
@Controller
class TargetListController {
    private static final String LIST = "/lists/{id:[0-9a-fA-F-]{36}}";
    private final TargetLists lists;
    private final ListPages pages;
    private final ListLeads leads;
    private final Jobs jobs;

    TargetListController(TargetLists lists, ListPages pages, ListLeads leads, Jobs jobs) {
        this.jobs = jobs;
        this.lists = lists;
        this.pages = pages;
        this.leads = leads;
    }

    /** All that the page shows. */
    record Shown(ListPages.Page page, ListLeads.Reach reach, Ui ui) {
        String path() {
            return "/lists/" + page.list().id();
        }

        /** As a market signal, to marketing or to an SDR. */
        String handOver() {
            return HandoffKind.MARKET_SIGNAL.offerPath(
                    "target_list", page.list().id());
        }

        boolean mayHandOver() {
            return HandoffKind.MARKET_SIGNAL.mayBeOfferedBy(ui.me());
        }

        String next() {
            return page.next() == null ? "" : path() + "?after=" + page.next();
        }

        /** The list as records, with filters, export and bulk edit. */
        String records() {
            return (page.list().ofPeople() ? "/people" : "/companies") + "?list="
                    + page.list().id();
        }

        String recordPath(ListPages.Row row) {
            return (page.list().ofPeople() ? "/people/" : "/companies/") + row.record();
        }

        boolean isMine(ListPages.Row row) {
            return row.claim() != null && row.claim().isOf(ui.me().member());
        }
    }

    @GetMapping(LIST)
    ModelAndView show(@PathVariable UUID id, @RequestParam(defaultValue = "") String after, Ui ui) {
        var page = pages.page(id, cursor(after), ListPages.ROWS, ui.me());
        return new ModelAndView(
                "prospecting/targetList", Map.of("page", new Shown(page, leads.reach(id, ui.me()), ui)));
    }

    static @Nullable UUID cursor(String after) {
        try {
            return after.length() == 36 ? UUID.fromString(after) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** From a profile: a list of its own, filled at once. */
    @PostMapping("/target-profiles/{id:[0-9a-fA-F-]{36}}/lists")
    ModelAndView make(@PathVariable("id") UUID profile, @RequestParam Map<String, String> form, Ui ui) {
        var input = new LinkedHashMap<String, Object>();
        for (var field : List.of("name", "kind", "holds", "most", "priority")) {
            var value = form.getOrDefault(field, "").strip();
            if (!value.isEmpty()) {
                input.put(field, value);
            }
        }
        input.put("profile", profile.toString());
        try {
            var put = lists.make(input, ui.me());
            ui.flash(said(put, ui));
            return ProfileEditController.seeOther("/lists/" + put.list());
        } catch (BadInput bad) {
            var first = bad.faults().getFirst();
            ui.flash(first.key(), first.args().toArray(java.io.Serializable[]::new));
            return ProfileEditController.seeOther("/target-profiles/" + profile);
        }
    }

    @PostMapping(LIST + "/refreshes")
    ModelAndView refresh(@PathVariable UUID id, Ui ui) {
        ui.flash(said(lists.refresh(id, ui.me()), ui));
        return ProfileEditController.seeOther("/lists/" + id);
    }

    /** How many came, how many were left out, and why. */
    static Flash said(TargetLists.Put put, Ui ui) {
        var why = put.left().entrySet().stream()
                .map(one -> ui.t("suppression.count." + one.getKey().id(), one.getValue()))
                .collect(Collectors.joining(", "));
        var flash = why.isEmpty()
                ? Flash.of("target-list.put", put.put(), put.off())
                : Flash.of("target-list.put.left", put.put(), put.off(), put.leftOut(), why);
        return flash.undoneBy("/changes/" + put.changeSet() + "/reversal");
    }

    @PostMapping(LIST + "/leads")
    ModelAndView leads(@PathVariable UUID id, @RequestParam(defaultValue = "") String owner, Ui ui) {
        var wanted = new ListLeads.Wanted(id, cursor(owner));
        switch (leads.make(wanted, ui.me())) {
            case ListLeads.Answer.Begun(var job) -> {
                return ProfileEditController.seeOther("/jobs/" + job);
            }
            case ListLeads.Answer.Done done -> {
                var flash = Flash.of("target-list.leads.made", done.made(), done.known(), done.leftOut());
                ui.flash(
                        done.changeSet() == null
                                ? flash
                                : flash.undoneBy("/changes/" + done.changeSet() + "/reversal"));
            }
        }
        return ProfileEditController.seeOther("/lists/" + id);
    }

    /** Looks for more about its companies, or its people; a job. */
    @PostMapping(LIST + "/enrichment")
    ModelAndView enrich(@PathVariable UUID id, Ui ui) {
        ui.me().mayWrite();
        var plural = lists.get(id, ui.me()).ofPeople() ? "people" : "companies";
        var wanted = new Bulk.Wanted(plural, List.of(), Map.of("list", id.toString()), 0, null, null);
        return ProfileEditController.seeOther("/jobs/" + jobs.submit(EnrichWork.KIND, plural, wanted, ui.me()));
    }

    @PostMapping(LIST + "/entries/{record}/removal")
    ModelAndView takeOff(@PathVariable UUID id, @PathVariable UUID record, Ui ui) {
        var changeSet = lists.takeOff(id, record, ui.me());
        if (changeSet != null) {
            ui.flash(Flash.of("target-list.left").undoneBy("/changes/" + changeSet + "/reversal"));
        }
        return ProfileEditController.seeOther("/lists/" + id);
    }
}
