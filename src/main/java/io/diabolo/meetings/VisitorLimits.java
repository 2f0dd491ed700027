package io.diabolo.meetings;

import io.diabolo.platform.Network;
import io.diabolo.platform.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** How often one network address may write on public pages: people do a few times, machines would fill the calendar. */
@Component
class VisitorLimits {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST = 20;

    private final DSLContext sql;
    private final Clock clock;

    VisitorLimits(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Counts the attempt, whatever becomes of it. The address is kept as a hash, for an hour. */
    boolean allows(WorkspaceId workspace, String address) {
        var now = HostStore.utc(clock.instant().truncatedTo(ChronoUnit.MICROS));
        return sql.resultQuery(
                                "select note_attempt(?, cast(? as timestamptz), cast(? as timestamptz), ?)",
                                sha256("booking|" + workspace + "|" + Network.of(address)),
                                now,
                                now.minus(WINDOW),
                                MOST)
                        .fetchSingle(0, OffsetDateTime.class)
                == null;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
