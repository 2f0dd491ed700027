package io.diabolo.rules;

import static io.diabolo.jooq.Tables.RULE_SET;

import io.diabolo.jooq.tables.records.RuleSetRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Where rule sets are kept. Their columns rules and settings are the change log's too, so that each change can be undone. */
@Component
class RuleSets {
    private static final String KIND = "rule_set";
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final JsonMapper json;
    private final Clock clock;

    RuleSets(DSLContext sql, ChangeSets changeSets, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.json = json;
        this.clock = clock;
    }

    RuleSet find(RulePurpose purpose) {
        var row = sql.selectFrom(RULE_SET)
                .where(RULE_SET.PURPOSE.eq(purpose.id()))
                .and(RULE_SET.DELETED_AT.isNull())
                .fetchOne();
        return row == null ? builtIn(purpose) : set(purpose, row);
    }

    private static RuleSet builtIn(RulePurpose purpose) {
        return new RuleSet(null, purpose.id(), 0, purpose.defaults(), purpose.settings());
    }

    private RuleSet set(RulePurpose purpose, RuleSetRecord row) {
        var settings = new TreeMap<>(purpose.settings());
        settings.putAll(numbers(row.getSettings()));
        return new RuleSet(row.getId(), purpose.id(), row.getVersion(), rules(row.getRules()), settings);
    }

    private List<Rule> rules(JSONB stored) {
        return List.of(json.readValue(stored.data(), Rule[].class));
    }

    private Map<String, Long> numbers(JSONB stored) {
        var all = new HashMap<String, Long>();
        json.readTree(stored.data())
                .propertyStream()
                .forEach(one -> all.put(one.getKey(), one.getValue().asLong()));
        return all;
    }

    /** @param version the one that was looked at; null takes what is there */
    RuleSet store(
            RulePurpose purpose,
            List<Rule> rules,
            Map<String, Long> settings,
            @Nullable Integer version,
            String title,
            io.diabolo.platform.Actor me) {
        var row = lock(purpose);
        var actual = row == null ? 0 : row.getVersion();
        if (version != null && version != actual) {
            throw new StaleVersion(version, actual);
        }
        var changeSet = changeSets.open(me, "rules.updated", title);
        var id = row == null ? create(purpose, rules, settings, changeSet) : row.getId();
        if (row != null) {
            sql.update(RULE_SET)
                    .set(RULE_SET.RULES, jsonb(rules))
                    .set(RULE_SET.SETTINGS, jsonb(settings))
                    .set(RULE_SET.VERSION, RULE_SET.VERSION.plus(1))
                    .set(RULE_SET.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                    .where(RULE_SET.ID.eq(row.getId()))
                    .execute();
            changeSets.updated(
                    changeSet,
                    KIND,
                    row.getId(),
                    Map.of("rules", rules(row.getRules()), "settings", numbers(row.getSettings())),
                    Map.of("rules", rules, "settings", settings));
        }
        return new RuleSet(id, purpose.id(), actual + 1, rules, settings);
    }

    private UUID create(RulePurpose purpose, List<Rule> rules, Map<String, Long> settings, UUID changeSet) {
        var id = sql.insertInto(RULE_SET)
                .set(RULE_SET.PURPOSE, purpose.id())
                .set(RULE_SET.RULES, jsonb(rules))
                .set(RULE_SET.SETTINGS, jsonb(settings))
                .set(RULE_SET.CREATED_IN, changeSet)
                .returningResult(RULE_SET.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, KIND, id);
        return id;
    }

    /** Two who change what comes with Diabolo at once: the second waits, and finds what the first made. */
    private @Nullable RuleSetRecord lock(RulePurpose purpose) {
        sql.execute(
                "select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || {0}, 0))",
                org.jooq.impl.DSL.val("rule_set/" + purpose.id()));
        return sql.selectFrom(RULE_SET)
                .where(RULE_SET.PURPOSE.eq(purpose.id()))
                .and(RULE_SET.DELETED_AT.isNull())
                .forUpdate()
                .fetchOne();
    }

    private JSONB jsonb(Object value) {
        return JSONB.valueOf(json.writeValueAsString(value));
    }
}
