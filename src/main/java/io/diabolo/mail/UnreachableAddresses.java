package io.diabolo.mail;

import static io.diabolo.jooq.Tables.UNREACHABLE_ADDRESS;

import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Addresses to which nothing is sent any more, with what their servers said. */
@Component
class UnreachableAddresses {
    private final DSLContext sql;

    UnreachableAddresses(DSLContext sql) {
        this.sql = sql;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void mark(String address, UUID mail, String said, Instant now) {
        if (sql.fetchExists(UNREACHABLE_ADDRESS, UNREACHABLE_ADDRESS.ADDRESS.eq(address))) {
            return;
        }
        sql.insertInto(UNREACHABLE_ADDRESS)
                .set(UNREACHABLE_ADDRESS.ADDRESS, address)
                .set(UNREACHABLE_ADDRESS.MAIL_ID, mail)
                .set(UNREACHABLE_ADDRESS.SAID, said)
                .set(UNREACHABLE_ADDRESS.SINCE, Mailboxes.utc(now))
                .execute();
    }
}
