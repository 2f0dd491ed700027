package io.diabolo.privacy;

import static io.diabolo.jooq.Tables.ERASURE;
import static io.diabolo.jooq.Tables.JOB;
import static io.diabolo.jooq.Tables.LEGAL_BASIS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.diabolo.importing.FilesNaming;
import io.diabolo.jooq.tables.records.ErasureRecord;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The steps of an erasure, each committed by itself and repeatable: first the records, then every text, then the files. What
 * is looked for is kept with the erasure until it is done, so that a crash between two steps leaves nothing behind.
 */
@Component
class Erasing {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final OneHuman same;
    private final FindTraces find;
    private final ErasePeople people;
    private final EraseTexts words;
    private final FilesNaming files;
    private final Wording wording;
    private final Clock clock;

    Erasing(
            DSLContext sql,
            TransactionTemplate transactions,
            OneHuman same,
            FindTraces find,
            ErasePeople people,
            EraseTexts words,
            FilesNaming files,
            Wording wording,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.same = same;
        this.find = find;
        this.people = people;
        this.words = words;
        this.files = files;
        this.wording = wording;
        this.clock = clock;
    }

    /** What a record is called whose person is gone, and how traces are kept meanwhile. */
    @Component
    static class Wording {
        private final Workspaces workspaces;
        private final Texts texts;
        private final JsonMapper json;
        private final Retention retention;

        Wording(Workspaces workspaces, Texts texts, JsonMapper json, Retention retention) {
            this.workspaces = workspaces;
            this.texts = texts;
            this.json = json;
            this.retention = retention;
        }

        boolean isDue(UUID person) {
            return retention.isDue(person);
        }

        String nameless() {
            return texts.text(workspaces.settings().locale(), "privacy.nameless");
        }

        JSONB json(Object value) {
            return JSONB.valueOf(json.writeValueAsString(value));
        }

        <T> T read(JSONB value, Class<T> type) {
            return json.readValue(value.data(), type);
        }
    }

    /**
     * @param company the names of their companies, in which their own may stand
     * @param files those by which they came in, whatever they are called there
     * @param since when all texts were rid of them; null as long as they aren't
     */
    record Sought(
            Traces traces,
            String company,
            List<UUID> files,
            @Nullable Instant since) {
        Sought at(Instant now) {
            return new Sought(traces, company, files, now);
        }
    }

    record Counts(Map<String, Long> rows) {}

    /** Does the erasures that were asked for; none is begun twice. @throws Jobs.Later while files are being written */
    void run(List<UUID> erasures) {
        for (var erasure : erasures) {
            transactions.executeWithoutResult(_ -> records(erasure));
        }
        transactions.executeWithoutResult(_ -> texts(erasures));
        var sought = transactions.execute(_ -> sought(erasures));
        if (sought == null || sought.traces().people().isEmpty()) {
            return;
        }
        awaitOthers(sought);
        var files = files(sought);
        // Whatever was written while the files were read.
        transactions.executeWithoutResult(_ -> {
            words.everywhere(sought.traces(), sought.company());
            finish(erasures, files);
        });
    }

    /** Once, for it looks through everything. */
    private void texts(List<UUID> erasures) {
        var sought = sought(erasures);
        if (sought.traces().people().isEmpty() || sought.since() != null) {
            return;
        }
        var found = words.everywhere(sought.traces(), sought.company());
        var now = clock.instant();
        running(erasures).forEach(row -> {
            var counts = counts(row);
            if (erasures.size() == 1) {
                merge(counts, found);
            }
            sql.update(ERASURE)
                    .set(ERASURE.COUNTS, wording.json(new Counts(counts)))
                    .set(
                            ERASURE.TRACES,
                            wording.json(
                                    wording.read(row.getTraces(), Sought.class).at(now)))
                    .where(ERASURE.ID.eq(row.getId()))
                    .execute();
        });
    }

    private List<ErasureRecord> running(List<UUID> erasures) {
        return sql.selectFrom(ERASURE)
                .where(ERASURE.ID.in(erasures))
                .and(ERASURE.STATE.eq("running"))
                .orderBy(ERASURE.ID)
                .forUpdate()
                .fetch();
    }

    private TreeMap<String, Long> counts(ErasureRecord row) {
        return new TreeMap<>(wording.read(row.getCounts(), Counts.class).rows());
    }

    private void records(UUID erasure) {
        var row = sql.selectFrom(ERASURE)
                .where(ERASURE.ID.eq(erasure))
                .and(ERASURE.STATE.eq("waiting"))
                .forUpdate()
                .fetchOne();
        if (row == null) {
            return;
        }
        var person = row.getPersonId();
        // From here on nobody writes to them, so what is found is all there will be.
        var them = person == null ? List.<UUID>of() : same.locked(person);
        if (them.isEmpty()) {
            // They were erased with a record that was merged with theirs.
            sql.update(ERASURE)
                    .set(ERASURE.STATE, "done")
                    .set(ERASURE.DONE_AT, clock.instant().atOffset(ZoneOffset.UTC))
                    .where(ERASURE.ID.eq(erasure))
                    .execute();
            return;
        }
        if (row.getRequestedBy().equals("retention") && !row.getRepeats() && !wording.isDue(them.getFirst())) {
            sql.deleteFrom(ERASURE).where(ERASURE.ID.eq(erasure)).execute();
            return;
        }
        var traces = find.of(them);
        var circles = them.stream().map(one -> Circle.of(one, sql)).toList();
        var brought = new ArrayList<>(files.broughtIn(them));
        them.forEach(one -> brought.addAll(archives(one)));
        var counts = people.erase(traces, wording.nameless());
        circles.forEach(circle -> words.about(traces, circle));
        sql.update(ERASURE)
                .set(ERASURE.STATE, "running")
                .set(ERASURE.PERSON_ID, (UUID) null)
                .set(ERASURE.PERSON_KEYS, keys(them))
                .set(
                        ERASURE.TRACES,
                        wording.json(new Sought(
                                traces,
                                circles.stream().map(Circle::company).collect(Collectors.joining(" ")),
                                brought,
                                null)))
                .set(ERASURE.COUNTS, wording.json(new Counts(counts)))
                .where(ERASURE.ID.eq(erasure))
                .execute();
    }

