package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.USAGE_ALLOWANCE;
import static io.diabolo.records.FieldKind.DECIMAL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;

import io.diabolo.jooq.tables.Member;
import io.diabolo.jooq.tables.Product;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import io.diabolo.rules.Rules;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What comes with a product: how much of a feature one unit includes in thirty days. By it a customer's use is near its
 * limit.
 */
@Component
@Order(92)
class AllowanceType implements RecordType {
    private static final Product OF = PRODUCT.as("of_product");
    private static final Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, USAGE_ALLOWANCE.NAME)
                    .sortedBy(USAGE_ALLOWANCE.NAME_KEY)
                    .without(Use.BULK),
            RecordField.reference("product", "product", USAGE_ALLOWANCE.PRODUCT_ID, OF.NAME)
                    .without(Use.BULK),
            RecordField.of("feature", TEXT, USAGE_ALLOWANCE.FEATURE).without(Use.BULK),
            RecordField.of("per_unit", DECIMAL, USAGE_ALLOWANCE.PER_UNIT).without(Use.BULK),
            RecordField.member("owner", USAGE_ALLOWANCE.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, USAGE_ALLOWANCE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, USAGE_ALLOWANCE.CREATED_AT));

    @Override
    public String id() {
        return "usage_allowance";
    }

    @Override
    public String plural() {
        return "usage-allowances";
    }

    @Override
    public Table<?> table() {
        return USAGE_ALLOWANCE;
    }

    @Override
    public Table<?> from() {
        return USAGE_ALLOWANCE
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(USAGE_ALLOWANCE.WORKSPACE_ID))
                .and(OF.ID.eq(USAGE_ALLOWANCE.PRODUCT_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(USAGE_ALLOWANCE.WORKSPACE_ID))
                .and(OWNER.ID.eq(USAGE_ALLOWANCE.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "product", "feature", "per_unit");
    }

    /** None: all see what a product includes. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        mayEdit(me);
        if (draft.value("product") == null) {
            draft.fault("product", "allowance.fault.product");
        }
        var feature = draft.text("feature");
        if (feature == null) {
            draft.fault("feature", "allowance.fault.feature");
        } else {
            Drafts.usual(draft, "name", feature);
        }
        if (!(draft.value("per_unit") instanceof BigDecimal much) || much.signum() <= 0) {
            draft.fault("per_unit", "allowance.fault.per-unit");
        }
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        mayEdit(me);
    }

    private static void mayEdit(Actor me) {
        me.mayWrite();
        if (!Rules.mayEdit(me)) {
            throw new NotAllowed("rules");
        }
    }
}
