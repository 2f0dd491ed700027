package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.MAILBOX;
import static io.diabolo.jooq.Tables.MAILBOX_FOLDER;
import static io.diabolo.jooq.Tables.MAIL_LEFT_OUT;

import io.diabolo.identity.AccessChanged;
import io.diabolo.jooq.tables.records.MailboxRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Members' mailboxes. Everybody has their own and changes it; administrators see how they fare, never what is in them. */
@Service
class Mailboxes {
    private final DSLContext sql;
    private final Credentials credentials;
    private final MailSettings settings;
    private final HideWords hideWords;
    private final MailboxHealth health;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Mailboxes(
            DSLContext sql,
            Credentials credentials,
            MailSettings settings,
            HideWords hideWords,
            MailboxHealth health,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.credentials = credentials;
        this.settings = settings;
        this.hideWords = hideWords;
        this.health = health;
        this.events = events;
        this.clock = clock;
    }

    /** How far one folder is read, and what isn't. */
    record FolderState(
            String name,
            long fetched,
            long strangers,
            long waiting,
            @Nullable String problem,
            @Nullable Instant syncedAt) {}

    /** A mail that couldn't be kept. */
    record LeftOut(String folder, String why, long size, Instant at) {}

    /** Null while the member has none. */
    @Transactional(readOnly = true)
    public @Nullable Mailbox of(MemberId member) {
        return sql.selectFrom(MAILBOX)
                .where(MAILBOX.MEMBER_ID.eq(member.value()))
                .fetchOne(Mailbox::of);
    }

    @Transactional(readOnly = true)
    public @Nullable Mailbox find(UUID id) {
        return sql.selectFrom(MAILBOX).where(MAILBOX.ID.eq(id)).fetchOne(Mailbox::of);
    }

    /** The one from which a member's mail leaves: theirs, or for service mail the workspace's; null where there is none. */
    @Transactional(readOnly = true)
    public @Nullable Mailbox sending(MemberId member, MailPurpose purpose) {
        var own = of(member);
        if (own != null || purpose == MailPurpose.PROSPECTING || purpose == MailPurpose.REPLY) {
            return own;
        }
        return sql.selectFrom(MAILBOX).where(MAILBOX.SERVES_ALL.isTrue()).fetchOne(Mailbox::of);
    }

    /** From which a member is told something: the one that serves the workspace, else their own; null where there is none. */
    @Transactional(readOnly = true)
    public @Nullable Mailbox telling(MemberId member) {
        var serving = sql.selectFrom(MAILBOX).where(MAILBOX.SERVES_ALL.isTrue()).fetchOne(Mailbox::of);
        return serving == null ? of(member) : serving;
    }

    /** @throws io.diabolo.platform.NotAllowed unless an administrator asks */
    @Transactional(readOnly = true)
    public List<Mailbox> all(Actor me) {
        me.mayAdminister();
        return sql.selectFrom(MAILBOX).orderBy(MAILBOX.ADDRESS).limit(1_000).fetch(Mailbox::of);
    }

    @Transactional(readOnly = true)
    public List<FolderState> folders(UUID mailbox) {
        return sql.selectFrom(MAILBOX_FOLDER)
                .where(MAILBOX_FOLDER.MAILBOX_ID.eq(mailbox))
                .orderBy(MAILBOX_FOLDER.NAME)
                .fetch(row -> {
                    var at = row.getSyncedAt();
                    return new FolderState(
                            row.getName(),
                            row.getFetched(),
                            row.getStrangers(),
                            row.getWaiting(),
                            row.getProblem(),
                            at == null ? null : at.toInstant());
                });
    }

    /** The newest mails that couldn't be kept. */
    @Transactional(readOnly = true)
    public List<LeftOut> leftOut(UUID mailbox) {
        return sql.selectFrom(MAIL_LEFT_OUT)
                .where(MAIL_LEFT_OUT.MAILBOX_ID.eq(mailbox))
                .orderBy(MAIL_LEFT_OUT.AT.desc())
                .limit(20)
                .fetch(row -> new LeftOut(
                        row.getFolder(),
                        row.getWhy(),
                        row.getSize(),
                        row.getAt().toInstant()));
    }

    /**
     * Saves one's own mailbox.
     *
     * @param version the one that the form was filled from; null takes what is there
     * @throws BadInput for each field that can't be taken, and for a new server without the password
     */
    @Transactional
    public Mailbox save(Map<String, String> typed, @Nullable Integer version, Actor me) {
        me.mayWrite();
        var input = MailboxInput.read(typed, settings);
        if (input.servesAll()) {
            me.mayAdminister();
        }
        var before = sql.selectFrom(MAILBOX)
                .where(MAILBOX.MEMBER_ID.eq(me.member().value()))
                .forUpdate()
                .fetchOne();
        if (before != null && version != null && !version.equals(before.getVersion())) {
            throw new StaleVersion(version, before.getVersion());
        }
        refuse(input, before);
        if (input.servesAll()) {
            sql.update(MAILBOX)
                    .set(MAILBOX.SERVES_ALL, false)
                    .where(MAILBOX.SERVES_ALL.isTrue())
                    .execute();
        }
        var row = before == null ? sql.newRecord(MAILBOX) : before;
        fill(row, input, me);
        row.store();
        var saved = Mailbox.of(row);
        if (before != null) {
            hideWords.of(saved);
        }
        events.publishEvent(new AccessChanged(me, "mailbox.saved", saved.address()));
        return Objects.requireNonNull(find(saved.id()));
    }

