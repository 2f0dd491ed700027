package io.diabolo.support;

import static io.diabolo.jooq.Tables.ARTICLE;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.util.HashMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Articles made from what was solved. */
@Service
class Articles {
    private final DSLContext sql;
    private final TicketStore store;
    private final Conversation conversation;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;

    Articles(
            DSLContext sql,
            TicketStore store,
            Conversation conversation,
            Records records,
            RecordTypes types,
            ChangeSets changeSets) {
        this.sql = sql;
        this.store = store;
        this.conversation = conversation;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
    }

    /**
     * A draft with the question and our answers, to be rewritten before anybody reads it: what a customer wrote isn't ours to
     * publish, so only agents see it until then. A second time leads to the same.
     */
    @Transactional
    UUID fromTicket(UUID id, Actor me) {
        SupportRights.answer(me);
        var ticket = store.lock(id);
        var there = sql.select(ARTICLE.ID)
                .from(ARTICLE)
                .where(ARTICLE.TICKET_ID.eq(id))
                .and(ARTICLE.DELETED_AT.isNull())
                .limit(1)
                .fetchOne(ARTICLE.ID);
        if (there != null) {
            return there;
        }
        var answers = conversation.of(id).stream()
                .filter(one -> one.kind() == Message.Kind.REPLY)
                .map(Message::body)
                .collect(Collectors.joining("\n\n"));
        if (!ticket.status().isOver() || answers.isEmpty()) {
            throw new BadInput("article", "article.fault.unsolved");
        }
        var language = ticket.locale().getLanguage();
        var input = new HashMap<String, @Nullable Object>();
        input.put("title_" + language, ticket.subject());
        input.put("body_" + language, answers.substring(0, Math.min(50_000, answers.length())));
        input.put("audience", "agents");
        var changeSet = changeSets.open(me, "article.created", ticket.subject());
        var made = records.createAlong(types.byId("article").orElseThrow(), input, changeSet, me);
        sql.update(ARTICLE)
                .set(ARTICLE.TICKET_ID, id)
                .where(ARTICLE.ID.eq(made))
                .execute();
        return made;
    }
}
