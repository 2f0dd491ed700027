package io.diabolo.deals;

import static io.diabolo.jooq.Tables.COMPETITOR;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FieldKind.URL;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Competitors as lists, API, search and files see them. They belong to nobody, so every member sees them. */
@Component
@Order(51)
class CompetitorType implements RecordType {
    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, COMPETITOR.NAME).sortedBy(COMPETITOR.NAME_KEY),
            RecordField.of("website", URL, COMPETITOR.WEBSITE),
            RecordField.of("strengths", LONG_TEXT, COMPETITOR.STRENGTHS),
            RecordField.of("weaknesses", LONG_TEXT, COMPETITOR.WEAKNESSES),
            RecordField.of("threats", LONG_TEXT, COMPETITOR.THREATS),
            RecordField.of("battlecard", LONG_TEXT, COMPETITOR.BATTLECARD),
            RecordField.of("external_id", TEXT, COMPETITOR.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, COMPETITOR.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, COMPETITOR.UPDATED_AT));

    @Override
    public String id() {
        return "competitor";
    }

    @Override
    public String plural() {
        return "competitors";
    }

    @Override
    public Table<?> table() {
        return COMPETITOR;
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "website", "updated_at");
    }

    @Override
    public String defaultSort() {
        return "name";
    }

    /** None: what one learns of a competitor, all may know. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "competitor.fault.name");
        }
    }

    @Override
    public Set<String> searched() {
        return Set.of("name", "website", "external_id");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        COMPETITOR.ID,
                        val(null, UUID.class),
                        COMPETITOR.NAME,
                        coalesce(COMPETITOR.WEBSITE, inline("")),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", COMPETITOR.NAME, COMPETITOR.WEBSITE, COMPETITOR.EXTERNAL_ID)))
                .from(COMPETITOR)
                .where(COMPETITOR.ID.in(ids));
    }
}
