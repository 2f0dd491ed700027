package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE_CODE;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Codes that prove that whoever accepts reads the mails of whom the quote was sent to. Tries are counted by link, over all of
 * its codes: a new code gives no new tries.
 */
@Component
class OneTimeCodes {
    static final int TRIES = 5;
    private static final int CODES = 5;
    private static final int WRITES = 60;
    private static final int BELOW = 1_000_000;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration GOOD_FOR = Duration.ofMinutes(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DSLContext sql;
    private final Clock clock;
    private final TransactionTemplate apart;

    OneTimeCodes(DSLContext sql, Clock clock, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        // What fails later has been tried all the same.
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    boolean mayTry(QuoteLink link) {
        return counts("quote-try", TRIES, link);
    }

    boolean maySend(QuoteLink link) {
        return counts("quote-code", CODES, link);
    }

    /** People choose and ask a few dozen times an hour; machines would fill the table. */
    boolean mayWrite(QuoteLink link) {
        return counts("quote-write", WRITES, link);
    }

    /** One after the other, so that many at once aren't all the fifth. */
    private boolean counts(String what, int most, QuoteLink link) {
        var key = sha256(what + "|" + link.text());
        var now = QuoteStore.utc(clock.instant().truncatedTo(ChronoUnit.MICROS));
        return io.diabolo.platform.WorkspaceScope.in(
                link.workspace(),
                () -> Boolean.TRUE.equals(apart.execute(_ -> {
                    sql.fetch("select pg_advisory_xact_lock(hashtextextended({0}, 0))", DSL.val(what + link.text()));
                    return sql.resultQuery(
                                            "select note_attempt(?, cast(? as timestamptz), cast(? as timestamptz), ?)",
                                            key,
                                            now,
                                            now.minus(WINDOW),
                                            most)
                                    .fetchSingle(0, OffsetDateTime.class)
                            == null;
                })));
    }

    /** A new code instead of the last one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String fresh(UUID quote) {
        var code = String.format(java.util.Locale.ROOT, "%06d", RANDOM.nextInt(BELOW));
        var expires = QuoteStore.utc(clock.instant().plus(GOOD_FOR));
        sql.insertInto(QUOTE_CODE)
                .set(QUOTE_CODE.QUOTE_ID, quote)
                .set(QUOTE_CODE.HASH, sha256(quote + code))
                .set(QUOTE_CODE.EXPIRES_AT, expires)
                .onDuplicateKeyUpdate()
                .set(QUOTE_CODE.HASH, sha256(quote + code))
                .set(QUOTE_CODE.EXPIRES_AT, expires)
                .execute();
        return code;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean fits(UUID quote, String typed) {
        var code = typed.replaceAll("\\s", "");
        var kept = sql.selectFrom(QUOTE_CODE)
                .where(QUOTE_CODE.QUOTE_ID.eq(quote))
                .and(QUOTE_CODE.EXPIRES_AT.gt(QuoteStore.utc(clock.instant())))
                .fetchOne();
        return kept != null && MessageDigest.isEqual(Objects.requireNonNull(kept.getHash()), sha256(quote + code));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(UUID quote) {
        sql.deleteFrom(QUOTE_CODE).where(QUOTE_CODE.QUOTE_ID.eq(quote)).execute();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
