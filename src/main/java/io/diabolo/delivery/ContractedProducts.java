package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.PRODUCT;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The products of which a contract may get a line. */
@Component
class ContractedProducts {
    private static final int OFFERED = 200;
    private final DSLContext sql;

    ContractedProducts(DSLContext sql) {
        this.sql = sql;
    }

    record Choice(String id, String name) {}

    /** The first of them by name. */
    @Transactional(readOnly = true)
    public List<Choice> offered() {
        return sql.select(PRODUCT.ID, PRODUCT.NAME)
                .from(PRODUCT)
                .where(PRODUCT.DELETED_AT.isNull())
                .orderBy(PRODUCT.NAME_KEY)
                .limit(OFFERED)
                .fetch(row -> new Choice(row.value1().toString(), row.value2()));
    }

    /** Null when there is none, or it lies in the bin. */
    @Transactional(readOnly = true)
    public @Nullable String name(UUID product) {
        return sql.select(PRODUCT.NAME)
                .from(PRODUCT)
                .where(PRODUCT.ID.eq(product))
                .and(PRODUCT.DELETED_AT.isNull())
                .fetchOne(PRODUCT.NAME);
    }
}