    /** A secret goes only to where it was meant for: who names another server or login gives it again. */
    private void refuse(MailboxInput input, @Nullable MailboxRecord before) {
        if (input.way().isOAuth() || !input.password().isEmpty()) {
            return;
        }
        var same = before != null
                && before.getPassword() != null
                && before.getWay().equals(input.way().id())
                && before.getLogin().equals(input.login())
                && Mailbox.of(before).smtp().equals(input.smtp())
                && (input.imap() == null
                        || input.imap().equals(Mailbox.of(before).imap()));
        if (!same) {
            throw new BadInput("password", "mailbox.fault.password");
        }
    }

    private void fill(MailboxRecord row, MailboxInput input, Actor me) {
        var now = utc(clock.instant());
        if (row.getMemberId() == null) {
            row.setId(UUID.randomUUID());
            row.setMemberId(me.member().value());
            row.setReadFrom(now);
            row.setVersion(0);
        }
        row.setVersion(row.getVersion() + 1);
        secrets(row, input);
        servers(row, input);
        row.setAddress(input.address());
        row.setSenderName(input.senderName().isEmpty() ? me.name() : input.senderName());
        row.setPrivacy(input.privacy().id());
        row.setFolders(input.folders().toArray(String[]::new));
        row.setSentFolder(input.sentFolder());
        row.setKeepsSent(input.keepsSent());
        row.setDailyCap(input.dailyCap());
        row.setServesAll(input.servesAll());
        row.setTrouble(null);
        row.setTroubleSaid(null);
        row.setTroubleAt(null);
        row.setFailures(0);
        row.setSyncAt(input.imap() == null ? null : now);
    }

    /** Tokens are of one account: they go with it. */
    private void secrets(MailboxRecord row, MailboxInput input) {
        if (!input.way().id().equals(row.getWay()) || !input.login().equals(row.getLogin())) {
            row.setRefreshToken(null);
            row.setAccessToken(null);
            row.setAccessUntil(null);
        }
        if (input.way().isOAuth()) {
            row.setPassword(null);
        } else if (!input.password().isEmpty()) {
            row.setPassword(credentials.close(input.password()));
        }
    }

    private static void servers(MailboxRecord row, MailboxInput input) {
        row.setWay(input.way().id());
        row.setLogin(input.login());
        row.setSmtpHost(input.smtp().host());
        row.setSmtpPort(input.smtp().port());
        row.setSmtpSecurity(input.smtp().security().id());
        var imap = input.imap();
        row.setImapHost(imap == null ? null : imap.host());
        row.setImapPort(imap == null ? null : imap.port());
        row.setImapSecurity(imap == null ? null : imap.security().id());
    }

    /** What was sent and read stays on the timelines; what waits to leave doesn't leave. */
    @Transactional
    public void remove(Actor me) {
        me.mayWrite();
        var own = of(me.member());
        if (own == null) {
            throw new NoSuchRecord("mailbox", me.member());
        }
        sql.update(MAIL)
                .set(MAIL.STATE, "failed")
                .set(MAIL.FAULT, "mail.fault.no-mailbox")
                .setNull(MAIL.NEXT_AT)
                .where(MAIL.MAILBOX_ID.eq(own.id()))
                .and(MAIL.STATE.eq("waiting"))
                .returningResult(MAIL.ID, MAIL.PERSON_ID)
                .fetch()
                .forEach(mail -> events.publishEvent(
                        new MailFailed(me.workspace(), mail.value1(), mail.value2(), "mail.fault.no-mailbox")));
        sql.deleteFrom(MAILBOX).where(MAILBOX.ID.eq(own.id())).execute();
        events.publishEvent(new AccessChanged(me, "mailbox.removed", own.address()));
    }

    /** The member allowed Diabolo in at the provider. */
    @Transactional
    public void connected(UUID mailbox, OAuthTokens.Tokens tokens, Actor me) {
        me.mayWrite();
        var own = of(me.member());
        if (own == null || !own.id().equals(mailbox)) {
            throw new NoSuchRecord("mailbox", mailbox);
        }
        credentials.keep(mailbox, tokens);
        health.well(mailbox);
        events.publishEvent(new AccessChanged(me, "mailbox.saved", own.address()));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
