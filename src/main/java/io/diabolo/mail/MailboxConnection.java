package io.diabolo.mail;

import io.diabolo.identity.Seal;
import io.diabolo.platform.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The authorization-code flow (RFC 6749, with PKCE, RFC 7636) by which a member lets Diabolo into their mailbox. */
@Component
class MailboxConnection {
    private static final Duration GOOD_FOR = Duration.ofMinutes(30);
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Mailboxes mailboxes;
    private final MailSettings settings;
    private final OAuthTokens tokens;
    private final Seal seal;
    private final Clock clock;

    MailboxConnection(Mailboxes mailboxes, MailSettings settings, OAuthTokens tokens, Seal seal, Clock clock) {
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.tokens = tokens;
        this.seal = seal;
        this.clock = clock;
    }

    /** Where the browser is sent; null when the member's mailbox isn't one of a provider. */
    @Nullable
    String away(Actor me, String returnTo) {
        var mailbox = mailboxes.of(me.member());
        if (mailbox == null
                || !mailbox.way().isOAuth()
                || !settings.of(mailbox.way()).isOn()) {
            return null;
        }
        var verifier = random();
        var state = String.join(
                "|",
                me.workspace().toString(),
                me.member().toString(),
                mailbox.id().toString(),
                verifier,
                clock.instant().plus(GOOD_FOR).toString());
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", settings.of(mailbox.way()).clientId());
        query.put("redirect_uri", returnTo);
        query.put("scope", settings.scope(mailbox.way()));
        query.put("state", base64(seal.close(state.getBytes(StandardCharsets.UTF_8))));
        query.put("code_challenge", base64(sha256(verifier)));
        query.put("code_challenge_method", "S256");
        query.put("login_hint", mailbox.login());
        query.put("access_type", "offline");
        query.put("prompt", "consent");
        return settings.authorizeUrl(mailbox.way()) + "?" + OAuthTokens.encoded(query);
    }

    /**
     * @return false when the way there wasn't this member's, or lies too far back
     * @throws CannotSignIn when the provider refuses
     */
    boolean make(String code, String sealed, String returnTo, Actor me) {
        me.mayWrite();
        var state = open(sealed);
        var mailbox = mailboxes.of(me.member());
        if (state == null
                || mailbox == null
                || code.isEmpty()
                || !state[0].equals(me.workspace().toString())
                || !state[1].equals(me.member().toString())
                || !state[2].equals(mailbox.id().toString())
                || Instant.parse(state[4]).isBefore(clock.instant())) {
            return false;
        }
        // Remote, so outside of any transaction.
        var fresh = tokens.exchange(mailbox.way(), code, state[3], returnTo);
        mailboxes.connected(UUID.fromString(state[2]), fresh, me);
        return true;
    }

    private String @Nullable [] open(String sealed) {
        try {
            var parts =
                    new String(seal.open(Base64.getUrlDecoder().decode(sealed)), StandardCharsets.UTF_8).split("\\|");
            return parts.length == 5 ? parts : null;
        } catch (IllegalArgumentException | IllegalStateException _) {
            return null;
        }
    }

    private static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
