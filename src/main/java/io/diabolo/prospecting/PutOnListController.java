package io.diabolo.prospecting;

import io.diabolo.platform.BadInput;
import io.diabolo.records.Bulk;
import io.diabolo.web.GivenIds;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The answer to "on which list". */
@Controller
class PutOnListController {
    private final PutOnList putOnList;

    PutOnListController(PutOnList putOnList) {
        this.putOnList = putOnList;
    }

    @PostMapping("/lists/entries")
    ModelAndView put(
            @RequestParam(defaultValue = "companies") String plural,
            @RequestParam(name = "id", defaultValue = "") List<@Nullable UUID> given,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String name,
            Ui ui) {
        if (!plural.equals("companies") && !plural.equals("people")) {
            throw new BadInput("plural", "problem.field.choice");
        }
        var ids = GivenIds.of(given);
        if (!all && ids.isEmpty()) {
            ui.flash("list.bulk.none");
            return ProfileEditController.seeOther("/" + plural);
        }
        var wanted = new Bulk.Wanted(plural, all ? List.of() : ids, Bulk.parameters(query), ids.size(), null, null);
        try {
            var put = putOnList.put(wanted, TargetListController.cursor(list), name, ui.me());
            ui.flash(TargetListController.said(put, ui));
            return ProfileEditController.seeOther("/lists/" + put.list());
        } catch (BadInput bad) {
            var first = bad.faults().getFirst();
            ui.flash(first.key(), first.args().toArray(java.io.Serializable[]::new));
            return ProfileEditController.seeOther("/" + plural);
        }
    }
}
