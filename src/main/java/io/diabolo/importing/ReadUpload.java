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
    private final Files files;
    private final ImportStore store;
    private final TransactionTemplate transactions;
    private final JsonMapper json;

    ReadUpload(Files files, ImportStore store, TransactionTemplate transactions, JsonMapper json) {
        this.files = files;
        this.store = store;
        this.transactions = transactions;
        this.json = json;
    }

    void read(ImportTask task, Actor me, LongConsumer progress) {
        var what = transactions.execute(_ -> store.find(task.id()));
        var perFile = new ArrayList<List<Import.Look>>();
        var profiles = new ArrayList<TableProfile>();
        for (var file : java.util.Objects.requireNonNull(what).files()) {
            try (var tables = KeptTables.open(files, List.of(new KeptTables.Kept(file.file(), file.name())))) {
                tables.tables().forEach(table -> profiles.add(TableProfile.of(table, _ -> progress.accept(0))));
                perFile.add(looks(tables.tables(), profiles));
            }
        }
        var said = new HashMap<String, Target>();
        task.targets().forEach((name, target) -> said.put(name, Target.of(target)));
        var proposal = Proposer.propose(profiles, me.locale(), said);
        var headers = perFile.stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(Import.Look::name, Import.Look::header, (a, _) -> a));
        long rows = perFile.stream()
                .flatMap(List::stream)
                .mapToLong(Import.Look::rows)
                .sum();
        transactions.executeWithoutResult(_ -> {
            for (int i = 0; i < perFile.size(); i++) {
                store.looks(task.id(), i, perFile.get(i));
            }
            var decided = decided(proposal, task, headers);
            var mapping = task.yes() ? decided.accepted() : decided.mapping();
            // Questions with a proposal are answered by it; the others remain, and stop.
            var open = task.yes() ? decided.unanswerable() : decided.questions();
            store.proposed(task.id(), mapping, open, decided.matches(), rows);
        });
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
    private Proposal decided(Proposal proposal, ImportTask task, Map<String, List<String>> headers) {
        var mapping = new ArrayList<FileMapping>();
        var settled = new ArrayList<String>();
        var given = task.mapping();
        for (var file : proposal.mapping().files()) {
            var other = given == null ? null : given.of(file.file());
            if (other == null && !task.targets().containsKey(file.file())) {
                other = kept(file.file(), headers.getOrDefault(file.file(), List.of()));
            }
            mapping.add(other == null ? file : other);
            if (other != null) {
                settled.add(file.file());
            }
        }
        var whole = new Mapping(Mapping.VERSION, mapping);
        var questions = proposal.questions().stream()
                .filter(question -> !isSettled(question, settled, whole))
                .toList();
        var matches = proposal.matches().stream()
                .filter(match -> !isSettled(match, whole))
                .toList();
        return new Proposal(whole, questions, matches, proposal.confidences());
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
            case STAGE, MATCH ->
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
