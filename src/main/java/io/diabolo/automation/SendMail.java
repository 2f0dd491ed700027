package io.diabolo.automation;

import static io.diabolo.jooq.Tables.MAIL_TEMPLATE;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.mail.Letter;
import io.diabolo.mail.MailPurpose;
import io.diabolo.mail.MailTemplates;
import io.diabolo.mail.Outbox;
import io.diabolo.mail.Sending;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Writes to the person of the record, from a template. It leaves through the outbox of mails, which never sends one twice. */
@Component
@Order(40)
class SendMail implements Deed {
    private static final List<String> PURPOSES = List.of("prospecting", "service");
    private final DSLContext sql;
    private final Records records;
    private final MailTemplates templates;
    private final Outbox outbox;
    private final Whom whom;
    private final Clock clock;

    SendMail(DSLContext sql, Records records, MailTemplates templates, Outbox outbox, Whom whom, Clock clock) {
        this.sql = sql;
        this.records = records;
        this.templates = templates;
        this.outbox = outbox;
        this.whom = whom;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "mail";
    }

    @Override
    public boolean suits(RecordType type) {
        return type.id().equals("person") || type.fields().stream().anyMatch(one -> "person".equals(one.reference()));
    }

    @Override
    public List<Fault> check(Action action, RecordType type, Actor me) {
        var faults = new ArrayList<Fault>();
        var template = id(action.value("template"));
        if (template == null
                || !sql.fetchExists(
                        MAIL_TEMPLATE, MAIL_TEMPLATE.ID.eq(template).and(MAIL_TEMPLATE.DELETED_AT.isNull()))) {
            faults.add(new Fault("template", "automation.fault.template"));
        }
        if (!List.of("keeper", "owner").contains(action.value("from"))) {
            faults.add(new Fault("from", "automation.fault.whom"));
        }
        if (!PURPOSES.contains(action.value("purpose"))) {
            faults.add(new Fault("purpose", "automation.fault.purpose"));
        }
        return faults;
    }

    static @org.jspecify.annotations.Nullable UUID id(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? UUID.fromString(text) : null;
    }

    @Override
    public Did act(Doing doing) {
        var subject = Subject.of(doing, records);
        var person = subject.id("person");
        var template = id(doing.told().value("template"));
        if (person == null || template == null) {
            throw new Refused(person == null ? "automation.fault.no-person" : "automation.fault.template");
        }
        var from = whom.one(doing.told().value("from"), subject, doing);
        var said = templates.render(template, person, subject.id("lead"), from);
        if (!said.missing().isEmpty()) {
            throw new Refused("automation.fault.variables", String.join(", ", said.missing()));
        }
        var address = sql.select(PERSON.EMAIL)
                .from(PERSON)
                .where(PERSON.ID.eq(person))
                .fetchOne(PERSON.EMAIL);
        var letter = new Letter(
                from,
                person,
                address == null ? "" : address,
                said.subject(),
                said.body(),
                purpose(doing.told().value("purpose")),
                doing.type().id(),
                doing.run().record(),
                clock.instant(),
                null,
                List.of());
        return switch (outbox.put(letter)) {
            case Sending.Queued(var mail) -> new Did("automation.did.mail", List.of(whom.name(from)), null, mail, null);
            case Sending.Refused(var why) -> throw new Refused(why);
        };
    }

    private static MailPurpose purpose(String id) {
        return Arrays.stream(MailPurpose.values())
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(MailPurpose.PROSPECTING);
    }
}
