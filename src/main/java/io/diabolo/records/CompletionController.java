package io.diabolo.records;

import io.diabolo.identity.Members;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Records that a field may mean, while one types: what the field's own list offers. */
@Controller
class CompletionController {
    private static final int OFFERED = 8;
    private static final int MEMBERS = 20;

    private final Search search;
    private final Members members;

    CompletionController(Search search, Members members) {
        this.search = search;
        this.members = members;
    }

    /** Members who may own records, by a part of their name or address. */
    @GetMapping("/completions/members")
    ModelAndView members(@RequestParam(defaultValue = "") String q) {
        return new ModelAndView("records/memberOptions").addObject("members", members.named(q.strip(), MEMBERS));
    }

    /** @param field the parameter that holds what is typed so far */
    @GetMapping("/completions")
    ModelAndView list(
            @RequestParam String type, @RequestParam String field, @RequestParam Map<String, String> typed, Ui ui) {
        var q = typed.getOrDefault(field, "");
        return new ModelAndView("records/suggestions")
                .addObject("hits", search.find(q, List.of(type), OFFERED, ui.me()));
    }
}
