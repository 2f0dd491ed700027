package io.diabolo.sheets;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Whether the sheet is required, set on the page of sheets and in the API. */
@Controller
class SheetRequirementController {
    private final SheetRequirement requirement;

    SheetRequirementController(SheetRequirement requirement) {
        this.requirement = requirement;
    }

    @PostMapping("/settings/sheets/requirement")
    View change(@RequestParam(defaultValue = "false") boolean required, Ui ui) {
        requirement.change(required, ui.me());
        ui.flash("sheet.requirement.saved");
        var view = new RedirectView("/settings/sheets");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }

    @GetMapping("/api/v1/sheet-requirement")
    @ResponseBody
    Map<String, Object> get() {
        return Map.of("required", requirement.isRequired());
    }

    @PutMapping("/api/v1/sheet-requirement")
    @ResponseBody
    Map<String, Object> put(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        if (!(body.get("required") instanceof Boolean required)) {
            throw new BadInput("required", "problem.field.choice");
        }
        requirement.change(required, ui.me());
        return get();
    }
}
