package io.diabolo.acquisition;

import io.diabolo.directory.RecordAbove;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The top of a form's page: it is built and read on pages of its own. */
@Component
class FormAbove implements RecordAbove {
    @Override
    public String type() {
        return "form";
    }

    @Override
    public @Nullable Top of(RecordRow row, Ui ui) {
        return null;
    }

    @Override
    public List<Action> actions(RecordRow row, Ui ui) {
        var path = "/forms/" + row.id();
        return List.of(
                new Action(ui.t("form.builder"), path + "/builder", true),
                new Action(ui.t("submissions.title"), path + "/submissions", false));
    }
}
