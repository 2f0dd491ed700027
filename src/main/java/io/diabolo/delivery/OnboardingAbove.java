package io.diabolo.delivery;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.clocks.Clocks;
import io.diabolo.directory.RecordAbove;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The top of an onboarding's page: how late it looks, and the way to its steps. */
@Component
class OnboardingAbove implements RecordAbove {
    private final Clocks clocks;

    OnboardingAbove(Clocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public String type() {
        return "onboarding";
    }

    @Override
    public @Nullable Top of(RecordRow row, Ui ui) {
        return null;
    }

    @Override
    public @Nullable ClockBadge clock(RecordRow row, Ui ui) {
        return clocks.open("onboarding", row.id()).stream()
                .findFirst()
                .map(one -> ClockBadge.of(one, ui))
                .orElse(null);
    }

    @Override
    public List<String> notes(RecordRow row, Ui ui) {
        if ("running".equals(row.value("state"))
                && row.value("go_live_on") instanceof LocalDate planned
                && row.value("foreseen_on") instanceof LocalDate foreseen
                && foreseen.isAfter(planned)) {
            return List.of(ui.t("onboarding.late", ui.dayLong(foreseen), ChronoUnit.DAYS.between(planned, foreseen)));
        }
        return List.of();
    }

    @Override
    public List<Action> actions(RecordRow row, Ui ui) {
        return List.of(new Action(ui.t("onboarding.project"), "/onboardings/" + row.id() + "/project", true));
    }
}
