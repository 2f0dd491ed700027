package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Findings in words. */
record FindingText(Ui ui) {
    String stages(List<Stage> stages) {
        return stages.stream().map(stage -> ui.t("funnel.stage." + stage.id())).collect(Collectors.joining(" · "));
    }

    String segment(String segment) {
        return segment.equals(Volumes.NO_SEGMENT) ? ui.t("coverage.no-segment") : ui.t("funnel.segment." + segment);
    }

    String role(CanonicalRole role) {
        return ui.t("roles." + role.id() + ".name");
    }

    String sentence(Finding finding) {
        return switch (finding.kind()) {
            case HOLE -> hole(finding);
            case HANDOFF ->
                ui.t(
                        "finding.handoff",
                        ui.t("handoff.kind."
                                + Objects.requireNonNull(finding.handoff()).id()));
            case OVERLOAD ->
                ui.t("finding.overload", role(Objects.requireNonNull(finding.role())), ui.percent(finding.weight(), 0));
            case OVERLAP -> {
                var roles = finding.seats().stream()
                        .map(Seat::role)
                        .distinct()
                        .sorted()
                        .toList();
                yield ui.t(
                        "finding.overlap",
                        holders(finding, roles.getFirst()),
                        CoveragePage.shortly(roles.getFirst(), ui),
                        holders(finding, roles.getLast()),
                        CoveragePage.shortly(roles.getLast(), ui),
                        stages(finding.stages()));
            }
            case SINGLE ->
                ui.t(
                        "finding.single",
                        Objects.requireNonNullElse(finding.seats().getFirst().name(), ""),
                        stages(finding.stages()));
        };
    }

    private static String holders(Finding finding, CanonicalRole role) {
        return finding.seats().stream()
                .filter(seat -> seat.role() == role && seat.name() != null)
                .map(seat -> Objects.requireNonNull(seat.name()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String hole(Finding finding) {
        var stages = stages(finding.stages());
        var segment = finding.segment();
        var channel = finding.channel();
        if (segment != null) {
            return ui.t("finding.hole.segment", stages, segment(segment));
        }
        return channel == null
                ? ui.t("finding.hole", stages)
                : ui.t("finding.hole.channel", stages, ui.t("funnel.channel." + channel));
    }

    /** What it costs, or what to do about it. */
    String detail(Finding finding) {
        return switch (finding.kind()) {
            case HOLE ->
                finding.weight() >= 1
                        ? ui.t("finding.hole.detail", ui.number(Math.round(finding.weight())))
                        : ui.t("finding.hole.usual", role(Objects.requireNonNull(finding.role())));
            case HANDOFF -> ui.t("finding.handoff.detail", role(Objects.requireNonNull(finding.role())));
            case OVERLOAD -> ui.t("finding.overload.detail");
            case OVERLAP -> ui.t("finding.overlap.detail");
            case SINGLE -> ui.t("finding.single.detail");
        };
    }

    /** Where one looks further. */
    String path(Finding finding) {
        return switch (finding.kind()) {
            case HOLE, OVERLOAD ->
                "/roles/" + Objects.requireNonNull(finding.role()).id();
            case HANDOFF ->
                "/organisation/roles#hand-"
                        + Objects.requireNonNull(finding.handoff()).id();
            case OVERLAP, SINGLE -> seat(finding.seats().getFirst());
        };
    }

    static String seat(Seat seat) {
        if (seat.position() != null) {
            return "/positions/" + seat.position();
        }
        return seat.member() == null ? "/organisation" : "/members/" + seat.member();
    }
}
