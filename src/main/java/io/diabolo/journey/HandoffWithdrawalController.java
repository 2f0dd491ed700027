package io.diabolo.journey;

import io.diabolo.web.Ui;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** An offer is taken back before it is answered. */
@Controller
class HandoffWithdrawalController {
    private final Handoffs handoffs;
    private final HandoffAnswers answers;

    HandoffWithdrawalController(Handoffs handoffs, HandoffAnswers answers) {
        this.handoffs = handoffs;
        this.answers = answers;
    }

    @PostMapping("/handoffs/{id}/withdrawal")
    ModelAndView create(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return answers.page(handoffs.withdraw(new HandoffId(id), ui.me()), form, ui);
    }

    @PostMapping("/api/v1/handoffs/{id}/withdrawal")
    @ResponseBody
    ResponseEntity<?> createByApi(@PathVariable UUID id, Ui ui) {
        return answers.json(handoffs.withdraw(new HandoffId(id), ui.me()), ui);
    }
}
