package io.diabolo.importing;

import io.diabolo.importing.mapping.FileMapping;
import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Match;
import io.diabolo.importing.mapping.Proposal;
import io.diabolo.importing.mapping.Proposer;
import io.diabolo.importing.mapping.Question;
import io.diabolo.importing.mapping.TableProfile;
import io.diabolo.importing.mapping.Target;
import io.diabolo.importing.reading.Table;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Reads kept files through and proposes how to import them: as asked, as last time, or as Diabolo understands them. */
@Component
class ReadUpload {
    private static final int SAMPLE = 10;
    /** The answer that leaves a file out. */
    private static final String NOTHING = "nothing";

    private static final String TARGET = "/target";
    private final Files files;
    private final ImportStore store;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final KnownRecords knownRecords;

    ReadUpload(
            Files files,
            ImportStore store,
            TransactionTemplate transactions,
            JsonMapper json,
            KnownRecords knownRecords) {
        this.knownRecords = knownRecords;
        this.files = files;
        this.store = store;
        this.transactions = transactions;
        this.json = json;
    }

    void read(ImportTask task, Actor me, LongConsumer progress) {
        var what = java.util.Objects.requireNonNull(transactions.execute(_ -> store.find(task.id())));
        var kept = what.files().stream()
                .map(file -> new KeptTables.Kept(file.file(), file.name()))
                .toList();
        var perFile = new ArrayList<List<Import.Look>>();
        var profiles = new ArrayList<TableProfile>();
        var open = new ArrayList<KeptTables>();
        try {
            for (var file : kept) {
                var tables = KeptTables.open(files, List.of(file));
                open.add(tables);
                tables.tables().forEach(table -> profiles.add(TableProfile.of(table, _ -> progress.accept(0))));
                perFile.add(looks(tables.tables(), profiles));
            }
            var tables = open.stream().flatMap(each -> each.tables().stream()).toList();
            transactions.executeWithoutResult(_ -> {
                for (int i = 0; i < perFile.size(); i++) {
                    store.looks(task.id(), i, perFile.get(i));
                }
                propose(task, what.options(), profiles, tables, me, progress);
            });
        } finally {
            open.forEach(KeptTables::close);
        }
    }

    private void propose(
            ImportTask task,
            ImportOptions options,
            List<TableProfile> profiles,
            List<Table> tables,
            Actor me,
            LongConsumer progress) {
        var headers = tables.stream().collect(Collectors.toMap(Table::name, Table::header, (a, _) -> a));
        var given = task.mapping();
        if (given != null) {
            MappingCheck.check(given, store.find(task.id()).looks());
        }
        var said = said(task, given);
        var targets = new HashMap<String, Target>();
        said.forEach((name, target) -> {
            if (!target.equals(NOTHING)) {
                targets.put(name, Target.of(target));
            }
        });
        var decided = decided(Proposer.propose(profiles, me.locale(), targets), task, said, headers);
        var names = new FileNames(decided.mapping(), profiles, name -> table(tables, name));
        var resolved = decided.resolving(
                knownRecords.unresolved(names, progress), options.missing() == ImportOptions.Missing.EMPTY);
        if (given != null) {
            ImportDecisions.refuseUnknownAnswers(resolved.questions(), given.answers());
            resolved = resolved.after(given.answers());
        }
        var accepted = task.yes() ? resolved.accepted() : resolved.mapping();
        // Only administrators make fields; the others see what is left out, and may choose another field.
        var mapping = me.administrator() || given != null ? accepted : accepted.withoutFields(store::hasOwnField);
        // Questions with a proposal are answered by it; the others remain, and stop.
        var open = task.yes() ? resolved.unanswerable() : resolved.questions();
        long rows = tables.stream().mapToLong(Table::rowCount).sum();
        store.proposed(task.id(), mapping, open, resolved.matches(), rows);
    }

