package io.diabolo.offers;

import static io.diabolo.jooq.Tables.OPPORTUNITY_PRODUCT;
import static io.diabolo.jooq.Tables.PRODUCT;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The products of an opportunity, beside it. */
@Component
@Order(20)
class OfferedProducts implements RecordBeside {
    private static final int SUGGESTED = 100;
    private final DSLContext sql;

    OfferedProducts(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("opportunity")) {
            return List.of();
        }
        var path = "/opportunities/" + row.id() + "/products";
        var lines = sql.select(PRODUCT.ID, PRODUCT.NAME, PRODUCT.FAMILY)
                .from(OPPORTUNITY_PRODUCT)
                .join(PRODUCT)
                .on(PRODUCT.WORKSPACE_ID.eq(OPPORTUNITY_PRODUCT.WORKSPACE_ID))
                .and(PRODUCT.ID.eq(OPPORTUNITY_PRODUCT.PRODUCT_ID))
                .where(OPPORTUNITY_PRODUCT.OPPORTUNITY_ID.eq(row.id()))
                .orderBy(PRODUCT.NAME_KEY, PRODUCT.ID)
                .fetch(one -> new Line(
                        one.value2(),
                        one.value3() == null ? "" : one.value3(),
                        "/products/" + one.value1(),
                        path + "/" + one.value1() + "/removal"));
        return List.of(
                new Panel("record.products", lines, new Adding(path, "product", "product.add", others(row.id()))));
    }

    /** The names of those that may be added; a long catalogue is typed, not picked. */
    private List<String> others(UUID opportunity) {
        return sql.select(PRODUCT.NAME)
                .from(PRODUCT)
                .where(PRODUCT.DELETED_AT.isNull())
                .and(PRODUCT.ID.notIn(DSL.select(OPPORTUNITY_PRODUCT.PRODUCT_ID)
                        .from(OPPORTUNITY_PRODUCT)
                        .where(OPPORTUNITY_PRODUCT.OPPORTUNITY_ID.eq(opportunity))))
                .orderBy(PRODUCT.NAME_KEY, PRODUCT.ID)
                .limit(SUGGESTED)
                .fetch(PRODUCT.NAME);
    }
}
