package io.diabolo.importing;

import static io.diabolo.jooq.Tables.CUSTOM_FIELD;
import static io.diabolo.jooq.Tables.IMPORT;
import static io.diabolo.jooq.Tables.IMPORT_FILE;
import static io.diabolo.jooq.Tables.SAVED_MAPPING;

import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Match;
import io.diabolo.importing.mapping.Question;
import io.diabolo.importing.mapping.Target;
import io.diabolo.jooq.tables.records.ImportRecord;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Imports, their files and the mappings kept for later. */
@Component
class ImportStore {
    private final DSLContext sql;
    private final JsonMapper json;
    private final Clock clock;

    ImportStore(DSLContext sql, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    UUID create(MemberId member, List<KeptTables.Kept> files, ImportOptions options) {
        UUID id = sql.insertInto(IMPORT)
                .set(IMPORT.MEMBER_ID, member.value())
                .set(IMPORT.OPTIONS, jsonb(options))
                .returningResult(IMPORT.ID)
                .fetchSingle()
                .value1();
        for (int i = 0; i < files.size(); i++) {
            sql.insertInto(IMPORT_FILE)
                    .set(IMPORT_FILE.IMPORT_ID, id)
                    .set(IMPORT_FILE.POSITION, i)
                    .set(IMPORT_FILE.FILE_ID, files.get(i).id())
                    .set(IMPORT_FILE.NAME, files.get(i).name())
                    .execute();
        }
        return id;
    }

    Import find(UUID id) {
        return sql.selectFrom(IMPORT)
                .where(IMPORT.ID.eq(id))
                .fetchOptional(this::read)
                .orElseThrow(() -> new NoSuchRecord("import", id));
    }

    /** Locked. @throws BadInput when it is over, or being worked on */
    Import open(UUID id) {
        var what = lock(id);
        if (!what.isOpen()) {
            throw new BadInput("", "import.not-open");
        }
        return what;
    }

    /** Whoever applies or changes it meanwhile waits. */
    Import lock(UUID id) {
        return sql.selectFrom(IMPORT)
                .where(IMPORT.ID.eq(id))
                .forUpdate()
                .fetchOptional(this::read)
                .orElseThrow(() -> new NoSuchRecord("import", id));
    }

    /** The newest first. Reads the index import_list. */
    List<Import> newest(int limit) {
        return sql.selectFrom(IMPORT)
                .orderBy(IMPORT.CREATED_AT.desc(), IMPORT.ID)
                .limit(limit)
                .fetch(this::read);
    }

    private Import read(ImportRecord row) {
        var mapping = row.getMapping().data();
        var preview = row.getPreview().data();
        var summary = row.getSummary().data();
        var outcome = summary.equals("{}") ? preview : summary;
        return new Import(
                row.getId(),
                row.getState(),
                row.getMemberId(),
                files(row.getId()),
                mapping.equals("{}") ? new Mapping(Mapping.VERSION, List.of()) : json.readValue(mapping, Mapping.class),
                json.readValue(row.getQuestions().data(), new TypeReference<List<Question>>() {}),
                json.readValue(row.getMatches().data(), new TypeReference<List<Match>>() {}),
                row.getOptions().data().equals("{}")
                        ? ImportOptions.usual()
                        : json.readValue(row.getOptions().data(), ImportOptions.class),
                outcome.equals("{}") ? ImportOutcome.none() : json.readValue(outcome, ImportOutcome.class),
                row.getJobId(),
                row.getChangeSetId(),
                row.getRejectsFileId(),
                row.getError(),
                row.getCreatedAt(),
                row.getVersion());
    }

    private List<Import.File> files(UUID id) {
        return sql.selectFrom(IMPORT_FILE)
                .where(IMPORT_FILE.IMPORT_ID.eq(id))
                .orderBy(IMPORT_FILE.POSITION)
                .fetch(row -> new Import.File(
                        row.getFileId(),
                        row.getName(),
                        row.getProfile().data().equals("{}")
                                ? List.of()
                                : json.readValue(row.getProfile().data(), new TypeReference<List<Import.Look>>() {})));
    }

    void looks(UUID id, int position, List<Import.Look> looks) {
        sql.update(IMPORT_FILE)
                .set(IMPORT_FILE.PROFILE, jsonb(looks))
                .where(IMPORT_FILE.IMPORT_ID.eq(id))
                .and(IMPORT_FILE.POSITION.eq(position))
                .execute();
    }

    void proposed(UUID id, Mapping mapping, List<Question> questions, List<Match> matches, long rows) {
        sql.update(IMPORT)
                .set(IMPORT.MAPPING, jsonb(mapping))
                .set(IMPORT.QUESTIONS, jsonb(questions))
                .set(IMPORT.MATCHES, jsonb(matches))
                .set(IMPORT.ROWS_TOTAL, rows)
                .set(IMPORT.STATE, "mapping")
                .set(IMPORT.PREVIEW, JSONB.valueOf("{}"))
                .setNull(IMPORT.ERROR)
                .where(IMPORT.ID.eq(id))
                .execute();
    }

    /** A decision of a person: what was previewed before no longer holds. */
    void decided(UUID id, Mapping mapping, List<Question> questions, List<Match> matches, ImportOptions options) {
        sql.update(IMPORT)
                .set(IMPORT.MAPPING, jsonb(mapping))
                .set(IMPORT.QUESTIONS, jsonb(questions))
                .set(IMPORT.MATCHES, jsonb(matches))
                .set(IMPORT.OPTIONS, jsonb(options))
                .set(IMPORT.STATE, "mapping")
                .set(IMPORT.PREVIEW, JSONB.valueOf("{}"))
                .set(IMPORT.VERSION, IMPORT.VERSION.plus(1))
                .setNull(IMPORT.ERROR)
                .where(IMPORT.ID.eq(id))
                .execute();
    }

    void state(UUID id, String state, @Nullable String error) {
        var over = List.of("done", "failed", "cancelled", "undone").contains(state);
        sql.update(IMPORT)
                .set(IMPORT.STATE, state)
                .set(IMPORT.ERROR, error)
                .set(IMPORT.FINISHED_AT, over ? OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC) : null)
                .where(IMPORT.ID.eq(id))
                .execute();
    }

