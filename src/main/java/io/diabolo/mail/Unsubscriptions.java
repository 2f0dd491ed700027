package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.directory.LegalBases;
import io.diabolo.directory.LegalBases.Said;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
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
    private final Members members;
    private final Workspaces workspaces;
    private final Texts texts;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Unsubscriptions(
            DSLContext sql,
            LegalBases bases,
            Members members,
            Workspaces workspaces,
            Texts texts,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.sql = sql;
        this.bases = bases;
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
        if (person == null
                || !sql.fetchExists(PERSON, PERSON.ID.eq(person), PERSON.DELETED_AT.isNull())
                || hasObjected(person)) {
            return;
        }
        var settings = workspaces.settings();
        var workspace = Leaving.workspace();
        var today = LocalDate.ofInstant(clock.instant(), settings.zone());
        // The person says it, not a member: it is written in the name of the workspace.
        var me = members.firstAdministrator(workspace).through(Origin.RULE);
        bases.say(
                person,
                new Said(
                        "email",
                        "prospecting",
                        "legitimate_interest",
                        "objected",
                        today,
                        texts.text(settings.locale(), how, mail.getSubject()),
                        null,
                        null),
                me);
        events.publishEvent(new OptedOut(workspace, person));
    }
}