    /** By these they are recognised in a backup from before. */
    private static Field<byte[][]> keys(List<UUID> people) {
        return DSL.field(
                "array(select sha256(convert_to(current_workspace()::text || ':' || one::text, 'UTF8')) from unnest({0}) one)",
                byte[][].class, val(FindTraces.ids(people)));
    }

    /** What was gathered for this person is packed, so it isn't found by its words. */
    private List<UUID> archives(UUID person) {
        var all = sql.select(JOB.RESULT_FILE_ID)
                .from(JOB)
                .where(JOB.KIND.eq(PersonFileWork.KIND))
                .and(field("input ->> 'person'", String.class).eq(val(person.toString())))
                .and(JOB.RESULT_FILE_ID.isNotNull())
                .fetch(JOB.RESULT_FILE_ID);
        all.addAll(sql.select(LEGAL_BASIS.PROOF_FILE_ID)
                .from(LEGAL_BASIS)
                .where(LEGAL_BASIS.PERSON_ID.eq(person))
                .and(LEGAL_BASIS.PROOF_FILE_ID.isNotNull())
                .fetch(LEGAL_BASIS.PROOF_FILE_ID));
        // What went with their mails, whatever it is called.
        all.addAll(sql.fetch("""
                        select a.file_id from mail_attachment a
                        join mail m on m.workspace_id = a.workspace_id and m.id = a.mail_id
                        where m.person_id = {0}""", val(person)).getValues(0, UUID.class));
        // And what they sent to support, or were sent, without a mail.
        all.addAll(sql.fetch("""
                        select f.file_id from ticket t
                        join ticket_message m on m.workspace_id = t.workspace_id and m.ticket_id = t.id
                        join ticket_file f on f.workspace_id = m.workspace_id and f.message_id = m.id
                        where t.person_id = {0}""", val(person)).getValues(0, UUID.class));
        return all;
    }

    /** Of all of them at once, so that each text and file is looked through once. */
    private Sought sought(List<UUID> erasures) {
        var all = sql.select(ERASURE.TRACES)
                .from(ERASURE)
                .where(ERASURE.ID.in(erasures))
                .and(ERASURE.STATE.eq("running"))
                .fetch(row -> wording.read(row.value1(), Sought.class));
        var files = new LinkedHashSet<UUID>();
        all.forEach(one -> files.addAll(one.files()));
        return new Sought(
                Traces.together(all.stream().map(Sought::traces).toList()),
                all.stream().map(Sought::company).collect(Collectors.joining(" ")),
                new ArrayList<>(files),
                all.stream().anyMatch(one -> one.since() == null)
                        ? null
                        : all.stream()
                                .map(Sought::since)
                                .filter(Objects::nonNull)
                                .max(Instant::compareTo)
                                .orElse(null));
    }

    private long files(Sought sought) {
        var named = new HashSet<>(files.naming(sought.traces().inLine()));
        named.addAll(sought.files());
        transactions.executeWithoutResult(
                _ -> files.destroy(List.copyOf(named), sought.traces().called()));
        return named.size();
    }

    /** A file being written from what stood there before would come after us, so we come again. */
    private void awaitOthers(Sought sought) {
        var since = sought.since() == null ? clock.instant() : sought.since();
        var writing = transactions.execute(_ -> sql.fetchExists(
                JOB,
                JOB.KIND.in("export", PersonFileWork.KIND),
                JOB.STATE.eq("running"),
                JOB.CREATED_AT.lt(since.atOffset(ZoneOffset.UTC))));
        if (Boolean.TRUE.equals(writing)) {
            throw new Jobs.Later(PAUSE);
        }
    }

    private void finish(List<UUID> erasures, long files) {
        running(erasures).forEach(row -> {
            var counts = counts(row);
            if (erasures.size() == 1) {
                merge(counts, Map.of("stored_file", files));
            }
            sql.update(ERASURE)
                    .set(ERASURE.STATE, "done")
                    .set(ERASURE.TRACES, (JSONB) null)
                    .set(ERASURE.COUNTS, wording.json(new Counts(counts)))
                    .set(ERASURE.DONE_AT, clock.instant().atOffset(ZoneOffset.UTC))
                    .where(ERASURE.ID.eq(row.getId()))
                    .execute();
        });
    }

    private static void merge(Map<String, Long> into, Map<String, Long> more) {
        more.forEach((table, rows) -> {
            if (rows > 0) {
                into.merge(table, rows, Long::sum);
            }
        });
    }
}
