package io.diabolo.identity;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Accounts and links: tables that know no workspace, reached through the functions of the schema only. */
@Repository
class AccountStore {
    private final DSLContext sql;

    AccountStore(DSLContext sql) {
        this.sql = sql;
    }

    record Account(UUID id, @Nullable String passwordHash) {}

    /** What a one-time link leads to. */
    record Target(
            String purpose,
            @Nullable UUID workspace,
            @Nullable UUID member,
            @Nullable UUID account) {}

    @Nullable
    Account byEmail(String email) {
        return sql.resultQuery("select account_id, password_hash from account_for_sign_in(?)", email)
                .fetchOne(row -> new Account(row.get(0, UUID.class), row.get(1, String.class)));
    }

    @Nullable
    String passwordOf(UUID account) {
        return sql.resultQuery("select password_of(?)", account).fetchOne(0, String.class);
    }

    void changePassword(UUID account, String hash) {
        sql.fetch("select change_password(?, ?)", account, hash);
    }

    /** API tokens of all its workspaces, and passkeys: what somebody else may have made with the old password. */
    void revokeKeys(UUID account) {
        sql.fetch("select revoke_tokens_of_account(?)", account);
        sql.fetch("select forget_passkeys(?)", account);
    }

    UUID save(String email, String hash) {
        return Objects.requireNonNull(
                sql.resultQuery("select save_account(?, ?)", email, hash).fetchSingle(0, UUID.class));
    }

    /** One without a password, for who signs in elsewhere. */
    UUID outside(String email) {
        return Objects.requireNonNull(
                sql.resultQuery("select save_account(?, null)", email).fetchSingle(0, UUID.class));
    }

    /** Where the account is an active member, the oldest membership first. */
    List<Membership> memberships(UUID account) {
        return sql.resultQuery("select workspace_id, member_id, workspace_name from memberships(?)", account)
                .fetch(row -> new Membership(
                        new WorkspaceId(row.get(0, UUID.class)),
                        new MemberId(row.get(1, UUID.class)),
                        row.get(2, String.class)));
    }

    /** Null when the attempt may be made, which notes it; else when the next one may. */
    @Nullable
    Instant noteAttempt(byte[] key, Instant at, Instant since, int most) {
        var until = sql.resultQuery(
                        "select note_attempt(?, cast(? as timestamptz), cast(? as timestamptz), ?)",
                        key,
                        utc(at),
                        utc(since),
                        most)
                .fetchSingle(0, OffsetDateTime.class);
        return until == null ? null : until.toInstant();
    }

    /** The attempt noted at that time was a good one. */
    void takeBackAttempt(byte[] key, Instant at) {
        sql.fetch("select take_back_attempt(?, cast(? as timestamptz))", key, utc(at));
    }

    void forgetAttempts(byte[] key) {
        sql.fetch("select forget_attempts(?)", key);
    }

    void saveLink(Secret secret, String purpose, @Nullable UUID member, @Nullable UUID account, Instant until) {
        sql.fetch(
                "select save_link(?, ?, cast(? as uuid), cast(? as uuid), cast(? as timestamptz))",
                secret.hash(),
                purpose,
                member,
                account,
                utc(until));
    }

    @Nullable
    Target linkTarget(Secret secret) {
        return sql.resultQuery("select purpose, workspace_id, member_id, account_id from link_target(?)", secret.hash())
                .fetchOne(row -> new Target(
                        row.get(0, String.class),
                        row.get(1, UUID.class),
                        row.get(2, UUID.class),
                        row.get(3, UUID.class)));
    }

    /** Uses it up; false when somebody was first. */
    boolean useLink(Secret secret) {
        return Boolean.TRUE.equals(
                sql.resultQuery("select use_link(?)", secret.hash()).fetchSingle(0, Boolean.class));
    }

    void forgetPastAccess(Instant before) {
        sql.fetch("select forget_past_access(cast(? as timestamptz))", utc(before));
    }

    void forgetSetupLinks() {
        sql.fetch("select forget_setup_links()");
    }

    void revokeAccess(MemberId member) {
        sql.fetch("select revoke_access(?)", member.value());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
