package io.diabolo.delivery;

import io.diabolo.directory.RecordAbove;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From a template to its steps. */
@Component
class OnboardingTemplateAbove implements RecordAbove {
    @Override
    public String type() {
        return OnboardingTemplates.TYPE;
    }

    @Override
    public @Nullable Top of(RecordRow row, Ui ui) {
        return null;
    }

    @Override
    public List<Action> actions(RecordRow row, Ui ui) {
        return List.of(
                new Action(ui.t("onboarding.template.steps"), "/onboarding-templates/" + row.id() + "/steps", true));
    }
}
