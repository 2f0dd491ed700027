package io.diabolo.api;

import static io.diabolo.jooq.Tables.IDEMPOTENT_ANSWER;

import io.diabolo.jooq.tables.records.IdempotentAnswerRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.Node;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.web.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
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

    /** A request that isn't answered after so long died with its node. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final List<String> HEADERS = List.of("Location", "ETag", "Content-Type", "Diabolo-Change-Set");
    private static final ThreadLocal<@Nullable Begun> UNDER = new ThreadLocal<>();

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final ObjectProvider<SignedIn> who;
    private final HandlerExceptionResolver problems;
    private final JsonMapper json = JsonMapper.shared();
    private final Node node;
    private final Clock clock;
    /** Members and keys that this node is answering. */
    private final Set<String> answering = ConcurrentHashMap.newKeySet();

    private record Begun(Actor me, String key, OffsetDateTime at) {}

    IdempotentWrites(
            DSLContext sql,
            TransactionTemplate transactions,
            ConfigurableTransactionManager manager,
            ObjectProvider<SignedIn> who,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            Node node,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.who = who;
        this.problems = problems;
        this.node = node;
        this.clock = clock;
        manager.addListener(new TransactionExecutionListener() {
            @Override
            public void beforeCommit(TransactionExecution transaction) {
                var begun = UNDER.get();
                var prepares = transaction.isReadOnly() || Files.KEEPING.equals(transaction.getTransactionName());
                if (begun != null && !prepares && WorkspaceScope.workspace() != null) {
                    note(begun);
                }
            }
        });
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
            once(key, request, me, response, chain);
        }
    }

    private void once(String key, HttpServletRequest given, Actor me, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request;
        String hash;
        try {
            request = RequestDigest.isMultipart(given) ? given : new RepeatableRequest(given);
            hash = RequestDigest.of(request);
        } catch (ResponseStatusException | IllegalStateException tooLarge) {
            problems.resolveException(
                    given, response, null, new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, null, tooLarge));
            return;
        }
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        var name = me.member() + " " + key;
        var alone = answering.add(name);
        try {
            once(new Begun(me, key, now), hash, alone, request, response, chain);
        } finally {
            if (alone) {
                answering.remove(name);
            }
        }
    }

    private void once(
            Begun begun,
            String hash,
            boolean alone,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var left = left(begun.at(), alone);
        var before = transactions.execute(_ -> begin(begun, hash, left));
        if (before == null) {
            UNDER.set(begun);
            answer(begun.key(), begun.me(), request, response, chain);
        } else if (!before.getRequestHash().equals(hash)) {
            refuse(request, response, "problem.idempotency.reused");
        } else if (before.getStatus() == null) {
            var isOver = transactions.execute(_ -> sql.fetchExists(
                    IDEMPOTENT_ANSWER, of(begun.key(), begun.me()).and(left)));
            // Nothing was written when we looked: by now it may have ended so, and is to be asked for again.
            var how = Boolean.TRUE.equals(isOver) && before.getWritten() ? "interrupted" : "running";
            refuse(request, response, "problem.idempotency." + how);
        } else {
            repeat(before, response);
        }
    }

    /** The first request under this key gets null and goes on; a later one what the first left. */
    private @Nullable IdempotentAnswerRecord begin(Begun begun, String hash, Condition left) {
        sql.deleteFrom(IDEMPOTENT_ANSWER)
                .where(IDEMPOTENT_ANSWER.CREATED_AT.lt(begun.at().minus(KEPT)))
                .execute();
        var first = sql.insertInto(IDEMPOTENT_ANSWER)
                .set(IDEMPOTENT_ANSWER.MEMBER_ID, begun.me().member().value())
                .set(IDEMPOTENT_ANSWER.KEY, begun.key())
                .set(IDEMPOTENT_ANSWER.REQUEST_HASH, hash)
                .set(IDEMPOTENT_ANSWER.CREATED_AT, begun.at())
                .set(IDEMPOTENT_ANSWER.NODE, node.key())
                .onConflictDoNothing()
                .execute();
        return first == 1 || takenOver(begun, hash, left)
                ? null
                : sql.selectFrom(IDEMPOTENT_ANSWER)
                        .where(of(begun.key(), begun.me()))
                        .fetchSingle();
    }

    /**
     * Who has this key left it without an answer: its node has ended, or this very one answers nothing under it any more,
     * as after a lost database. Should that be wrong, {@link #note} lets the one that was given up commit nothing.
     */
    private Condition left(OffsetDateTime now, boolean alone) {
        var longAgo = IDEMPOTENT_ANSWER.CREATED_AT.lt(now.minus(LONGEST));
        return alone
                ? longAgo.or(IDEMPOTENT_ANSWER.NODE.eq(node.key()))
                        .or("pg_try_advisory_xact_lock_shared({0})", IDEMPOTENT_ANSWER.NODE)
                : longAgo;
    }

    /** A first request that ended before it wrote anything leaves its place to the next. */
    private boolean takenOver(Begun begun, String hash, Condition left) {
        return sql.update(IDEMPOTENT_ANSWER)
                        .set(IDEMPOTENT_ANSWER.CREATED_AT, begun.at())
                        .set(IDEMPOTENT_ANSWER.NODE, node.key())
                        .where(of(begun.key(), begun.me()))
                        .and(IDEMPOTENT_ANSWER.REQUEST_HASH.eq(hash))
                        .and(IDEMPOTENT_ANSWER.STATUS.isNull())
                        .and(IDEMPOTENT_ANSWER.WRITTEN.isFalse())
                        .and(left)
                        .execute()
                == 1;
    }

    private static Condition of(String key, Actor me) {
        return IDEMPOTENT_ANSWER.MEMBER_ID.eq(me.member().value()).and(IDEMPOTENT_ANSWER.KEY.eq(key));
    }

    /**
     * Notes in each transaction that the request commits that it wrote: should its node die, the next one knows. Who was
     * taken for dead and isn't commits nothing any more.
     */
    private void note(Begun begun) {
        // A transaction that only read has no number, and says nothing of the write to come.
        if (Boolean.TRUE.equals(sql.fetchValue("select pg_current_xact_id_if_assigned() is null"))) {
            return;
        }
        var noted = sql.update(IDEMPOTENT_ANSWER)
                .set(IDEMPOTENT_ANSWER.WRITTEN, true)
                .where(of(begun.key(), begun.me()))
                .and(IDEMPOTENT_ANSWER.CREATED_AT.eq(begun.at()))
                .execute();
        if (noted == 0) {
            throw new IllegalStateException("another request goes on under this key");
        }
    }

    private void answer(
            String key, Actor me, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caching = new ContentCachingResponseWrapper(response);
        var kept = false;
        try {
            try {
                chain.doFilter(request, caching);
            } finally {
                UNDER.remove();
            }
            if (caching.getStatus() < 500) {
                keep(key, me, caching);
                kept = true;
            }
        } finally {
            if (!kept) {
                // Not what was written though its commit seemed to fail: asked again it would happen twice.
                transactions.executeWithoutResult(_ -> sql.deleteFrom(IDEMPOTENT_ANSWER)
                        .where(of(key, me))
                        .and(IDEMPOTENT_ANSWER.WRITTEN.isFalse())
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
                .where(of(key, me))
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
}
