package io.diabolo.deals;

import io.diabolo.deals.StakeholderPage.Refused;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The map of an opportunity's stakeholders, and what is said of each of them. */
@Controller
class StakeholderController {
    private final Stakeholders stakeholders;
    private final StakeholderPages pages;

    StakeholderController(Stakeholders stakeholders, StakeholderPages pages) {
        this.stakeholders = stakeholders;
        this.pages = pages;
    }

    @GetMapping("/opportunities/{id}/stakeholders")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return pages.show(id, Refused.nothing(), HttpStatus.OK, ui);
    }

    /** Where a list leads to: the map on which they stand. */
    @GetMapping("/stakeholders/{id}")
    ModelAndView one(@PathVariable UUID id, Ui ui) {
        var found = stakeholders.find(id, ui.me());
        return new ModelAndView("redirect:/opportunities/" + found.opportunity() + "/stakeholders#s-" + id);
    }

    @PostMapping("/opportunities/{id}/stakeholders")
    ModelAndView add(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var saved = stakeholders.add(id, form, ui.me());
            return StakeholderPages.done(id, "stakeholder.added", saved.changeSet(), ui);
        } catch (BadInput bad) {
            return pages.refused(id, "person", form, bad, ui);
        }
    }

    @PostMapping("/opportunities/{id}/stakeholders/{stakeholder}")
    ModelAndView change(
            @PathVariable UUID id,
            @PathVariable UUID stakeholder,
            @RequestParam MultiValueMap<String, String> form,
            Ui ui) {
        belongs(id, stakeholder, ui);
        try {
            var saved = stakeholders.change(stakeholder, given(form), version(form.getFirst("version")), ui.me());
            return StakeholderPages.done(id, "stakeholder.changed", saved.changeSet(), ui);
        } catch (StaleVersion _) {
            return pages.stale(id, stakeholder.toString(), form.toSingleValueMap(), ui);
        } catch (BadInput bad) {
            return pages.refused(id, stakeholder.toString(), form.toSingleValueMap(), bad, ui);
        }
    }

    /** None ticked is none swayed, where the form asked at all. */
    private static Map<String, @Nullable Object> given(MultiValueMap<String, String> form) {
        var given = new LinkedHashMap<String, @Nullable Object>(form.toSingleValueMap());
        if (given.remove("asked") != null) {
            given.put("influences", form.getOrDefault("influences", java.util.List.of()));
        }
        return given;
    }

    @PostMapping("/opportunities/{id}/stakeholders/{stakeholder}/removal")
    ModelAndView remove(@PathVariable UUID id, @PathVariable UUID stakeholder, Ui ui) {
        belongs(id, stakeholder, ui);
        return StakeholderPages.done(id, "stakeholder.removed", stakeholders.remove(stakeholder, null, ui.me()), ui);
    }

    private void belongs(UUID opportunity, UUID stakeholder, Ui ui) {
        if (!stakeholders.find(stakeholder, ui.me()).opportunity().equals(opportunity)) {
            throw new NoSuchRecord(StakeholderStore.KIND, stakeholder);
        }
    }

    static @Nullable Integer version(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }
}
