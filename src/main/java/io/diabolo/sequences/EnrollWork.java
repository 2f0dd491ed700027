package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.CHANGE_SET;
import static io.diabolo.jooq.Tables.ENROLLMENT;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.diabolo.identity.Members;
import io.diabolo.platform.Files;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Enrols many, some hundred in a transaction. What stands after a crash or a cancel stays enrolled: the next run goes on
 * behind it, for all carry the same change set.
 */
@Component
class EnrollWork implements Jobs.Work {
    static final String KIND = "enrollment";
    private static final int STEP = 500;
    private final DSLContext sql;
    private final Sequences sequences;
    private final ChosenLeads chosen;
    private final Enrolling enrolling;
    private final Members members;
    private final Files files;
    private final Texts texts;
    private final TransactionTemplate transactions;

    EnrollWork(
            DSLContext sql,
            Sequences sequences,
            ChosenLeads chosen,
            Enrolling enrolling,
            Members members,
            Files files,
            Texts texts,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.sequences = sequences;
        this.chosen = chosen;
        this.enrolling = enrolling;
        this.members = members;
        this.files = files;
        this.texts = texts;
        this.transactions = transactions;
    }

    record Wanted(UUID sequence, ChosenLeads.Choice choice, boolean leadOwners, UUID changeSet, Origin origin) {}

    /** @param left how many weren't enrolled, by reason; the file names them */
    record Result(long enrolled, Map<LeftOut, Long> left, UUID sequence, UUID changeSet) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) throws IOException {
        var wanted = run.input(Wanted.class);
        var me = members.actor(run.member(), wanted.origin(), Scope.WRITE);
        var leads = Objects.requireNonNull(transactions.execute(_ -> chosen.ids(wanted.choice(), me)));
        var sequence = Objects.requireNonNull(transactions.execute(_ -> sequences.find(wanted.sequence())));
        var asked = new Enrolling.Asked(sequence, wanted.leadOwners(), wanted.changeSet(), me);
        var left = new LinkedHashMap<UUID, Enrolling.Left>();
        run.progress(0, leads.size());
        for (var from = 0; from < leads.size(); from += STEP) {
            var some = leads.subList(from, Math.min(leads.size(), from + STEP));
            var outcome = transactions.execute(_ -> isWanted(wanted) ? enrolling.take(asked, some) : null);
            if (outcome == null) {
                throw new Jobs.Cancelled();
            }
            left.putAll(outcome.left());
            run.progress((long) from + some.size(), leads.size());
        }
        if (!left.isEmpty()) {
            run.result(file(left, me));
        }
        var enrolled = Objects.requireNonNull(transactions.execute(
                _ -> (long) sql.fetchCount(ENROLLMENT, ENROLLMENT.CREATED_IN.eq(wanted.changeSet()))));
        return new Result(enrolled, counted(left.values()), sequence.id(), wanted.changeSet());
    }

    /**
     * Somebody may have paused the sequence meanwhile, or taken the enrolment back: then nobody else is taken in. The
     * change set is locked, so that an undo under way is waited for, and a later one finds those of this transaction.
     */
    private boolean isWanted(Wanted wanted) {
        var open = sql.select(CHANGE_SET.ID)
                .from(CHANGE_SET)
                .where(CHANGE_SET.ID.eq(wanted.changeSet()))
                .and(CHANGE_SET.VOIDED_AT.isNull())
                .forNoKeyUpdate()
                .fetchOne();
        return open != null && sequences.find(wanted.sequence()).isActive();
    }

    static Map<LeftOut, Long> counted(Iterable<Enrolling.Left> left) {
        var counts = new EnumMap<LeftOut, Long>(LeftOut.class);
        left.forEach(one -> counts.merge(one.why(), 1L, Long::sum));
        return counts;
    }

    private UUID file(Map<UUID, Enrolling.Left> left, io.diabolo.platform.Actor me) throws IOException {
        var file = java.nio.file.Files.createTempFile("diabolo-enrollment", ".csv");
        try {
            try (var csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
                csv.writeRecord(List.of("lead_id", "name", "reason", "text"));
                for (var one : new ArrayList<>(left.entrySet())) {
                    var why = one.getValue().why();
                    csv.writeRecord(List.of(
                            one.getKey().toString(),
                            io.diabolo.records.SheetText.harmless(one.getValue().name()),
                            why.id(),
                            texts.text(me.locale(), "enrollment.left." + why.id())));
                }
            }
            try (var in = java.nio.file.Files.newInputStream(file)) {
                return files.keep("not-enrolled.csv", "text/csv;charset=UTF-8", in)
                        .id();
            }
        } finally {
            java.nio.file.Files.deleteIfExists(file);
        }
    }
}
