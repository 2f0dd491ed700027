package io.diabolo.mail;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.directory.ActivityWords.Words;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What was sent or came in stands on the timelines, with as many words as its mailbox lets others read. */
@Component
class NoteMails {
    private static final int LONGEST = 20_000;
    private static final Set<String> RECORDS = Set.of("lead", "opportunity", "company");
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Members members;
    private final TransactionTemplate transactions;

    NoteMails(
            DSLContext sql,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            Members members,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.members = members;
        this.transactions = transactions;
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MailSent event) {
        note(event.workspace(), event.mail());
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MailReceived event) {
        note(event.workspace(), event.mail());
    }

    /** Once, also where the event comes again. */
    private void note(WorkspaceId workspace, UUID id) {
        WorkspaceScope.run(
                workspace,
                () -> transactions.executeWithoutResult(_ -> {
                    var mail = sql.selectFrom(MAIL)
                            .where(MAIL.ID.eq(id))
                            .and(MAIL.ACTIVITY_ID.isNull())
                            .forUpdate()
                            .fetchOne();
                    if (mail != null) {
                        note(mail, workspace);
                    }
                }));
    }

    private void note(MailRecord mail, WorkspaceId workspace) {
        var of = of(mail);
        if (of.isEmpty()) {
            return;
        }
        var words = words(mail, MailPrivacy.of(mail.getPrivacy()));
        var input = new LinkedHashMap<String, @Nullable Object>(of);
        input.put("kind", "mail");
        input.put("direction", mail.getDirection());
        input.put("subject", words.subject());
        input.put("body", words.body());
        input.put("at", mail.getAt().toInstant().toString());
        input.put("owner", mail.getMemberId().toString());
        var me = acting(mail, workspace);
        var changeSet = changeSets.open(me, "mail.noted", words.subject());
        var activity = records.createAlong(types.byId("activity").orElseThrow(), input, changeSet, me);
        sql.update(MAIL)
                .set(MAIL.ACTIVITY_ID, activity)
                .where(MAIL.ID.eq(mail.getId()))
                .execute();
    }

    /** The records on whose timelines it stands: the person with their company, what it is about, else their newest lead. */
    private Map<String, @Nullable Object> of(MailRecord mail) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        var person = mail.getPersonId();
        if (person != null) {
            sql.select(PERSON.COMPANY_ID)
                    .from(PERSON)
                    .where(PERSON.ID.eq(person))
                    .and(PERSON.DELETED_AT.isNull())
                    .forEach(row -> {
                        all.put("person", person.toString());
                        put(all, "company", row.value1());
                    });
        }
        var type = mail.getAboutType();
        if (type != null && RECORDS.contains(type) && isThere(type, mail.getAboutId())) {
            put(all, type, mail.getAboutId());
        }
        if (person != null && !all.containsKey("lead")) {
            put(
                    all,
                    "lead",
                    sql.select(LEAD.ID)
                            .from(LEAD)
                            .where(LEAD.PERSON_ID.eq(person))
                            .and(LEAD.DELETED_AT.isNull())
                            .orderBy(LEAD.CREATED_AT.desc(), LEAD.ID.desc())
                            .limit(1)
                            .fetchOne(LEAD.ID));
        }
        return all;
    }

    private static void put(Map<String, @Nullable Object> all, String name, @Nullable UUID id) {
        if (id != null) {
            all.put(name, id.toString());
        }
    }

    private boolean isThere(String type, @Nullable UUID id) {
        var table = types.byId(type).orElseThrow();
        return id != null
                && sql.fetchExists(
                        table.table(),
                        table.column("id", UUID.class).eq(id),
                        table.column("deleted_at", java.time.OffsetDateTime.class)
                                .isNull());
    }

    /** The member's own doing, whatever they see today: the mail is theirs. */
    private Actor acting(MailRecord mail, WorkspaceId workspace) {
        var id = new MemberId(mail.getMemberId());
        var member = members.find(id);
        var origin = mail.getOrigin().equals("rule")
                ? Origin.RULE
                : mail.getOrigin().equals("api") ? Origin.API : Origin.PAGE;
        var like = members.orderedBy(id);
        return new Actor(
                workspace,
                id,
                member == null ? "" : member.name(),
                Set.of(),
                false,
                new Visibility.All(),
                Scope.WRITE,
                origin,
                like.locale(),
                like.zone());
    }

    /** What others may read of it on a timeline. */
    static Words words(MailRecord mail, MailPrivacy level) {
        var body = mail.getBody();
        return new Words(
                level.showsSubject() ? mail.getSubject() : "…",
                level.showsText() ? body.substring(0, Math.min(LONGEST, body.length())) : "");
    }
}
