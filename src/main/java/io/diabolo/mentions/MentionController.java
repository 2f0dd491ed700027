package io.diabolo.mentions;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.web.Ui;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who may be meant, while one types an @ in a note. */
@Controller
class MentionController {
    private final Mentions mentions;
    private final RecordTypes types;

    MentionController(Mentions mentions, RecordTypes types) {
        this.mentions = mentions;
        this.types = types;
    }

    /** @param on the page on which the note is written, such as {@code /companies/…}: who can't see it is marked */
    @GetMapping("/completions/mentions")
    ModelAndView options(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String on, Ui ui) {
        var parts = on.split("/", -1);
        var type = parts.length == 3 ? type(parts[1]) : null;
        var record = type == null ? null : id(parts[2]);
        return new ModelAndView("mentions/options")
                .addObject("options", mentions.options(q.strip(), type, record, ui.me()));
    }

    private @Nullable RecordType type(String plural) {
        try {
            return types.byPlural(plural);
        } catch (NoSuchRecord _) {
            return null;
        }
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
