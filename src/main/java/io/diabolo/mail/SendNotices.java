package io.diabolo.mail;

import static io.diabolo.jooq.Tables.NOTICE_MAIL;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.jooq.tables.records.NoticeMailRecord;
import io.diabolo.notifications.Digests;
import io.diabolo.notifications.NoticeLink;
import io.diabolo.notifications.Notifications;
import io.diabolo.notifications.Notifications.Told;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.web.Ui;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Mails members what they want to be told by mail and haven't read yet: at once each by itself, in the digest all together.
 * Such a mail stands in no timeline and isn't kept; what was told is in Diabolo anyhow.
 */
@Service
public class SendNotices {
    private static final Logger LOG = LoggerFactory.getLogger(SendNotices.class);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final int MEMBERS_AT_ONCE = 500;
    private static final int NOTICES_AT_ONCE = 200;

    private final DSLContext sql;
    private final Mailboxes mailboxes;
    private final MailServers servers;
    private final Members members;
    private final Notifications notifications;
    private final Digests digests;
    private final DigestRounds rounds;
    private final NoticeLetters letters;
    private final ObjectProvider<NoticeLink> links;
    private final Texts texts;
    private final Clock clock;
    private final TransactionTemplate transactions;

    SendNotices(
            DSLContext sql,
            Mailboxes mailboxes,
            MailServers servers,
            Members members,
            Notifications notifications,
            Digests digests,
            DigestRounds rounds,
            NoticeLetters letters,
            ObjectProvider<NoticeLink> links,
            Texts texts,
            Clock clock,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.mailboxes = mailboxes;
        this.servers = servers;
        this.members = members;
        this.notifications = notifications;
        this.digests = digests;
        this.rounds = rounds;
        this.letters = letters;
        this.links = links;
        this.texts = texts;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** A mail to be handed over, and the rows that are done with it. */
    private record Ready(MailRecord mail, List<UUID> rows) {}

    /** Everything that is ready for one member. */
    private record Bundle(Mailbox from, List<Ready> mails) {}

    /** All workspaces. One in which it fails doesn't hold up the others. */
    void everywhere(Instant now) {
        var due = sql.select(DSL.field("id", UUID.class))
                .from("workspaces_with_due_notices({0}) as id", DSL.val(Mailboxes.utc(now)))
                .fetch()
                .map(row -> row.value1());
        for (var workspace : due) {
            try {
                WorkspaceScope.run(new WorkspaceId(workspace), () -> here(now));
            } catch (RuntimeException e) {
                LOG.error("the notifications of a workspace could not be mailed", e);
            }
        }
    }

    /** The present workspace. @return how many mails the servers accepted */
    public int here(Instant now) {
        rounds.here(now);
        var due = transactions.execute(_ -> sql.selectDistinct(NOTICE_MAIL.MEMBER_ID)
                .from(NOTICE_MAIL)
                .where(NOTICE_MAIL.DUE_AT.le(Mailboxes.utc(now)))
                .limit(MEMBERS_AT_ONCE)
                .fetch(NOTICE_MAIL.MEMBER_ID));
        var sent = 0;
        for (var member : Objects.requireNonNull(due)) {
            var bundle = transactions.execute(_ -> take(new MemberId(member), now));
            sent += bundle == null ? 0 : send(bundle, now);
        }
        return sent;
    }

    /**
     * Takes what is due for a while; it comes back by itself should this node die before the server has it. What was read
     * meanwhile is dropped, and so is what the server may have: it isn't sent twice. Reads the index notice_mail_once.
     */
    private @Nullable Bundle take(MemberId id, Instant now) {
        var rows = sql.selectFrom(NOTICE_MAIL)
                .where(NOTICE_MAIL.MEMBER_ID.eq(id.value()))
                .and(NOTICE_MAIL.DUE_AT.le(Mailboxes.utc(now)))
                .orderBy(NOTICE_MAIL.DUE_AT, NOTICE_MAIL.ID)
                .limit(NOTICES_AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch();
        var member = members.find(id);
        var mailbox = mailboxes.telling(id);
        var news = rows.stream()
                .filter(row -> row.getHandedAt() == null)
                .filter(row -> row.getUntil().toInstant().isAfter(now))
                .toList();
        if (member == null || !member.isActive() || member.email() == null || mailbox == null || news.isEmpty()) {
            drop(rows.stream().map(NoticeMailRecord::getId).toList());
            return null;
        }
        var quiet = notifications.quietUntil(id, now);
        put(rows, quiet.isAfter(now) ? quiet : now.plus(AGAIN));
        return quiet.isAfter(now) ? null : write(news, mailbox, member.email(), id, rows);
    }

    private void put(List<NoticeMailRecord> rows, Instant until) {
        rows.forEach(row -> row.setDueAt(Mailboxes.utc(until)));
        sql.batchUpdate(rows).execute();
    }

    private void drop(Collection<UUID> rows) {
        sql.deleteFrom(NOTICE_MAIL).where(NOTICE_MAIL.ID.in(rows)).execute();
    }

    private @Nullable Bundle write(
            List<NoticeMailRecord> news, Mailbox from, String to, MemberId id, List<NoticeMailRecord> rows) {
        var actor = members.actor(id, Origin.RULE, Scope.READ);
        var ui = Ui.detached(texts, clock, actor.locale(), actor.zone());
        var byEvent = news.stream().collect(Collectors.toMap(NoticeMailRecord::getEventKey, row -> row));
        var mails = new ArrayList<Ready>();
        var digest = new ArrayList<Told>();
        var inDigest = new ArrayList<UUID>();
        for (var read : notifications.unread(byEvent.keySet(), actor, ui)) {
            var told = linked(read, id);
            var row = Objects.requireNonNull(byEvent.get(told.event()));
            if (row.getChannel().equals(NoticeMails.DIGEST)) {
                digest.add(told);
                inDigest.add(row.getId());
            } else {
                mails.add(new Ready(letters.one(told, from, to, ui), List.of(row.getId())));
            }
        }
        var agenda = news.stream()
                .filter(row -> row.getEventKey().startsWith(NoticeMails.AGENDA))
                .map(NoticeMailRecord::getId)
                .toList();
        var written = digests.write(id, digest, !agenda.isEmpty(), ui);
        if (!written.isEmpty()) {
            inDigest.addAll(agenda);
            mails.add(new Ready(letters.digest(written, from, to, ui), inDigest));
        }
        var kept = mails.stream().flatMap(one -> one.rows().stream()).collect(Collectors.toSet());
        drop(rows.stream()
                .map(NoticeMailRecord::getId)
                .filter(row -> !kept.contains(row))
                .toList());
        return mails.isEmpty() ? null : new Bundle(from, mails);
    }

    /** Where it can be answered from the mail itself, the mail leads there. */
    private Told linked(Told told, MemberId member) {
        var path = links.orderedStream()
                .map(link -> Objects.requireNonNullElse(link.path(told.event(), member), ""))
                .filter(found -> !found.isEmpty())
                .findFirst();
        return path.map(found -> new Told(told.event(), told.kind(), told.text(), found, told.at()))
                .orElse(told);
    }

    /** Over one connection. What the server doesn't take now is tried again; what it may have taken isn't sent twice. */
    private int send(Bundle bundle, Instant now) {
        var sent = 0;
        HandingTransport transport = null;
        try {
            transport = servers.transport(bundle.from());
            for (var one : bundle.mails()) {
                sent += hand(transport, bundle.from(), one, now) ? 1 : 0;
            }
        } catch (MessagingException | CannotSignIn e) {
            LOG.info("notifications wait for a mail server: {}", e.getClass().getSimpleName());
        } finally {
            close(transport);
        }
        return sent;
    }

    private boolean hand(HandingTransport transport, Mailbox from, Ready one, Instant now) throws MessagingException {
        var letter = MimeLetter.of(one.mail(), from, List.of(), null, now);
        var settings = letters.settings();
        if (settings != null) {
            letter.setHeader("List-Unsubscribe", settings);
        }
        transport.begin(() -> handing(one, now));
        try {
            transport.sendMessage(letter, letter.getAllRecipients());
        } catch (MessagingException e) {
            if (Handover.failed(e, transport.isHanded()) instanceof Handover.Later) {
                handing(one, null);
                throw e;
            }
            LOG.info("a notification was refused: {}", e.getClass().getSimpleName());
            done(one);
            return false;
        }
        done(one);
        return true;
    }

    /** From here on nobody knows whether it left, until the server answers. */
    private void handing(Ready one, @Nullable Instant at) {
        transactions.executeWithoutResult(_ -> sql.update(NOTICE_MAIL)
                .set(NOTICE_MAIL.HANDED_AT, at == null ? null : Mailboxes.utc(at))
                .where(NOTICE_MAIL.ID.in(one.rows()))
                .execute());
    }

    private void done(Ready one) {
        transactions.executeWithoutResult(_ -> drop(one.rows()));
    }

    private static void close(@Nullable HandingTransport transport) {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (MessagingException e) {
            LOG.debug("a connection to a mail server ended badly: {}", e.getMessage());
        }
    }
}
