package io.diabolo.accounts;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which product could be offered to whom. */
@Component
class Offerable {
    private final DSLContext sql;

    Offerable(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * By company the product that it neither has, nor is offered, nor has refused, and that most other customers have.
     *
     * @param only null: whichever
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, UUID> to(List<UUID> companies, @Nullable UUID only, LocalDate today) {
        return found("""
                with has as (
                    select c.company_id, l.product_id
                    from contract c join contract_line l on l.contract_id = c.id
                    where c.state = 'running' and c.deleted_at is null and l.product_id is not null
                      and l.from_on <= {1} and (l.until_on is null or l.until_on > {1})),
                liked as (select product_id, count(distinct company_id) as n from has group by product_id)
                select distinct on (one.id) one.id, p.id
                from unnest({0}) as one (id)
                cross join product p
                left join liked on liked.product_id = p.id
                where p.deleted_at is null and ({2} is null or p.id = {2})
                  and not exists (select from has where has.company_id = one.id and has.product_id = p.id)
                  and not exists (select from whitespace_refusal r where r.company_id = one.id and r.product_id = p.id)
                  and not exists (select from opportunity o join opportunity_product op on op.opportunity_id = o.id
                                  where o.company_id = one.id and op.product_id = p.id and o.deleted_at is null
                                    and o.stage in ('discovery', 'proposal', 'closing'))
                order by one.id, liked.n desc nulls last, p.name_key, p.id
                """, companies, today, only);
    }

    /** By company the product on which it spends most. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, UUID> mainOf(List<UUID> companies, LocalDate today) {
        return found("""
                select distinct on (c.company_id) c.company_id, l.product_id
                from contract c
                join contract_line l on l.contract_id = c.id
                where c.company_id = any ({0}) and c.state = 'running' and c.deleted_at is null and l.product_id is not null
                  and l.from_on <= {1} and (l.until_on is null or l.until_on > {1}) and {2} is null
                order by c.company_id, l.yearly_minor desc, l.product_id
                """, companies, today, null);
    }

    private Map<UUID, UUID> found(String query, List<UUID> companies, LocalDate today, @Nullable UUID only) {
        var all = new HashMap<UUID, UUID>();
        if (!companies.isEmpty()) {
            sql.fetch(query, val(companies.toArray(UUID[]::new)), val(today), val(only, SQLDataType.UUID))
                    .forEach(row -> all.put(row.get(0, UUID.class), row.get(1, UUID.class)));
        }
        return all;
    }
}
