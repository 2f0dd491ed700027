package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAILBOX;

import io.diabolo.identity.Seal;
import io.diabolo.jooq.tables.records.MailboxRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a mailbox is signed in to with: its password, or a token that is fetched anew before it runs out. */
@Component
class Credentials {
    private static final Duration SOON = Duration.ofMinutes(2);
    private final DSLContext sql;
    private final Seal seal;
    private final OAuthTokens tokens;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Credentials(DSLContext sql, Seal seal, OAuthTokens tokens, TransactionTemplate transactions, Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.tokens = tokens;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws CannotSignIn when there is none, or the provider took it back */
    String of(Mailbox mailbox) {
        var row = transactions.execute(
                _ -> sql.selectFrom(MAILBOX).where(MAILBOX.ID.eq(mailbox.id())).fetchOne());
        if (row == null) {
            throw new CannotSignIn("the mailbox is gone");
        }
        return mailbox.way().isOAuth() ? token(mailbox, row) : open(row.getPassword());
    }

    private String token(Mailbox mailbox, MailboxRecord row) {
        var until = row.getAccessUntil();
        if (row.getAccessToken() != null
                && until != null
                && until.toInstant().isAfter(clock.instant().plus(SOON))) {
            return open(row.getAccessToken());
        }
        var fresh = tokens.refresh(mailbox.way(), open(row.getRefreshToken()));
        transactions.executeWithoutResult(_ -> keep(mailbox.id(), fresh));
        return fresh.access();
    }

    /** In the caller's transaction. */
    void keep(UUID mailbox, OAuthTokens.Tokens fresh) {
        var until = clock.instant().plus(fresh.good()).atOffset(ZoneOffset.UTC);
        var set = sql.update(MAILBOX)
                .set(MAILBOX.ACCESS_TOKEN, close(fresh.access()))
                .set(MAILBOX.ACCESS_UNTIL, until);
        (fresh.refresh().isEmpty() ? set : set.set(MAILBOX.REFRESH_TOKEN, close(fresh.refresh())))
                .where(MAILBOX.ID.eq(mailbox))
                .execute();
    }

    byte[] close(String secret) {
        return seal.close(secret.getBytes(StandardCharsets.UTF_8));
    }

    private String open(byte @Nullable [] sealed) {
        if (sealed == null) {
            throw new CannotSignIn("no password or token yet");
        }
        try {
            return new String(seal.open(sealed), StandardCharsets.UTF_8);
        } catch (IllegalStateException e) {
            throw new CannotSignIn("the application key changed", e);
        }
    }
}
