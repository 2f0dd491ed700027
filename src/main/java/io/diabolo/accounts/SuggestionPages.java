package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.PRODUCT;

import io.diabolo.jooq.tables.records.SuggestionRecord;
import io.diabolo.platform.Actor;
import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Puts a suggestion's page together. */
@Component
class SuggestionPages {
    private final DSLContext sql;
    private final Suggestions suggestions;
    private final Rules rules;
    private final JsonMapper json;

    SuggestionPages(DSLContext sql, Suggestions suggestions, Rules rules, JsonMapper json) {
        this.sql = sql;
        this.suggestions = suggestions;
        this.rules = rules;
        this.json = json;
    }

    /** @throws io.diabolo.platform.NoSuchRecord also if it can't be seen */
    @Transactional(readOnly = true, noRollbackFor = io.diabolo.platform.NoSuchRecord.class)
    public SuggestionPage of(UUID id, Map<String, String> typed, Map<String, String> faults, Ui ui) {
        var row = suggestions.get(id, ui.me());
        return new SuggestionPage(
                row,
                name(PRODUCT, PRODUCT.NAME, PRODUCT.ID, row.getProductId()),
                name(PERSON, PERSON.NAME, PERSON.ID, row.getPersonId()),
                name(MEMBER, MEMBER.NAME, MEMBER.ID, row.getDecidedBy()),
                facts(row, ui),
                typed,
                faults,
                ui);
    }

    private String name(Table<?> table, Field<String> name, Field<UUID> id, @Nullable UUID which) {
        var found = which == null
                ? null
                : sql.select(name).from(table).where(id.eq(which)).fetchOne(name);
        return found == null ? "" : found;
    }

    private List<SuggestionPage.Fact> facts(SuggestionRecord row, Ui ui) {
        var labels = new HashMap<String, String>();
        rules.words(ExpansionRules.ID, ui.locale()).forEach(word -> labels.put(word.name(), word.label()));
        var all = new ArrayList<SuggestionPage.Fact>();
        json.readValue(row.getFacts().data(), new TypeReference<Map<String, Object>>() {})
                .forEach((name, value) -> {
                    var label = labels.get(name);
                    if (label != null) {
                        all.add(new SuggestionPage.Fact(label, said(value, ui)));
                    }
                });
        return all;
    }

    private static String said(Object value, Ui ui) {
        return switch (value) {
            case Number number -> ui.number(new BigDecimal(number.toString()));
            case Boolean yes -> ui.t(yes ? "record.yes" : "record.no");
            default -> String.valueOf(value);
        };
    }

    /** What the API says of it beside its fields. */
    @Transactional(readOnly = true, noRollbackFor = io.diabolo.platform.NoSuchRecord.class)
    public Map<String, Object> facts(UUID id, Actor me) {
        return json.readValue(suggestions.get(id, me).getFacts().data(), new TypeReference<Map<String, Object>>() {});
    }
}