    void job(UUID id, UUID job) {
        sql.update(IMPORT).set(IMPORT.JOB_ID, job).where(IMPORT.ID.eq(id)).execute();
    }

    void previewed(UUID id, ImportOutcome outcome) {
        sql.update(IMPORT)
                .set(IMPORT.STATE, "ready")
                .set(IMPORT.PREVIEW, jsonb(outcome))
                .where(IMPORT.ID.eq(id))
                .execute();
    }

    boolean hasOwnField(Target type, String key) {
        return sql.fetchExists(
                CUSTOM_FIELD,
                CUSTOM_FIELD.RECORD_TYPE.eq(type.id()),
                CUSTOM_FIELD.KEY.eq(key),
                CUSTOM_FIELD.DELETED_AT.isNull());
    }

    void applied(UUID id, ImportOutcome outcome) {
        sql.update(IMPORT)
                .set(IMPORT.STATE, "done")
                .set(IMPORT.SUMMARY, jsonb(outcome))
                .set(IMPORT.CHANGE_SET_ID, outcome.changeSet())
                .set(IMPORT.REJECTS_FILE_ID, outcome.rejects())
                .set(IMPORT.ROWS_READ, outcome.rows())
                .set(IMPORT.CREATED, outcome.created())
                .set(IMPORT.UPDATED, outcome.updated())
                .set(IMPORT.UNCHANGED, outcome.unchanged())
                .set(IMPORT.SKIPPED, outcome.skipped())
                .set(IMPORT.REJECTED, outcome.rejected())
                .set(IMPORT.FINISHED_AT, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .where(IMPORT.ID.eq(id))
                .execute();
    }

    void saveMapping(String name, String fingerprint, Object mapping, MemberId member) {
        sql.insertInto(SAVED_MAPPING)
                .set(SAVED_MAPPING.NAME, name)
                .set(SAVED_MAPPING.FINGERPRINT, fingerprint)
                .set(SAVED_MAPPING.MAPPING, jsonb(mapping))
                .set(SAVED_MAPPING.MEMBER_ID, member.value())
                .execute();
    }

    /** The newest mapping kept for these headers, null when there is none. */
    @Nullable
    String savedMapping(String fingerprint) {
        var kept = sql.select(SAVED_MAPPING.MAPPING)
                .from(SAVED_MAPPING)
                .where(SAVED_MAPPING.FINGERPRINT.eq(fingerprint))
                .orderBy(SAVED_MAPPING.CREATED_AT.desc())
                .limit(1)
                .fetchOne(SAVED_MAPPING.MAPPING);
        return kept == null ? null : kept.data();
    }

    private JSONB jsonb(Object value) {
        return JSONB.valueOf(json.writeValueAsString(value));
    }

    /** Lists and figures of what has just come are planned with its numbers, not with those of an empty table. */
    void analyze(String table) {
        sql.execute("select analyze_imported(?)", table);
    }
}
