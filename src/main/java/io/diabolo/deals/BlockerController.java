package io.diabolo.deals;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What stands in the way of a signature, on the page of the stakeholders. */
@Controller
class BlockerController {
    private final Blockers blockers;
    private final StakeholderPages pages;

    BlockerController(Blockers blockers, StakeholderPages pages) {
        this.blockers = blockers;
        this.pages = pages;
    }

    @PostMapping("/opportunities/{id}/blockers")
    ModelAndView add(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var wanted = new Blockers.Wanted(
                    form.get("text"), id("stakeholder", form), id("owner", form), days(form.get("days")));
            return StakeholderPages.done(
                    id, "blocker.added", blockers.add(id, wanted, ui.me()).changeSet(), ui);
        } catch (BadInput bad) {
            return pages.refused(id, "blocker", form, bad, ui);
        }
    }

    @PostMapping("/opportunities/{id}/blockers/{blocker}/solution")
    ModelAndView solve(
            @PathVariable UUID id, @PathVariable UUID blocker, @RequestParam Map<String, String> form, Ui ui) {
        if (blockers.of(id, ui.me()).stream().noneMatch(one -> one.id().equals(blocker))) {
            throw new NoSuchRecord(Blockers.KIND, blocker);
        }
        try {
            return StakeholderPages.done(
                    id, "blocker.solved", blockers.solve(blocker, form.get("solution"), ui.me()), ui);
        } catch (BadInput bad) {
            return pages.refused(id, blocker.toString(), form, bad, ui);
        }
    }

    private static @Nullable UUID id(String field, Map<String, String> form) {
        var text = form.getOrDefault(field, "").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw new BadInput(field, "problem.field.choice");
        }
        return UUID.fromString(text);
    }

    private static @Nullable Integer days(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return text.strip().matches("[0-9]{1,4}") ? Integer.valueOf(text.strip()) : Integer.valueOf(0);
    }
}
