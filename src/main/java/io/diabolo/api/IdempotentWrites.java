package io.diabolo.api;

import static io.diabolo.jooq.Tables.IDEMPOTENT_ANSWER;

import io.diabolo.jooq.tables.records.IdempotentAnswerRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.web.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A write that carries an Idempotency-Key happens once: for a day the same request gets the same answer again, and another
 * request under that key is refused. Runs within the security chain, which knows who calls.
 */
@Component
@ConditionalOnWebApplication
final class IdempotentWrites extends OncePerRequestFilter {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final List<String> HEADERS = List.of("Location", "ETag", "Content-Type", "Diabolo-Change-Set");

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final ObjectProvider<SignedIn> who;
    private final HandlerExceptionResolver problems;
    private final JsonMapper json;
    private final Clock clock;

    IdempotentWrites(
            DSLContext sql,
            TransactionTemplate transactions,
            ObjectProvider<SignedIn> who,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.who = who;
        this.problems = problems;
        this.json = json;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader("Idempotency-Key") == null
                || !request.getRequestURI().startsWith("/api/v1/")
                || List.of("GET", "HEAD", "OPTIONS").contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var signedIn = who.getIfAvailable();
        var me = signedIn == null ? null : signedIn.actor(request);
        var key = request.getHeader("Idempotency-Key");
        if (me == null) {
            chain.doFilter(request, response);
        } else if (key.isBlank() || key.length() > 255) {
            refuse(request, response, "problem.idempotency.key");
        } else {
            // A large file isn't read twice to be compared; its length has to do.
            var multipart = String.valueOf(request.getContentType()).startsWith("multipart/");
            var again = multipart ? request : new RepeatableRequest(request);
            var body = again instanceof RepeatableRequest read ? read.body() : new byte[0];
            once(key, hash(request, body), me, again, response, chain);
        }
    }

    private void once(
            String key,
            String hash,
            Actor me,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var before = transactions.execute(_ -> begin(key, hash, me));
        if (before == null) {
            answer(key, me, request, response, chain);
        } else if (!before.getRequestHash().equals(hash)) {
            refuse(request, response, "problem.idempotency.reused");
        } else if (before.getStatus() == null) {
            refuse(request, response, "problem.idempotency.running");
        } else {
            repeat(before, response);
        }
    }

    /** The first request under this key gets null and goes on; a later one what the first left. */
    private @Nullable IdempotentAnswerRecord begin(String key, String hash, Actor me) {
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        sql.deleteFrom(IDEMPOTENT_ANSWER)
                .where(IDEMPOTENT_ANSWER.CREATED_AT.lt(now.minus(KEPT)))
                .execute();
        var first = sql.insertInto(IDEMPOTENT_ANSWER)
                .set(IDEMPOTENT_ANSWER.MEMBER_ID, me.member().value())
                .set(IDEMPOTENT_ANSWER.KEY, key)
                .set(IDEMPOTENT_ANSWER.REQUEST_HASH, hash)
                .set(IDEMPOTENT_ANSWER.CREATED_AT, now)
                .onConflictDoNothing()
                .execute();
        return first == 1
                ? null
                : sql.selectFrom(IDEMPOTENT_ANSWER)
                        .where(IDEMPOTENT_ANSWER.MEMBER_ID.eq(me.member().value()))
                        .and(IDEMPOTENT_ANSWER.KEY.eq(key))
                        .fetchSingle();
    }

    private void answer(
            String key, Actor me, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caching = new ContentCachingResponseWrapper(response);
        var kept = false;
        try {
            chain.doFilter(request, caching);
            if (caching.getStatus() < 500) {
                keep(key, me, caching);
                kept = true;
            }
        } finally {
            if (!kept) {
                transactions.executeWithoutResult(_ -> sql.deleteFrom(IDEMPOTENT_ANSWER)
                        .where(IDEMPOTENT_ANSWER.MEMBER_ID.eq(me.member().value()))
                        .and(IDEMPOTENT_ANSWER.KEY.eq(key))
                        .execute());
            }
            caching.copyBodyToResponse();
        }
    }

    private void keep(String key, Actor me, ContentCachingResponseWrapper answer) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : HEADERS) {
            var value = answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        if (answer.getContentType() != null) {
            headers.put("Content-Type", answer.getContentType());
        }
        transactions.executeWithoutResult(_ -> sql.update(IDEMPOTENT_ANSWER)
                .set(IDEMPOTENT_ANSWER.STATUS, (short) answer.getStatus())
                .set(IDEMPOTENT_ANSWER.HEADERS, JSONB.valueOf(json.writeValueAsString(headers)))
                .set(IDEMPOTENT_ANSWER.BODY, new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8))
                .where(IDEMPOTENT_ANSWER.MEMBER_ID.eq(me.member().value()))
                .and(IDEMPOTENT_ANSWER.KEY.eq(key))
                .execute());
    }

    private void repeat(IdempotentAnswerRecord before, HttpServletResponse response) throws IOException {
        response.setStatus(before.getStatus());
        Map<?, ?> headers = json.readValue(before.getHeaders().data(), Map.class);
        headers.forEach((name, value) -> response.setHeader(name.toString(), value.toString()));
        response.setHeader("Idempotency-Replayed", "true");
        var body = before.getBody();
        if (body != null && !body.isEmpty()) {
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String key) {
        problems.resolveException(request, response, null, new BadInput("Idempotency-Key", key));
    }

    private static String hash(HttpServletRequest request, byte[] body) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var line = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + " "
                    + request.getContentLengthLong();
            sha.update(line.getBytes(StandardCharsets.UTF_8));
            sha.update(body);
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
