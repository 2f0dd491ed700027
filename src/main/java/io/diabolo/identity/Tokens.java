package io.diabolo.identity;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** API tokens. Each member has their own; none can do more than the member. */
@Service
public class Tokens {
    private final DSLContext sql;
    private final Clock clock;

    private final ApplicationEventPublisher events;

    Tokens(DSLContext sql, Clock clock, ApplicationEventPublisher events) {
        this.events = events;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Makes a token for oneself.
     *
     * @return the secret, which can't be read again
     * @throws NotAllowed when it would reach further than what made it
     */
    @Transactional
    public String create(String name, Scope scope, @Nullable Instant expiresAt, Actor me) {
        me.mayWrite();
        if (!me.scope().includes(scope)) {
            throw new NotAllowed("scope");
        }
        if (name.isBlank() || name.length() > 80) {
            throw new BadInput("name", "identity.fault.name");
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw new BadInput("expires_on", "identity.fault.past");
        }
        var secret = Secret.random("dia_");
        sql.fetch(
                "select save_token(?, ?, ?, ?, cast(? as timestamptz))",
                secret.hash(),
                me.member().value(),
                name.strip(),
                scope.id(),
                expiresAt == null ? null : AccountStore.utc(expiresAt));
        events.publishEvent(new AccessChanged(me, "token.created", name.strip() + " (" + scope.id() + ")"));
        return secret.text();
    }

    /** One's own that still work or could, the newest first. */
    @Transactional(readOnly = true)
    public List<ApiToken> list(Actor me) {
        return sql.resultQuery(
                        "select id, name, scope, created_at, last_used_at, expires_at from tokens_of(?)",
                        me.member().value())
                .fetch(row -> new ApiToken(
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        scope(row.get(2, String.class)),
                        instant(row.get(3, OffsetDateTime.class)),
                        nullable(row.get(4, OffsetDateTime.class)),
                        nullable(row.get(5, OffsetDateTime.class))));
    }

    /** Ends one of one's own. @throws NoSuchRecord also when it is somebody else's */
    @Transactional
    public void revoke(UUID token, Actor me) {
        me.mayWrite();
        var done = sql.resultQuery(
                        "select revoke_token(?, ?)", token, me.member().value())
                .fetchSingle(0, Boolean.class);
        if (!Boolean.TRUE.equals(done)) {
            throw new NoSuchRecord("token", token);
        }
        events.publishEvent(new AccessChanged(me, "token.revoked", ""));
    }

    /** Whose it is; null when it isn't good. Needs no workspace, it tells it. */
    @Nullable
    TokenOwner owner(Secret secret) {
        return sql.resultQuery("select workspace_id, member_id, scope, token_id from token_owner(?)", secret.hash())
                .fetchOne(row -> new TokenOwner(
                        new WorkspaceId(row.get(0, UUID.class)),
                        new MemberId(row.get(1, UUID.class)),
                        scope(row.get(2, String.class)),
                        row.get(3, UUID.class)));
    }

    static Scope scope(String id) {
        return Scope.valueOf(id.toUpperCase(Locale.ROOT));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    private static @Nullable Instant nullable(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
