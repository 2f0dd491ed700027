package io.diabolo.offers;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Products that an undone change had taken from an opportunity return; those it had added went with its rows. */
@Component
class ReturnProducts implements AfterUndo {
    private final DSLContext sql;

    ReturnProducts(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        sql.execute("""
                insert into opportunity_product (opportunity_id, product_id)
                select change.record_id, product.id
                from change
                cross join lateral jsonb_array_elements_text(change.before -> 'product_ids') as taken (id)
                join product on product.id = taken.id::uuid
                join opportunity on opportunity.id = change.record_id
                where change.change_set_id = ? and change.record_type = 'opportunity'
                  and jsonb_exists(change.before, 'product_ids')
                  and not jsonb_exists(change.after -> 'product_ids', taken.id)
                on conflict do nothing
                """, changeSet);
    }
}
