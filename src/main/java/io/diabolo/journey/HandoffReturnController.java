package io.diabolo.journey;

import io.diabolo.web.Ui;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** A hand-off goes back, with the reason. */
@Controller
class HandoffReturnController {
    private final Handoffs handoffs;
    private final HandoffAnswers answers;

    HandoffReturnController(Handoffs handoffs, HandoffAnswers answers) {
        this.handoffs = handoffs;
        this.answers = answers;
    }

    @PostMapping("/handoffs/{id}/return")
    ModelAndView create(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return answers.page(handoffs.giveBack(new HandoffId(id), form.get("reason"), ui.me()), form, ui);
    }

    @PostMapping("/api/v1/handoffs/{id}/return")
    @ResponseBody
    ResponseEntity<?> createByApi(@PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return answers.json(
                handoffs.giveBack(
                        new HandoffId(id), body.get("reason") instanceof String reason ? reason : null, ui.me()),
                ui);
    }
}
