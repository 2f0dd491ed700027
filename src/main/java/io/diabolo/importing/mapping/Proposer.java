package io.diabolo.importing.mapping;

import io.diabolo.importing.mapping.Proposal.Confidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Understands files that were dropped together. */
public final class Proposer {
    private final List<TableProfile> tables;
    private final Locale language;
    private final Map<String, Target> targets;
    private final Map<String, KnownExport> exports = new HashMap<>();
    private final List<Question> questions = new ArrayList<>();
    private final List<Match> matches = new ArrayList<>();
    private final List<Confidence> confidences = new ArrayList<>();

    private Proposer(List<TableProfile> tables, Locale language, Map<String, Target> targets) {
        this.tables = tables;
        this.language = language;
        this.targets = targets;
        for (var table : tables) {
            var export = KnownExport.of(
                    table.columns().stream().map(ColumnProfile::header).toList());
            if (export != null) {
                exports.put(table.name(), export);
            }
        }
    }

    /**
     * Proposes a mapping.
     *
     * @param tables what was dropped; no two may have the same name
     * @param language of the person, for the order in which choices are shown; it decides nothing
     * @param targets what a person has already said the files are, by file name
     */
    public static Proposal propose(List<TableProfile> tables, Locale language, Map<String, Target> targets) {
        return new Proposer(tables, language, targets).proposal();
    }

    private Proposal proposal() {
        var drafts = tables.stream().map(this::draft).toList();
        var linked = new Links(tables, drafts).linked();
        var links = new Links(tables, linked);
        var files = new ArrayList<FileMapping>();
        for (int i = 0; i < tables.size(); i++) {
            var file = withStages(tables.get(i), linked.get(i));
            files.add(file);
            if (file.record() != null) {
                questions.addAll(new Questions(tables.get(i), file, language).all());
                matches.addAll(new Suggestions(tables.get(i), file).matches());
            }
        }
        for (var match : links.matches()) {
            matches.add(match);
            questions.add(Questions.match(match));
        }
        return new Proposal(new Mapping(Mapping.VERSION, files), questions, matches, confidences);
    }

    private FileMapping draft(TableProfile table) {
        var assignment = choose(table);
        if (assignment == null) {
            var ignored = table.columns().stream()
                    .map(column -> new ColumnMapping(column.header(), new Use.Ignore(), column.format(), Map.of()))
                    .toList();
            return new FileMapping(table.name(), null, null, ignored, Map.of());
        }
        assignment
                .byHeader()
                .forEach(
                        (header, filled) -> confidences.add(new Confidence(table.name(), header, filled.confidence())));
        return new Draft(table, assignment).mapping();
    }

    private @Nullable Assignment choose(TableProfile table) {
        var said = targets.get(table.name());
        var export = exports.get(table.name());
        if (said != null && (export == null || export.target() != said)) {
            confidences.add(new Confidence(table.name(), null, 1));
            return Assignment.of(said, table);
        }
        if (export != null) {
            confidences.add(new Confidence(table.name(), null, 1));
            return Assignment.of(export, table, dropped(export.source()));
        }
        var ranked = Stream.of(Target.values())
                .map(target -> Assignment.of(target, table))
                .sorted(Comparator.comparingDouble(Assignment::score).reversed())
                .toList();
        var best = ranked.stream().filter(Assignment::convincing).findFirst().orElse(null);
        if (best == null) {
            questions.add(Questions.target(
                    table, ranked.stream().map(Assignment::target).toList()));
            return null;
        }
        double second = ranked.stream()
                .filter(other -> other.target() != best.target())
                .mapToDouble(Assignment::score)
                .max()
                .orElse(0);
        confidences.add(new Confidence(table.name(), null, Math.clamp(best.score() / (best.score() + second), 0.5, 1)));
        return best;
    }

    /** What else came from that system. */
    private Set<Target> dropped(KnownExport.Source source) {
        return exports.values().stream()
                .filter(export -> export.source() == source)
                .map(KnownExport::target)
                .collect(Collectors.toSet());
    }

    /** Stage names whose meaning is known are replaced by it. */
    private static FileMapping withStages(TableProfile table, FileMapping file) {
        var mapped = file;
        for (var column : file.columns()) {
            var field = column.field();
            if (field == null || file.record() == Target.TICKET || !Assignment.isStage(field)) {
                continue;
            }
            for (var value : Links.profile(table, column.header()).distinct().keySet()) {
                var meaning = StageNames.of(value);
                if (meaning != null) {
                    mapped = mapped.changing(column.header(), before -> before.replacing(value, meaning.stage()));
                }
            }
        }
        return mapped;
    }
}
