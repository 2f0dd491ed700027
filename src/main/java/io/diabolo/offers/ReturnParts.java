package io.diabolo.offers;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** A bundle is made again of what it was made of before an undone change, and a calculator computes again as it did. */
@Component
class ReturnParts implements AfterUndo {
    private final DSLContext sql;

    ReturnParts(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        var of = "from change where change_set_id = ? and record_type = 'product' and jsonb_exists(before, 'parts')";
        sql.execute("delete from product_part where bundle_id in (select record_id " + of + ")", changeSet);
        sql.execute("""
                insert into product_part (bundle_id, part_id, position, quantity)
                select change.record_id, product.id, was.position, (was.part ->> 'quantity')::numeric
                from change
                cross join lateral jsonb_array_elements(change.before -> 'parts') with ordinality as was (part, position)
                join product on product.id = (was.part ->> 'product')::uuid
                where change.change_set_id = ? and change.record_type = 'product' and jsonb_exists(change.before, 'parts')
                on conflict do nothing
                """, changeSet);
        sql.fetch("""
                select record_id, (before -> 'calculator')::text,
                    before -> 'calculator' = '{"inputs": [], "results": []}'::jsonb
                from change where change_set_id = ? and record_type = 'product' and jsonb_exists(before, 'calculator')
                """, changeSet)
                .forEach(row -> Calculators.write(
                        sql,
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        Boolean.TRUE.equals(row.get(2, Boolean.class))));
    }
}
