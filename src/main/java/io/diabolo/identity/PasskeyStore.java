package io.diabolo.identity;

import static io.diabolo.identity.AccountStore.utc;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/** Passkeys, through the functions of the schema; a person's handle on their devices is the id of the account. */
@Repository
class PasskeyStore implements UserCredentialRepository {
    private static final String COLUMNS = """
            select id, account_id, credential_id, public_key, signature_count, transports, user_verified, backup_eligible,
                   backup_state, attestation_object, client_data, label, created_at, last_used_at from\s""";

    private final DSLContext sql;

    PasskeyStore(DSLContext sql) {
        this.sql = sql;
    }

    /** As its owner sees it. */
    record Passkey(UUID id, String label, Instant createdAt, Instant lastUsedAt) {}

    List<Passkey> of(UUID account) {
        return sql.resultQuery("select id, label, created_at, last_used_at from passkeys_of(?)", account)
                .fetch(row -> new Passkey(
                        row.get("id", UUID.class),
                        row.get("label", String.class),
                        instant(row, "created_at"),
                        instant(row, "last_used_at")));
    }

    boolean remove(UUID account, UUID id) {
        return Boolean.TRUE.equals(
                sql.resultQuery("select remove_passkey(?, ?)", account, id).fetchSingle(0, Boolean.class));
    }

    @Nullable
    String email(UUID account) {
        return sql.resultQuery("select email_of_account(?)", account).fetchSingle(0, String.class);
    }

    @Override
    public void save(CredentialRecord passkey) {
        sql.fetch(
                "select save_passkey(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as timestamptz), cast(? as timestamptz))",
                account(passkey.getUserEntityUserId()),
                passkey.getCredentialId().getBytes(),
                passkey.getPublicKey().getBytes(),
                passkey.getSignatureCount(),
                passkey.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .collect(Collectors.joining(",")),
                passkey.isUvInitialized(),
                passkey.isBackupEligible(),
                passkey.isBackupState(),
                bytes(passkey.getAttestationObject()),
                bytes(passkey.getAttestationClientDataJSON()),
                passkey.getLabel(),
                utc(passkey.getCreated()),
                utc(passkey.getLastUsed()));
    }

    /** Never asked for: its owner removes it, see {@link #remove}. */
    @Override
    public void delete(Bytes credential) {
        throw new UnsupportedOperationException("a passkey is removed by its owner");
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        return sql.resultQuery(COLUMNS + "passkey_by_credential(?)", credential.getBytes())
                .fetchOne(PasskeyStore::passkey);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes user) {
        return sql.resultQuery(COLUMNS + "passkeys_of(?)", account(user)).fetch(PasskeyStore::passkey);
    }

    private static CredentialRecord passkey(Record row) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .userEntityUserId(handle(row.get("account_id", UUID.class)))
                .credentialId(new Bytes(row.get("credential_id", byte[].class)))
                .publicKey(new ImmutablePublicKeyCose(row.get("public_key", byte[].class)))
                .signatureCount(row.get("signature_count", Long.class))
                .transports(transports(row.get("transports", String.class)))
                .uvInitialized(row.get("user_verified", Boolean.class))
                .backupEligible(row.get("backup_eligible", Boolean.class))
                .backupState(row.get("backup_state", Boolean.class))
                .attestationObject(optional(row.get("attestation_object", byte[].class)))
                .attestationClientDataJSON(optional(row.get("client_data", byte[].class)))
                .label(row.get("label", String.class))
                .created(instant(row, "created_at"))
                .lastUsed(instant(row, "last_used_at"))
                .build();
    }

    static Bytes handle(UUID account) {
        return new Bytes(ByteBuffer.allocate(16)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array());
    }

    /** @throws IllegalArgumentException when it isn't one of ours */
    static UUID account(Bytes handle) {
        var bytes = ByteBuffer.wrap(handle.getBytes());
        if (bytes.remaining() != 16) {
            throw new IllegalArgumentException("not a handle of an account");
        }
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static Set<AuthenticatorTransport> transports(String text) {
        return Arrays.stream(text.split(","))
                .filter(name -> !name.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toSet());
    }

    private static Instant instant(Record row, String column) {
        return row.get(column, OffsetDateTime.class).toInstant();
    }

    private static byte @Nullable [] bytes(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.getBytes();
    }

    private static @Nullable Bytes optional(byte @Nullable [] bytes) {
        return bytes == null ? null : new Bytes(bytes);
    }
}
