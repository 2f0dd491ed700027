package io.diabolo.organisation;

import io.diabolo.insight.StageHolders;
import io.diabolo.journey.Stage;
import io.diabolo.organisation.Finding.Kind;
import io.diabolo.web.Ui;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the home page who holds each stage, and which gaps are the largest. */
@Component
class ShowCoverage implements StageHolders {
    private final Coverage coverage;

    ShowCoverage(Coverage coverage) {
        this.coverage = coverage;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Stage, List<String>> names() {
        var seats = coverage.seats();
        var names = new EnumMap<Stage, List<String>>(Stage.class);
        for (var stage : Stage.stages()) {
            names.put(
                    stage,
                    seats.stream()
                            .filter(seat -> seat.isHeld() && seat.holds(stage))
                            .map(Seat::name)
                            .filter(Objects::nonNull)
                            .distinct()
                            .sorted()
                            .toList());
        }
        return names;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Gap> gaps(int most, Ui ui) {
        var words = new FindingText(ui);
        var mayOpen = PositionRights.mayChange(ui.me());
        return coverage.quick().stream()
                .filter(finding -> finding.kind() == Kind.HOLE || finding.kind() == Kind.HANDOFF)
                .limit(most)
                .map(finding -> gap(finding, words, mayOpen))
                .toList();
    }

    private static Gap gap(Finding finding, FindingText words, boolean mayOpen) {
        var coming = finding.coming();
        var opens = finding.asksForPosition() && mayOpen;
        return new Gap(
                finding.kind().id(),
                words.sentence(finding),
                words.path(finding),
                words.ui().t(coming != null ? "finding.coming" : "finding.open"),
                coming != null ? "/positions/" + coming : opens ? CoveragePage.opening(finding) : "");
    }

    @Override
    public String path() {
        return "/organisation/coverage";
    }
}
