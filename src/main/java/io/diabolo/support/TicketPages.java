package io.diabolo.support;

import static io.diabolo.jooq.Tables.ARTICLE;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MACRO;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.identity.Members;
import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.Actor;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Records;
import org.jooq.Select;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a ticket's page together. */
@Component
class TicketPages {
    private static final int MACROS = 100;
    private final DSLContext sql;
    private final TicketStore store;
    private final Conversation conversation;
    private final SlaClocks clocks;
    private final TicketTies ties;
    private final Answering answering;
    private final Faces faces;

    /** What else a page is put together from. */
    @Component
    record Faces(Members members, ArticleSuggestions articles, SupportQueue queue) {}

    TicketPages(
            DSLContext sql,
            TicketStore store,
            Conversation conversation,
            SlaClocks clocks,
            TicketTies ties,
            Answering answering,
            Faces faces) {
        this.sql = sql;
        this.store = store;
        this.conversation = conversation;
        this.clocks = clocks;
        this.ties = ties;
        this.answering = answering;
        this.faces = faces;
    }

    @Transactional(readOnly = true)
    public TicketPage of(UUID id, Map<String, String> typed, Map<String, String> faults, Ui ui) {
        var ticket = store.get(id);
        var me = ui.me();
        var owner = ticket.owner();
        var said = conversation.of(id);
        var around = faces.queue().around(id, me, ui.now());
        return new TicketPage(
                ticket,
                said,
                clocks.of(id).stream()
                        .map(one -> new TicketPage.Promised(one.kind(), ClockBadge.of(one, ui)))
                        .toList(),
                owner == null ? "" : name(sql.select(MEMBER.NAME).from(MEMBER).where(MEMBER.ID.eq(owner.value()))),
                ticket.person() == null
                        ? ""
                        : name(sql.select(PERSON.NAME).from(PERSON).where(PERSON.ID.eq(ticket.person()))),
                ticket.company() == null
                        ? ""
                        : name(sql.select(COMPANY.NAME).from(COMPANY).where(COMPANY.ID.eq(ticket.company()))),
                conversation.participants(id),
                ties.of(id),
                macros(),
                faces.members().offered(owner == null ? Set.of() : Set.of(owner)),
                faces.articles().of(ticket, said, ""),
                faces.queue().foreseen(ticket, ui),
                answering.others(id, me),
                SupportRights.mayAnswer(me),
                ticket.company() != null && maySignal(me),
                sql.select(ARTICLE.ID)
                        .from(ARTICLE)
                        .where(ARTICLE.TICKET_ID.eq(id))
                        .and(ARTICLE.DELETED_AT.isNull())
                        .limit(1)
                        .fetchOne(ARTICLE.ID),
                typed,
                faults,
                around.next(),
                around.before());
    }

    private static boolean maySignal(Actor me) {
        return me.administrator()
                || me.roles().contains("manager")
                || HandoffKind.TICKET_SIGNAL.from().stream().anyMatch(me.roles()::contains);
    }

    private String name(Select<Record1<String>> query) {
        var found = sql.fetchOne(query);
        return found == null ? "" : String.valueOf(found.value1());
    }

    /** Reads the index macro_by_name. */
    private List<TicketPage.Macro> macros() {
        return sql.select(MACRO.ID, MACRO.NAME, MACRO.BODY, MACRO.SETS_STATUS, MACRO.SETS_PRIORITY)
                .from(MACRO)
                .where(MACRO.DELETED_AT.isNull())
                .orderBy(MACRO.NAME_KEY, MACRO.ID)
                .limit(MACROS)
                .fetch(Records.mapping(TicketPage.Macro::new));
    }
}