    private static Table table(List<Table> tables, String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What files are, as a person said: on the page, or beside the files. */
    private static Map<String, String> said(ImportTask task, @Nullable Mapping given) {
        var said = new HashMap<>(task.targets());
        if (given != null) {
            given.answers().forEach((id, answer) -> {
                if (id.endsWith(TARGET) && !answer.isEmpty()) {
                    said.put(id.substring(0, id.length() - TARGET.length()), answer);
                }
            });
        }
        var known = java.util.Arrays.stream(Target.values()).map(Target::id).collect(Collectors.toSet());
        said.forEach((name, target) -> {
            if (!target.equals(NOTHING) && !known.contains(target)) {
                throw new BadInput(
                        name + TARGET, "import.bad-answer", target, String.join(", ", ImportController.targets()));
            }
        });
        return said;
    }

    private static List<Import.Look> looks(List<Table> tables, List<TableProfile> profiles) {
        return tables.stream()
                .map(table -> {
                    var profile = profiles.stream()
                            .filter(each -> each.name().equals(table.name()))
                            .findFirst()
                            .orElseThrow();
                    var sample = profile.sample().stream()
                            .limit(SAMPLE)
                            .map(row -> row.cells())
                            .toList();
                    return new Import.Look(table.name(), table.rowCount(), table.header(), sample);
                })
                .toList();
    }

    /** What was given with the files goes first, then what was kept for the same headers, then what is proposed. */
    private Proposal decided(
            Proposal proposal, ImportTask task, Map<String, String> said, Map<String, List<String>> headers) {
        var mapping = new ArrayList<FileMapping>();
        var settled = new ArrayList<String>();
        var given = task.mapping();
        for (var file : proposal.mapping().files()) {
            var other = given == null ? null : given.of(file.file());
            if (other == null && !said.containsKey(file.file())) {
                other = kept(file.file(), headers.getOrDefault(file.file(), List.of()));
            }
            boolean out = NOTHING.equals(said.get(file.file()));
            mapping.add(out ? nothing(file) : other == null ? file : other);
            if (other != null || out) {
                settled.add(file.file());
            }
        }
        var whole = new Mapping(Mapping.VERSION, mapping);
        var questions = proposal.questions().stream()
                .filter(question -> !NOTHING.equals(said.get(question.file())) && !isSettled(question, settled, whole))
                .toList();
        var matches = proposal.matches().stream()
                .filter(match -> !NOTHING.equals(said.get(match.file())) && !isSettled(match, whole))
                .toList();
        return new Proposal(whole, questions, matches, proposal.confidences());
    }

    private static FileMapping nothing(FileMapping file) {
        return new FileMapping(file.file(), null, file.key(), file.columns(), file.constants());
    }

    private @Nullable FileMapping kept(String name, List<String> header) {
        var saved = store.savedMapping(fingerprint(header));
        if (saved == null) {
            return null;
        }
        var file = json.readValue(saved, FileMapping.class);
        return new FileMapping(name, file.record(), file.key(), file.columns(), file.constants());
    }

    /** A settled file is asked about only for values that its mapping doesn't know. */
    private static boolean isSettled(Question question, List<String> settled, Mapping mapping) {
        var file = mapping.of(question.file());
        if (!settled.contains(question.file()) || file == null) {
            return false;
        }
        return switch (question.kind()) {
            case TARGET, MISSING_COLUMN, DATE_ORDER, DECIMAL_MARK -> true;
            case STAGE, MATCH, UNKNOWN, UNKNOWNS ->
                knows(file, question.header(), question.args().getFirst().toString());
        };
    }

    private static boolean isSettled(Match match, Mapping mapping) {
        var file = mapping.of(match.file());
        return file != null && knows(file, match.header(), match.value());
    }

    private static boolean knows(FileMapping file, @Nullable String header, String value) {
        return file.columns().stream()
                .filter(column -> column.header().equals(header))
                .anyMatch(column -> column.values() != null && column.values().containsKey(value));
    }

    /** The same for the same headers in the same order. */
    static String fingerprint(List<String> header) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(String.join("\u001F", header).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
