package io.diabolo.offers;

import static io.diabolo.jooq.Tables.OPPORTUNITY_PRODUCT;
import static io.diabolo.jooq.Tables.PRODUCT;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The products of an opportunity, beside it. */
@Component
@Order(20)
class OfferedProducts implements RecordBeside {
    private final DSLContext sql;

    OfferedProducts(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("opportunity")) {
            return List.of();
        }
        var lines = sql.select(PRODUCT.ID, PRODUCT.NAME, PRODUCT.FAMILY)
                .from(OPPORTUNITY_PRODUCT)
                .join(PRODUCT)
                .on(PRODUCT.WORKSPACE_ID.eq(OPPORTUNITY_PRODUCT.WORKSPACE_ID))
                .and(PRODUCT.ID.eq(OPPORTUNITY_PRODUCT.PRODUCT_ID))
                .where(OPPORTUNITY_PRODUCT.OPPORTUNITY_ID.eq(row.id()))
                .orderBy(PRODUCT.NAME_KEY, PRODUCT.ID)
                .fetch(one -> Line.of(one.value2(), one.value3(), "products", one.value1()));
        return List.of(new Panel("record.products", lines));
    }
}
