package io.diabolo.mail;

import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Sends what is due, several mailboxes side by side: a server that doesn't answer holds up its own mails only. */
@Service
public class SendMails {
    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);
    private static final int SIDE_BY_SIDE = 8;
    private static final int A_ROUND = 200;
    /** Everybody waits for the slowest: what a slow server hasn't taken by then goes in the next round. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(20);

    private final DSLContext sql;
    private final Leaving leaving;
    private final FateOfMails fates;
    private final MailServers servers;
    private final SentFolder sentFolder;
    private final LegalFooter footer;

    SendMails(
            DSLContext sql,
            Leaving leaving,
            FateOfMails fates,
            MailServers servers,
            SentFolder sentFolder,
            LegalFooter footer) {
        this.sql = sql;
        this.leaving = leaving;
        this.fates = fates;
        this.servers = servers;
        this.sentFolder = sentFolder;
        this.footer = footer;
    }

    /** All workspaces. One in which it fails doesn't hold up the others. */
    void everywhere(Instant now) {
        var due = sql.select(DSL.field("id", UUID.class))
                .from("workspaces_with_due_mail({0}) as id", DSL.val(Mailboxes.utc(now)))
                .fetch()
                .map(row -> row.value1());
        for (var workspace : due) {
            try {
                WorkspaceScope.run(new WorkspaceId(workspace), () -> here(now));
            } catch (RuntimeException e) {
                LOG.error("the mails of a workspace could not be sent", e);
            }
        }
    }

    /** The present workspace. @return how many its servers accepted */
    public int here(Instant now) {
        leaving.recover(now);
        fates.lookUp(now);
        var workspace = WorkspaceScope.workspace();
        var accepted = new AtomicInteger();
        var places = new Semaphore(SIDE_BY_SIDE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = leaving.due(now).stream()
                    .map(mailbox -> threads.submit(() -> WorkspaceScope.run(workspace, () -> {
                        places.acquireUninterruptibly();
                        try {
                            accepted.addAndGet(from(mailbox, now));
                        } finally {
                            places.release();
                        }
                    })))
                    .toList();
            for (var one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            LOG.error("the mails of a mailbox could not be sent", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return accepted.get();
    }

    /** One mailbox, over one connection as long as that holds. */
    private int from(@Nullable UUID mailbox, Instant now) {
        var line = new Line(servers);
        var copies = new ArrayList<MimeLetter>();
        Mailbox used = null;
        var begun = System.nanoTime();
        try {
            for (var i = 0; i < A_ROUND && System.nanoTime() - begun < LONGEST_ROUND.toNanos(); i++) {
                var taken = leaving.take(mailbox, now);
                if (taken == null) {
                    break;
                }
                used = taken.mailbox();
                var letter = letter(taken, now);
                var handover =
                        letter == null ? new Handover.Never("unwritable", false) : hand(line, taken, letter, now);
                leaving.settle(taken, handover, now);
                if (letter != null && handover instanceof Handover.Accepted) {
                    copies.add(letter);
                }
            }
        } finally {
            line.close();
        }
        if (used != null) {
            sentFolder.keep(used, copies);
        }
        return copies.size();
    }

    /** Null when it can't be written, which no later attempt would change. */
    private @Nullable MimeLetter letter(Leaving.Taken taken, Instant now) {
        try {
            return MimeLetter.of(taken.mail(), taken.mailbox(), taken.attachments(), footer.link(taken.mail()), now);
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("a mail can't be written: {}", e.getClass().getSimpleName());
            return null;
        }
    }

    private Handover hand(Line line, Leaving.Taken taken, MimeLetter letter, Instant now) {
        try {
            var transport = line.to(taken.mailbox());
            transport.begin(() -> leaving.handing(taken.mail(), now));
            try {
                transport.sendMessage(letter, letter.getAllRecipients());
                return new Handover.Accepted();
            } catch (MessagingException e) {
                return Handover.failed(e, transport.isHanded());
            }
        } catch (AuthenticationFailedException | CannotSignIn e) {
            return new Handover.Later("mail.trouble.sign-in", Said.of(e.getMessage()), true);
        } catch (MessagingException e) {
            return Handover.failed(e, false);
        }
    }

    /** The connection to a mailbox's server, opened anew where it broke. */
    private static final class Line {
        private final MailServers servers;
        private @Nullable HandingTransport open;

        Line(MailServers servers) {
            this.servers = servers;
        }

        HandingTransport to(Mailbox mailbox) throws MessagingException {
            var transport = open;
            if (transport == null || !transport.isConnected()) {
                transport = servers.transport(mailbox);
                open = transport;
            }
            return transport;
        }

        void close() {
            try {
                if (open != null) {
                    open.close();
                }
            } catch (MessagingException e) {
                LOG.debug("a connection to a mail server ended badly: {}", e.getMessage());
            }
        }
    }
}
