package io.diabolo.identity;

import static io.diabolo.identity.AccountStore.utc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The second factors of accounts, through the functions of the schema. */
@Repository
class SecondFactorStore {
    private final DSLContext sql;

    SecondFactorStore(DSLContext sql) {
        this.sql = sql;
    }

    /** @param sealed the key, encrypted */
    record Kept(byte[] sealed, boolean confirmed, int codesLeft) {}

    @Nullable
    Kept find(UUID account) {
        return sql.resultQuery("select secret, confirmed_at, codes_left from second_factor_of(?)", account)
                .fetchOne(row -> new Kept(row.get(0, byte[].class), row.get(1) != null, row.get(2, Integer.class)));
    }

    /** Nothing happens to one that is in use. */
    void begin(UUID account, byte[] sealed) {
        sql.fetch("select begin_second_factor(?, ?)", account, sealed);
    }

    /** False when somebody was first. */
    boolean confirm(UUID account, Instant at) {
        return isTrue("select confirm_second_factor(?, cast(? as timestamptz))", account, utc(at));
    }

    /** False when this step's code or a later one was taken before. */
    boolean take(UUID account, long step) {
        return isTrue("select take_second_factor_step(?, ?)", account, step);
    }

    boolean useCode(UUID account, byte[] hash, Instant at) {
        return isTrue("select use_recovery_code(?, ?, cast(? as timestamptz))", account, hash, utc(at));
    }

    void replaceCodes(UUID account, List<String> codes) {
        sql.fetch("select forget_recovery_codes(?)", account);
        codes.forEach(code -> sql.fetch("select save_recovery_code(?, ?)", account, RecoveryCodes.hash(account, code)));
    }

    void remove(UUID account) {
        sql.fetch("select remove_second_factor(?)", account);
    }

    private boolean isTrue(String query, Object... values) {
        return Boolean.TRUE.equals(sql.resultQuery(query, values).fetchSingle(0, Boolean.class));
    }
}
