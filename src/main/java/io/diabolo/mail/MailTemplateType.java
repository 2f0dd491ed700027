package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL_TEMPLATE;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
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

/** Mail templates as lists, API, history and search see them. Everybody writes from them, so every member sees them. */
@Component
@Order(70)
class MailTemplateType implements RecordType {
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, MAIL_TEMPLATE.NAME).sortedBy(MAIL_TEMPLATE.NAME_KEY),
            RecordField.of("subject_fr", TEXT, MAIL_TEMPLATE.SUBJECT_FR).without(Use.BULK),
            RecordField.of("body_fr", LONG_TEXT, MAIL_TEMPLATE.BODY_FR).without(Use.BULK),
            RecordField.of("subject_en", TEXT, MAIL_TEMPLATE.SUBJECT_EN).without(Use.BULK),
            RecordField.of("body_en", LONG_TEXT, MAIL_TEMPLATE.BODY_EN).without(Use.BULK),
            RecordField.member("owner", MAIL_TEMPLATE.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, MAIL_TEMPLATE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, MAIL_TEMPLATE.CREATED_AT));

    @Override
    public String id() {
        return "mail_template";
    }

    @Override
    public String plural() {
        return "mail-templates";
    }

    @Override
    public Table<?> table() {
        return MAIL_TEMPLATE;
    }

    @Override
    public Table<?> from() {
        return MAIL_TEMPLATE
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(MAIL_TEMPLATE.WORKSPACE_ID))
                .and(OWNER.ID.eq(MAIL_TEMPLATE.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "subject_fr", "subject_en", "owner");
    }

    @Override
    public String defaultSort() {
        return "name";
    }

    /** None: whoever it is by, all write from it. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "template.fault.name");
        }
        if (draft.text("body_fr") == null && draft.text("body_en") == null) {
            draft.fault("body_fr", "template.fault.empty");
        }
        for (var language : new String[] {"fr", "en"}) {
            if (draft.text("body_" + language) != null && draft.text("subject_" + language) == null) {
                draft.fault("subject_" + language, "template.fault.subject");
            }
            judge(draft, "subject_" + language);
            judge(draft, "body_" + language);
        }
    }

    private static void judge(Draft draft, String field) {
        var text = draft.text(field);
        var fault = text == null ? null : TemplateText.fault(text);
        if (fault != null) {
            draft.fault(field, fault.key(), fault.what(), String.join(", ", TemplateText.VARIABLES));
        }
    }

    @Override
    public Set<String> searched() {
        return Set.of("name");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        MAIL_TEMPLATE.ID,
                        val(null, UUID.class),
                        MAIL_TEMPLATE.NAME,
                        inline(""),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", MAIL_TEMPLATE.NAME, MAIL_TEMPLATE.SUBJECT_FR, MAIL_TEMPLATE.SUBJECT_EN)))
                .from(MAIL_TEMPLATE)
                .where(MAIL_TEMPLATE.ID.in(ids));
    }
}
