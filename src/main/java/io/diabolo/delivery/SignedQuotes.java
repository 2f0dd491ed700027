package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.SALES_ORDER;

import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Of which quote an order or a contract was made. */
@Component
class SignedQuotes {
    private final DSLContext sql;

    SignedQuotes(DSLContext sql) {
        this.sql = sql;
    }

    @Transactional(readOnly = true)
    public UUID ofOrder(UUID order) {
        return sql.select(SALES_ORDER.QUOTE_ID)
                .from(SALES_ORDER)
                .where(SALES_ORDER.ID.eq(order))
                .fetchSingle()
                .value1();
    }

    @Transactional(readOnly = true)
    public UUID ofContract(UUID contract) {
        return sql.select(CONTRACT.QUOTE_ID)
                .from(CONTRACT)
                .where(CONTRACT.ID.eq(contract))
                .fetchSingle()
                .value1();
    }
}
