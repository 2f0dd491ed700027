package io.diabolo.mail;

import static io.diabolo.jooq.Tables.LEGAL_BASIS;
import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.directory.LegalBases;
import io.diabolo.directory.LegalBases.Said;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.jooq.tables.records.PersonRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Objections to prospecting by mail: by the link of a mail, by an answer, by a complaint. They stand among the legal bases. */
@Service
class Unsubscriptions {
    private final DSLContext sql;
    private final LegalBases bases;
    private final ChangeSets changeSets;
    private final Members members;
    private final Workspaces workspaces;
    private final Texts texts;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Unsubscriptions(
            DSLContext sql,
            LegalBases bases,
            ChangeSets changeSets,
            Members members,
            Workspaces workspaces,
            Texts texts,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.sql = sql;
        this.bases = bases;
        this.changeSets = changeSets;
        this.members = members;
        this.workspaces = workspaces;
        this.texts = texts;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What the page says to who followed a link, without their name or address: the link may have been passed on. */
    record Asked(String workspace, boolean stopped) {}

    /** Null when the link isn't known (any more). */
    @Nullable
    Asked asked(String token) {
        var link = UnsubscribeLink.read(token);
        return link == null
                ? null
                : WorkspaceScope.in(
                        link.workspace(),
                        () -> transactions.execute(_ -> {
                            var mail = mail(link);
                            return mail == null
                                    ? null
                                    : new Asked(workspaces.settings().name(), hasObjected(mail.getPersonId()));
                        }));
    }

    /** @return false when the link isn't known (any more); a second time changes nothing */
    boolean stop(String token) {
        var link = UnsubscribeLink.read(token);
        if (link == null) {
            return false;
        }
        return Boolean.TRUE.equals(WorkspaceScope.in(
                link.workspace(),
                () -> transactions.execute(_ -> {
                    var mail = mail(link);
                    if (mail == null) {
                        return false;
                    }
                    object(mail, "mail.objection.link");
                    return true;
                })));
    }

    private @Nullable MailRecord mail(UnsubscribeLink link) {
        return sql.selectFrom(MAIL)
                .where(MAIL.UNSUBSCRIBE.eq(link.secret()))
                .and(MAIL.DIRECTION.eq("outbound"))
                .fetchOne();
    }

    private boolean hasObjected(@Nullable UUID person) {
        return person != null && sql.fetchExists(PERSON, PERSON.ID.eq(person), PERSON.EMAIL_BASIS.eq("objected"));
    }

    /**
     * Whoever got this mail wants no more of them.
     *
     * @param how text key of the proof
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void object(MailRecord mail, String how) {
        var person = mail.getPersonId();
        var row = person == null
                ? null
                : sql.selectFrom(PERSON).where(PERSON.ID.eq(person)).forUpdate().fetchOne();
        if (row == null || row.getEmailBasis().equals("objected")) {
            return;
        }
        var settings = workspaces.settings();
        var workspace = Leaving.workspace();
        var today = LocalDate.ofInstant(clock.instant(), settings.zone());
        // The person says it, not a member: it is written in the name of the workspace.
        var me = members.firstAdministrator(workspace).through(Origin.RULE);
        var proof = texts.text(settings.locale(), how, mail.getSubject());
        if (row.getDeletedAt() == null) {
            bases.say(
                    row.getId(),
                    new Said("email", "prospecting", "legitimate_interest", "objected", today, proof, null, null),
                    me);
        } else {
            objectInTheBin(row, today, proof, me);
        }
        events.publishEvent(new OptedOut(workspace, row.getId()));
    }

    /** Nobody says anything of who lies in the bin, but an objection holds there too, and after their return. */
    private void objectInTheBin(PersonRecord person, LocalDate today, String proof, Actor me) {
        var now = Mailboxes.utc(clock.instant());
        var changeSet = changeSets.open(me, "person.updated", person.getName());
        sql.insertInto(LEGAL_BASIS)
                .set(LEGAL_BASIS.PERSON_ID, person.getId())
                .set(LEGAL_BASIS.CHANNEL, "email")
                .set(LEGAL_BASIS.PURPOSE, "prospecting")
                .set(LEGAL_BASIS.BASIS, "legitimate_interest")
                .set(LEGAL_BASIS.STATE, "objected")
                .set(LEGAL_BASIS.SINCE, today)
                .set(LEGAL_BASIS.PROOF, proof)
                .set(LEGAL_BASIS.MEMBER_ID, me.member().value())
                .set(LEGAL_BASIS.RECORDED_AT, now)
                .set(LEGAL_BASIS.CREATED_IN, changeSet)
                .execute();
        sql.update(PERSON)
                .set(PERSON.EMAIL_BASIS, "objected")
                .set(PERSON.VERSION, PERSON.VERSION.plus(1))
                .set(PERSON.UPDATED_AT, now)
                .where(PERSON.ID.eq(person.getId()))
                .execute();
        changeSets.updated(
                changeSet,
                "person",
                person.getId(),
                Map.of("email_basis", person.getEmailBasis()),
                Map.of("email_basis", "objected"));
    }
}
