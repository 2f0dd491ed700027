package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.organisation.CoverageMap.Cell;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The map of coverage for programs: the same cells and findings as its page. */
@RestController
class CoverageApiController {
    private final Coverage coverage;

    CoverageApiController(Coverage coverage) {
        this.coverage = coverage;
    }

    @GetMapping("/api/v1/coverage")
    Map<String, Object> show(@RequestParam(defaultValue = "") String channel, Ui ui) {
        var map = coverage.map(CoverageController.channel(channel), ui.me());
        var cells = new ArrayList<Map<String, @Nullable Object>>();
        for (var stage : Stage.stages()) {
            map.row(stage).forEach(cell -> cells.add(cell(cell, Coverage.seesWork(ui.me()))));
        }
        var words = new FindingText(ui);
        return Map.of(
                "cells",
                cells,
                "findings",
                Findings.of(map).stream().map(one -> finding(one, words)).toList());
    }

    private static Map<String, @Nullable Object> cell(Cell cell, boolean seesWork) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("stage", cell.stage().id());
        body.put("segment", segment(cell.segment()));
        body.put(
                "roles",
                cell.roles().stream()
                        .map(held -> Map.of(
                                "role", held.role().id(),
                                "people", held.people(),
                                "full_time", held.fullTime()))
                        .toList());
        body.put("hole", cell.isHole());
        body.put("coming", cell.coming());
        body.put("month", seesWork ? cell.month() : null);
        body.put("hours", seesWork ? cell.hours() : null);
        body.put("load", cell.load());
        return body;
    }

    private static @Nullable String segment(@Nullable String segment) {
        return Volumes.NO_SEGMENT.equals(segment) ? null : segment;
    }

    private static Map<String, @Nullable Object> finding(Finding finding, FindingText words) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("kind", finding.kind().id());
        body.put("text", words.sentence(finding));
        body.put("stages", finding.stages().stream().map(Stage::id).toList());
        body.put("segment", segment(finding.segment()));
        body.put("channel", finding.channel());
        var role = finding.role();
        body.put("role", role == null ? null : role.id());
        var handoff = finding.handoff();
        body.put("handoff", handoff == null ? null : handoff.id());
        body.put("positions", positions(finding));
        body.put("position_open", finding.coming());
        return body;
    }

    private static List<String> positions(Finding finding) {
        return finding.seats().stream()
                .map(Seat::position)
                .filter(java.util.Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }
}
