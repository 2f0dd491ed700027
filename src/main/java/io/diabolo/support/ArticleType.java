package io.diabolo.support;

import static io.diabolo.jooq.Tables.ARTICLE;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.TICKET;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
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
import io.diabolo.records.Written;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The knowledge base as a list: written by agents, read by customers where it is published to them. */
@Component
@Order(49)
class ArticleType implements RecordType {
    private static final int LONGEST = 100_000;
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private static final io.diabolo.jooq.tables.Ticket FROM = TICKET.as("from_ticket");

    private final List<RecordField> fields = List.of(
            RecordField.computed("title", TEXT, ARTICLE.TITLE).sortedBy(ARTICLE.TITLE_KEY),
            RecordField.of("title_fr", TEXT, ARTICLE.TITLE_FR).without(Use.BULK, Use.SORT),
            RecordField.of("body_fr", LONG_TEXT, ARTICLE.BODY_FR).without(Use.BULK, Use.SORT),
            RecordField.of("title_en", TEXT, ARTICLE.TITLE_EN).without(Use.BULK, Use.SORT),
            RecordField.of("body_en", LONG_TEXT, ARTICLE.BODY_EN).without(Use.BULK, Use.SORT),
            RecordField.choice("kind", ARTICLE.KIND, List.of("help", "training")),
            RecordField.choice("state", ARTICLE.STATE, List.of("draft", "published", "withdrawn")),
            RecordField.choice("audience", ARTICLE.AUDIENCE, List.of("public", "customers", "agents")),
            RecordField.of("topic", TEXT, ARTICLE.TOPIC),
            RecordField.member("owner", ARTICLE.OWNER_ID, OWNER.NAME),
            RecordField.computed("ticket", TEXT, FROM.REFERENCE).only(Use.COLUMN),
            RecordField.of("external_id", TEXT, ARTICLE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, ARTICLE.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, ARTICLE.UPDATED_AT));

    @Override
    public String id() {
        return "article";
    }

    @Override
    public String plural() {
        return "articles";
    }

    @Override
    public Table<?> table() {
        return ARTICLE;
    }

    @Override
    public Table<?> from() {
        return ARTICLE.leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(ARTICLE.WORKSPACE_ID))
                .and(OWNER.ID.eq(ARTICLE.OWNER_ID))
                .leftJoin(FROM)
                .on(FROM.WORKSPACE_ID.eq(ARTICLE.WORKSPACE_ID))
                .and(FROM.ID.eq(ARTICLE.TICKET_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("title", "state", "audience", "kind", "topic", "owner", "updated_at");
    }

    /** None: what is known, all of the house may know. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public Map<String, String> usual(Actor me) {
        return Map.of("kind", "help", "state", "draft", "audience", "public");
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        SupportRights.answer(me);
        if (draft.text("title_fr") == null && draft.text("title_en") == null) {
            draft.fault("title_fr", "article.fault.title");
        }
        for (var body : List.of("body_fr", "body_en")) {
            var text = draft.text(body);
            if (text != null && text.length() > LONGEST) {
                draft.fault(body, "ticket.fault.long", LONGEST);
            }
            if (text != null && draft.text(body.replace("body", "title")) == null) {
                draft.fault(body.replace("body", "title"), "article.fault.untitled");
            }
        }
        usual(draft, "kind", "help");
        usual(draft, "state", "draft");
        usual(draft, "audience", "public");
        if (draft.isNew() && draft.value("owner") == null) {
            draft.set("owner", me.member().value());
        }
    }

    private static void usual(Draft draft, String field, String value) {
        if (draft.value(field) == null && (draft.isNew() || draft.gives(field))) {
            draft.set(field, value);
        }
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        SupportRights.answer(me);
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        ARTICLE.ID,
                        val(null, UUID.class),
                        ARTICLE.TITLE,
                        coalesce(ARTICLE.TOPIC, inline("")),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", ARTICLE.TITLE_FR, ARTICLE.TITLE_EN, ARTICLE.TOPIC, ARTICLE.EXTERNAL_ID)))
                .from(ARTICLE)
                .where(ARTICLE.ID.in(ids));
    }

    @Override
    public Set<String> searched() {
        return Set.of("title", "external_id");
    }
}
