package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.MAILBOX;

import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks into mailboxes for what came in and for what their members sent with their own programs; several side by side. */
@Service
public class SyncMailboxes {
    private static final Logger LOG = LoggerFactory.getLogger(SyncMailboxes.class);
    private static final int SIDE_BY_SIDE = 8;
    private static final int AT_ONCE = 100;
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** So long one is read on while more waits in it; then the others have their turn first. */
    private static final Duration TURN = Duration.ofSeconds(40);

    private static final Duration SHORT = Duration.ofSeconds(1);

    /** Whoever has it in hand is gone after so long; if not, the folder's note keeps two of them from keeping a mail twice. */
    private static final Duration LEASE = Duration.ofMinutes(3);

    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(10);
    private final DSLContext sql;
    private final MailServers servers;
    private final ReadFolder folders;
    private final Mailboxes mailboxes;
    private final MailboxHealth health;
    private final TransactionTemplate transactions;

    SyncMailboxes(
            DSLContext sql,
            MailServers servers,
            ReadFolder folders,
            Mailboxes mailboxes,
            MailboxHealth health,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.servers = servers;
        this.folders = folders;
        this.mailboxes = mailboxes;
        this.health = health;
        this.transactions = transactions;
    }

    /** All workspaces. One in which it fails doesn't hold up the others. */
    void everywhere(Instant now) {
        var due = sql.select(DSL.field("id", UUID.class))
                .from("workspaces_with_due_mailboxes({0}) as id", DSL.val(Mailboxes.utc(now)))
                .fetch()
                .map(row -> row.value1());
        for (var workspace : due) {
            try {
                WorkspaceScope.run(new WorkspaceId(workspace), () -> here(now));
            } catch (RuntimeException e) {
                LOG.error("the mailboxes of a workspace could not be read", e);
            }
        }
    }

    /** The present workspace. @return how many mails were kept */
    public int here(Instant now) {
        var workspace = WorkspaceScope.workspace();
        var kept = new AtomicInteger();
        var places = new Semaphore(SIDE_BY_SIDE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (var i = 0; i < AT_ONCE; i++) {
                places.acquireUninterruptibly();
                var mailbox = WorkspaceScope.in(workspace, () -> transactions.execute(_ -> take(now)));
                if (mailbox == null) {
                    break;
                }
                all.add(threads.submit(() -> WorkspaceScope.run(workspace, () -> {
                    try {
                        kept.addAndGet(read(mailbox, now));
                    } finally {
                        places.release();
                    }
                })));
            }
            for (var one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            LOG.error("a mailbox could not be read", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return kept.get();
    }

    /** Reads the index mailbox_due; what another node has in hand is left to it. */
    private @Nullable Mailbox take(Instant now) {
        var id = sql.select(MAILBOX.ID)
                .from(MAILBOX)
                .where(MAILBOX.SYNC_AT.le(Mailboxes.utc(now)))
                .orderBy(MAILBOX.SYNC_AT)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOne(MAILBOX.ID);
        if (id == null) {
            return null;
        }
        again(id, now.plus(LEASE));
        return mailboxes.find(id);
    }

    private int read(Mailbox mailbox, Instant now) {
        if (!mailbox.connected() || mailbox.imap() == null) {
            finish(mailbox, now, now.plus(PAUSE), false);
            return 0;
        }
        try (var store = servers.store(mailbox)) {
            var read = read(mailbox, store, now);
            finish(mailbox, now, now.plus(read.left() > 0 ? SHORT : PAUSE), true);
            return read.kept();
        } catch (MessagingException | CannotSignIn e) {
            var answer = MailboxTrial.answer(e);
            transactions.executeWithoutResult(_ -> {
                health.trouble(
                        mailbox.id(),
                        java.util.Objects.requireNonNullElse(answer.trouble(), "mail.trouble.unreachable"),
                        answer.said(),
                        now);
                again(mailbox.id(), now.plus(AFTER_TROUBLE));
            });
            return 0;
        }
    }

    /** Folder by folder, each until nothing waits in it or the turn is over. */
    private ReadFolder.Round read(Mailbox mailbox, Store store, Instant now) throws MessagingException {
        var names = new LinkedHashSet<>(mailbox.folders());
        var sent = SentFolder.name(store, mailbox);
        if (sent != null) {
            names.add(sent);
        }
        var end = System.nanoTime() + TURN.toNanos();
        var kept = 0;
        var left = 0;
        for (var name : names) {
            ReadFolder.Round round;
            do {
                round = folders.read(mailbox, store, name, now);
                kept += round.kept();
            } while (round.left() > 0 && System.nanoTime() < end);
            left += round.left();
        }
        return new ReadFolder.Round(kept, left);
    }

    private void finish(Mailbox mailbox, Instant now, Instant next, boolean read) {
        transactions.executeWithoutResult(_ -> {
            again(mailbox.id(), next);
            if (read) {
                sql.update(MAILBOX)
                        .set(MAILBOX.SYNCED_AT, Mailboxes.utc(now))
                        .where(MAILBOX.ID.eq(mailbox.id()))
                        .execute();
                if (!isSendingInTrouble(mailbox.id())) {
                    health.well(mailbox.id());
                }
            }
        });
    }

    /** Reading well says nothing of a mail that waits for another attempt. Reads the index mail_due_of_mailbox. */
    private boolean isSendingInTrouble(UUID mailbox) {
        return sql.fetchExists(
                MAIL,
                MAIL.MAILBOX_ID.eq(mailbox),
                MAIL.NEXT_AT.isNotNull(),
                MAIL.STATE.in("waiting", "sending"),
                MAIL.ATTEMPTS.gt(0));
    }

    private void again(UUID mailbox, Instant at) {
        sql.update(MAILBOX)
                .set(MAILBOX.SYNC_AT, Mailboxes.utc(at))
                .where(MAILBOX.ID.eq(mailbox))
                .and(MAILBOX.SYNC_AT.isNotNull())
                .execute();
    }
}
