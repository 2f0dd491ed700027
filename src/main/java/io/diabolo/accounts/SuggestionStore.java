package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;
import static io.diabolo.jooq.Tables.SUGGESTION;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;

import io.diabolo.jooq.tables.records.CustomerAccountRecord;
import io.diabolo.jooq.tables.records.SuggestionRecord;
import io.diabolo.records.ChangeSets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Suggestions as they stand in their table. */
@Component
class SuggestionStore {
    private static final int PROMOTER = 9;
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final JsonMapper json;

    SuggestionStore(DSLContext sql, ChangeSets changeSets, JsonMapper json) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.json = json;
    }

    /**
     * What was found.
     *
     * @param french why, in words, and {@code english} the same
     * @param facts what was known, by the name that rules use
     */
    record Found(
            SuggestionKind kind,
            CustomerAccountRecord account,
            @Nullable UUID product,
            @Nullable UUID person,
            @Nullable UUID rule,
            String french,
            String english,
            Map<String, ?> facts) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public List<CustomerAccountRecord> accounts(List<UUID> ids) {
        return sql.selectFrom(CUSTOMER_ACCOUNT)
                .where(CUSTOMER_ACCOUNT.ID.in(ids))
                .orderBy(CUSTOMER_ACCOUNT.ID)
                .fetch();
    }

    /** By company who recommended us last. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, UUID> promoters(List<UUID> companies) {
        return sql.select(SURVEY_RESPONSE.COMPANY_ID, SURVEY_RESPONSE.PERSON_ID)
                .distinctOn(SURVEY_RESPONSE.COMPANY_ID)
                .from(SURVEY_RESPONSE)
                .where(SURVEY_RESPONSE.COMPANY_ID.in(companies))
                .and(SURVEY_RESPONSE.KIND.eq("nps"))
                .and(SURVEY_RESPONSE.SCORE.ge(PROMOTER))
                .and(SURVEY_RESPONSE.PERSON_ID.isNotNull())
                .and(SURVEY_RESPONSE.DELETED_AT.isNull())
                .orderBy(SURVEY_RESPONSE.COMPANY_ID, SURVEY_RESPONSE.ANSWERED_AT.desc())
                .fetchMap(SURVEY_RESPONSE.COMPANY_ID, SURVEY_RESPONSE.PERSON_ID);
    }

    /** @return 1, or 0 where one of its kind waits already */
    @Transactional(propagation = Propagation.MANDATORY)
    public int open(Found found, UUID changeSet) {
        var account = found.account();
        var id = sql.insertInto(SUGGESTION)
                .set(SUGGESTION.NAME, account.getName())
                .set(SUGGESTION.KIND, found.kind().id())
                .set(SUGGESTION.COMPANY_ID, account.getId())
                .set(SUGGESTION.PRODUCT_ID, found.product())
                .set(SUGGESTION.PERSON_ID, found.person())
                .set(SUGGESTION.RULE_ID, found.rule())
                .set(SUGGESTION.REASON_FR, found.french())
                .set(SUGGESTION.REASON_EN, found.english())
                .set(SUGGESTION.FACTS, facts(found.facts()))
                .set(SUGGESTION.OWNER_ID, account.getAmId() == null ? account.getOwnerId() : account.getAmId())
                .set(SUGGESTION.CSM_ID, account.getCsmId())
                .set(SUGGESTION.CREATED_IN, changeSet)
                .onConflictDoNothing()
                .returningResult(SUGGESTION.ID)
                .fetchOne(SUGGESTION.ID);
        if (id == null) {
            return 0;
        }
        changeSets.created(changeSet, "suggestion", id);
        return 1;
    }

    /** Numbers and words as they were; what was missing says nothing. */
    private JSONB facts(Map<String, ?> facts) {
        var told = new LinkedHashMap<String, Object>();
        facts.forEach((name, value) -> {
            if (name.contains(".") && !name.contains("@") && (value instanceof Number || value instanceof Boolean)) {
                told.put(name, value);
            } else if (name.contains(".") && !name.contains("@") && value instanceof String text) {
                told.put(name, text);
            }
        });
        return JSONB.jsonb(json.writeValueAsString(told));
    }

    /** Writes what became of it, and what it was before, so that it can be taken back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void decide(SuggestionRecord row, UUID changeSet) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        for (var column : row.fields()) {
            if (row.modified(column)) {
                before.put(column.getName(), row.original(column));
                after.put(column.getName(), row.get(column));
            }
        }
        row.setVersion(row.getVersion() + 1);
        row.update();
        changeSets.updated(changeSet, "suggestion", row.getId(), before, after);
    }
}
