package io.diabolo.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** How often strangers may do something in an hour; what fails later has been tried all the same. */
@Component
public class StrangerLimits {
    private static final Duration WINDOW = Duration.ofHours(1);
    private final DSLContext sql;
    private final Clock clock;
    private final TransactionTemplate apart;

    StrangerLimits(DSLContext sql, Clock clock, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Counts one more, and says whether it is let.
     *
     * @param what with the module in front, such as {@code support-ask}
     * @param who an address of e-mail, or one of the internet, which counts as its {@link Network}; only a hash is kept
     */
    public boolean lets(String what, int most, String who, WorkspaceId workspace) {
        var key = sha256(what + "|" + workspace + "|" + Network.of(who));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return WorkspaceScope.in(
                workspace,
                () -> Boolean.TRUE.equals(apart.execute(_ -> sql.resultQuery(
                                        "select note_attempt(?, cast(? as timestamptz), cast(? as timestamptz), ?)",
                                        key,
                                        now,
                                        now.minus(WINDOW),
                                        most)
                                .fetchSingle(0, OffsetDateTime.class)
                        == null)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
