package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.organisation.CoverageMap.Cell;
import io.diabolo.organisation.CoverageMap.Held;
import io.diabolo.organisation.Finding.Kind;
import io.diabolo.roles.CanonicalRole;
import io.diabolo.web.Ui;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that the map of coverage shows.
 *
 * @param seesWork whether loads are shown
 * @param mayOpen whether positions may be opened
 */
record CoveragePage(CoverageMap map, List<Finding> findings, boolean seesWork, boolean mayOpen, FindingText text) {
    private static final double WARM = .85;

    List<Stage> stages() {
        return Stage.stages();
    }

    List<Finding> of(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    /** The kinds of which there is something, holes first. */
    List<Kind> kinds() {
        return Arrays.stream(Kind.values()).filter(kind -> !of(kind).isEmpty()).toList();
    }

    boolean isEmpty() {
        return map.seats().stream().noneMatch(Seat::isHeld);
    }

    String summary(Ui ui) {
        return Arrays.stream(Kind.values())
                .filter(kind -> !of(kind).isEmpty())
                .map(kind -> ui.t("coverage.count." + kind.id(), of(kind).size()))
                .collect(Collectors.joining(" · "));
    }

    /** How a cell looks: hole, coming, full, warm, or empty for calm. */
    String look(Cell cell) {
        if (cell.isHole()) {
            return cell.coming() ? "coming" : "hole";
        }
        var load = cell.load();
        return load == null || load <= WARM ? "" : load <= 1 ? "warm" : "full";
    }

    static String people(Held held, Ui ui) {
        return held.names().stream().limit(3).collect(Collectors.joining(", "))
                + (held.people() > 3 ? " +" + ui.number(held.people() - 3) : "");
    }

    /** Rounded to tenths; people plan in days of the week. */
    static String weeks(double fullTime, Ui ui) {
        return ui.number(fullTime, 1);
    }

    static String percent(@Nullable Double share, Ui ui) {
        return share == null ? "–" : ui.percent(share, 0);
    }

    /** A role in few letters, as the double funnel names it. */
    static String shortly(CanonicalRole role, Ui ui) {
        // Their desk is the account executive's, but they aren't one.
        return role == CanonicalRole.BUSINESS_DEVELOPER
                ? ui.t("organisation.business-developer")
                : ui.t("funnel.role." + role.desk());
    }

    /** The form for a position that would mend it, filled in. */
    static String opening(Finding finding) {
        var parts = new java.util.ArrayList<String>();
        parts.add("role=" + Objects.requireNonNull(finding.role()).id());
        parts.add("state=open");
        if (finding.kind() == Kind.HOLE) {
            parts.add("stages=" + finding.stages().stream().map(Stage::id).collect(Collectors.joining(",")));
        }
        if (finding.segment() != null && !finding.segment().equals(Volumes.NO_SEGMENT)) {
            parts.add("segments=" + finding.segment());
        }
        var channel = finding.channel();
        if (channel != null) {
            parts.add("channels=" + channel);
        }
        return "/positions/new?" + String.join("&", parts);
    }

    String path(@Nullable String channel) {
        return channel == null ? "/organisation/coverage" : "/organisation/coverage?channel=" + channel;
    }

    /** What a cell says to who can't see it. */
    String spoken(Cell cell, Ui ui) {
        return String.format(
                Locale.ROOT, "%s, %s", ui.t("funnel.stage." + cell.stage().id()), text.segment(cell.segment()));
    }
}
