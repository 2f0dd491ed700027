package io.diabolo.sheets;

import static io.diabolo.jooq.Tables.SHEET_TEMPLATE;

import io.diabolo.jooq.tables.records.SheetTemplateRecord;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The sheets that a workspace wrote or changed, as rows. */
@Component
class SheetTemplateStore {
    private static final String KIND = "sheet_template";
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final JsonMapper json;
    private final Clock clock;

    SheetTemplateStore(DSLContext sql, ChangeSets changeSets, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.json = json;
        this.clock = clock;
    }

    /** @param words none for a sheet that isn't worded by language */
    record Kept(UUID id, SheetTemplate sheet, SheetWords words) {
        SheetTemplate read(SheetTemplate usual, String language) {
            return words.byLanguage().isEmpty() ? sheet : words.read(sheet, usual, language);
        }
    }

    /** The oldest first. */
    List<SheetTemplate> all() {
        return sql.selectFrom(SHEET_TEMPLATE)
                .where(SHEET_TEMPLATE.DELETED_AT.isNull())
                .orderBy(SHEET_TEMPLATE.CREATED_AT, SHEET_TEMPLATE.ID)
                .fetch(this::template);
    }

    /** The same with their words. */
    List<Kept> allKept() {
        return sql.selectFrom(SHEET_TEMPLATE)
                .where(SHEET_TEMPLATE.DELETED_AT.isNull())
                .orderBy(SHEET_TEMPLATE.CREATED_AT, SHEET_TEMPLATE.ID)
                .fetch(this::kept);
    }

    /** By key. Reads the index sheet_template_key. */
    Map<String, Kept> worded(Collection<String> keys) {
        return sql.selectFrom(SHEET_TEMPLATE)
                .where(SHEET_TEMPLATE.KEY.in(keys))
                .and(SHEET_TEMPLATE.DELETED_AT.isNull())
                .fetchMap(SHEET_TEMPLATE.KEY, this::kept);
    }

    void lock() {
        sql.execute("select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || 'sheets', 0))");
    }

    /** Nobody else writes sheets until the end of the transaction; null where the workspace hasn't changed this one. */
    @Nullable
    Kept lock(String key) {
        lock();
        var row = sql.selectFrom(SHEET_TEMPLATE)
                .where(SHEET_TEMPLATE.KEY.eq(key))
                .and(SHEET_TEMPLATE.DELETED_AT.isNull())
                .forUpdate()
                .fetchOne();
        return row == null ? null : kept(row);
    }

    private Kept kept(SheetTemplateRecord row) {
        var words = json.readValue("{\"byLanguage\":" + row.getWords().data() + "}", SheetWords.class);
        return new Kept(row.getId(), template(row), words);
    }

    private SheetTemplate template(SheetTemplateRecord row) {
        var questions = Arrays.asList(json.readValue(row.getQuestions().data(), Question[].class));
        return new SheetTemplate(row.getKey(), row.getName(), questions, row.getVersion(), List.of());
    }

    void insert(String key, String name, List<Question> questions, SheetWords words, UUID changeSet) {
        var id = sql.insertInto(SHEET_TEMPLATE)
                .set(SHEET_TEMPLATE.KEY, key)
                .set(SHEET_TEMPLATE.NAME, name)
                .set(SHEET_TEMPLATE.QUESTIONS, jsonb(questions))
                .set(SHEET_TEMPLATE.WORDS, jsonb(words.byLanguage()))
                .set(SHEET_TEMPLATE.CREATED_IN, changeSet)
                .returningResult(SHEET_TEMPLATE.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, KIND, id);
    }

    void update(Kept before, String name, List<Question> questions, SheetWords words, UUID changeSet) {
        sql.update(SHEET_TEMPLATE)
                .set(SHEET_TEMPLATE.NAME, name)
                .set(SHEET_TEMPLATE.QUESTIONS, jsonb(questions))
                .set(SHEET_TEMPLATE.WORDS, jsonb(words.byLanguage()))
                .set(SHEET_TEMPLATE.VERSION, SHEET_TEMPLATE.VERSION.plus(1))
                .set(SHEET_TEMPLATE.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .where(SHEET_TEMPLATE.ID.eq(before.id()))
                .execute();
        var sheet = before.sheet();
        changeSets.updated(
                changeSet,
                KIND,
                before.id(),
                Map.of(
                        "name", sheet.name(),
                        "questions", sheet.questions(),
                        "words", before.words().byLanguage()),
                Map.of("name", name, "questions", questions, "words", words.byLanguage()));
    }

    private JSONB jsonb(Object value) {
        return JSONB.valueOf(json.writeValueAsString(value));
    }
}
