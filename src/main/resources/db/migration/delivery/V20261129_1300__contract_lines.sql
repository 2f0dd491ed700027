-- A contract may have run before Diabolo came; what was signed here has an order, a quote and an opportunity.
alter table contract
    alter column order_id drop not null,
    alter column quote_id drop not null,
    alter column opportunity_id drop not null;
alter table contract
    add column csm_id             uuid,                                     -- who looks after the customer
    add column renewal_kind       text not null default 'tacit' check (renewal_kind in ('tacit', 'express', 'none')),
    add column notice_months      integer not null default 3 check (notice_months between 0 and 36),
    add column notice_on          date,                                     -- the last day on which notice can be given
    add column indexation         text not null default 'none' check (indexation in ('none', 'fixed', 'syntec', 'ilat', 'ilc', 'cpi')),
    add column indexation_percent numeric(5, 2) check (indexation_percent between -50 and 100),
    add column ends_on            date,                                     -- its last day, once that is known
    add column end_reason         text check (end_reason in ('expired', 'price', 'product', 'service', 'competitor', 'closed', 'moved', 'other')),
    add column end_note           text not null default '',
    add column monthly_minor      bigint not null default 0,                -- before tax, of a month, as it stands today
    add column settled_on         date not null default current_date,      -- when its amounts and state were looked at last
    add column rate               numeric(19, 9),                           -- what its currency is worth in the workspace's; null where nobody knows
    add foreign key (workspace_id, csm_id) references member,
    add check (ends_on >= starts_on - 1);
update contract set notice_on = (renewal_on - make_interval(months => notice_months))::date;
update contract c set rate = 1 from workspace_setting s where s.workspace_id = c.workspace_id and s.currency = c.currency;
create index contract_of_csm on contract (workspace_id, csm_id) where csm_id is not null;
-- What runs on, renews or ends by itself when its day has come.
create index contract_due on contract (workspace_id, renewal_on) where state = 'running' and deleted_at is null;

-- What was agreed about a contract after its signature, and since when it holds.
create table contract_amendment (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    contract_id  uuid        not null,
    kind         text        not null check (kind in ('change', 'indexation', 'renewal', 'end', 'resumption')),
    effective_on date        not null,
    note         text        not null default '',
    member_id    uuid        not null,
    recorded_at  timestamptz not null default now(),
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, contract_id) references contract on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('contract_amendment');
create index contract_amendment_of on contract_amendment (workspace_id, contract_id, effective_on);
create index contract_amendment_by on contract_amendment (workspace_id, member_id);
create index contract_amendment_created_in on contract_amendment (workspace_id, created_in) where created_in is not null;

-- What is paid again and again for one thing, while it stays the same. What changes ends, and another line goes on.
create table contract_line (
    workspace_id  uuid           not null default current_workspace(),
    id            uuid           not null default uuidv7(),
    contract_id   uuid           not null,
    product_id    uuid,
    name          text           not null,
    quantity      numeric(13, 3) not null default 1,
    amount_minor  bigint         not null check (amount_minor >= 0),      -- before tax, of a period, in the contract's currency
    period        text           not null check (period in ('month', 'quarter', 'year')),
    from_on       date           not null,
    until_on      date,                                                     -- the first day on which it isn't paid any more
    monthly_minor bigint         not null,                                  -- in the workspace's currency
    yearly_minor  bigint         not null,
    added_by      uuid,                                                     -- the amendment; null: there from the beginning
    ended_by      uuid,
    created_in    uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, contract_id) references contract on delete cascade,
    foreign key (workspace_id, product_id) references product on delete set null (product_id),
    foreign key (workspace_id, added_by) references contract_amendment on delete set null (added_by),
    foreign key (workspace_id, ended_by) references contract_amendment on delete set null (ended_by),
    check (until_on >= from_on)
);
call isolate('contract_line');
create index contract_line_of on contract_line (workspace_id, contract_id, from_on);
create index contract_line_of_product on contract_line (workspace_id, product_id) where product_id is not null;
create index contract_line_added_by on contract_line (workspace_id, added_by) where added_by is not null;
create index contract_line_ended_by on contract_line (workspace_id, ended_by) where ended_by is not null;
create index contract_line_created_in on contract_line (workspace_id, created_in) where created_in is not null;

-- How a customer's recurring money changed in a month, by product: what runs on the month's last day less what ran on the
-- last day of the month before. Written by nothing but recount_mrr, so that it is always what the contracts say.
create table mrr_movement (
    workspace_id  uuid   not null default current_workspace(),
    customer_id   uuid   not null,                 -- the company; the contract where it has none
    month         date   not null,                 -- its first day
    product_id    uuid   not null,                 -- all zeros: no product
    kind          text   not null check (kind in ('new', 'expansion', 'contraction', 'churn', 'reactivation')),
    product_kind  text   not null check (product_kind in ('new', 'expansion', 'contraction', 'churn', 'reactivation')),
    monthly_minor bigint not null,
    yearly_minor  bigint not null,
    primary key (workspace_id, customer_id, month, product_id)
);
call isolate('mrr_movement');
revoke insert, update, delete on mrr_movement from ${app_user};
create index mrr_movement_of_month on mrr_movement (workspace_id, month) include (kind, monthly_minor, yearly_minor);

-- The first row of a customer is its beginning; down to nothing it is lost, and from there it comes back.
create function mrr_kind(nth bigint, after numeric, change numeric) returns text
    language sql immutable parallel safe
    return case when nth = 1 then 'new'
                when after = 0 and change < 0 then 'churn'
                when after = change and change > 0 then 'reactivation'
                when change < 0 then 'contraction'
                else 'expansion' end;

create function first_of_month(day date) returns date
    language sql immutable strict parallel safe
    return day - extract(day from day)::integer + 1;

-- Writes the movements of these customers anew. A line counts on the last days of months from its first day on, until it or
-- its contract has ended. One at a time in a workspace: who waited sees what the other wrote.
create function recount_mrr(place uuid, customers uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('mrr' || place::text, 0));
    delete from mrr_movement m where m.workspace_id = place and m.customer_id = any (customers);
    insert into mrr_movement (workspace_id, customer_id, month, product_id, kind, product_kind, monthly_minor, yearly_minor)
    with counted as (
        select coalesce(c.company_id, c.id) as customer,
               coalesce(l.product_id, '00000000-0000-0000-0000-000000000000') as product,
               first_of_month(l.from_on) as came,
               first_of_month(least(l.until_on, c.ends_on + 1)) as went,
               l.monthly_minor, l.yearly_minor
        from contract c
        join contract_line l on l.workspace_id = c.workspace_id and l.contract_id = c.id
        where c.workspace_id = place and c.deleted_at is null and l.yearly_minor > 0
          and (c.company_id = any (customers) or c.company_id is null and c.id = any (customers))),
    event as (
        select customer, product, came as month, monthly_minor, yearly_minor from counted where went is null or came < went
        union all
        select customer, product, went, -monthly_minor, -yearly_minor from counted where came < went),
    moved as (
        select customer, product, month, sum(monthly_minor) as monthly, sum(yearly_minor) as yearly
        from event group by customer, product, month having sum(monthly_minor) <> 0 or sum(yearly_minor) <> 0),
    whole as (
        select customer, month, sum(yearly) as change,
               sum(sum(yearly)) over (partition by customer order by month) as after,
               row_number() over (partition by customer order by month) as nth
        from moved group by customer, month)
    select place, m.customer, m.month, m.product, mrr_kind(w.nth, w.after, w.change),
           mrr_kind(row_number() over (partition by m.customer, m.product order by m.month),
                    sum(m.yearly) over (partition by m.customer, m.product order by m.month), m.yearly),
           m.monthly, m.yearly
    from moved m join whole w on w.customer = m.customer and w.month = m.month;
end $$;
revoke all on function recount_mrr(uuid, uuid[]) from public;

create function count_contracts() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    if tg_op = 'INSERT' then
        perform recount_mrr(workspace_id, array_agg(distinct coalesce(company_id, id))) from new_rows group by workspace_id;
    elsif tg_op = 'DELETE' then
        perform recount_mrr(workspace_id, array_agg(distinct coalesce(company_id, id))) from old_rows group by workspace_id;
    else
        perform recount_mrr(n.workspace_id, array_agg(distinct one.customer))
        from new_rows n
        join old_rows o on o.workspace_id = n.workspace_id and o.id = n.id
        cross join lateral (values (coalesce(o.company_id, o.id)), (coalesce(n.company_id, n.id))) as one (customer)
        where (o.company_id, o.ends_on, o.deleted_at) is distinct from (n.company_id, n.ends_on, n.deleted_at)
        group by n.workspace_id;
    end if;
    return null;
end $$;
create trigger contract_comes after insert on contract referencing new table as new_rows
    for each statement execute function count_contracts();
create trigger contract_changes after update on contract referencing old table as old_rows new table as new_rows
    for each statement execute function count_contracts();
create trigger contract_goes after delete on contract referencing old table as old_rows
    for each statement execute function count_contracts();

create function count_contract_lines() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    if tg_op = 'DELETE' then
        perform recount_mrr(c.workspace_id, array_agg(distinct coalesce(c.company_id, c.id)))
        from old_rows l join contract c on c.workspace_id = l.workspace_id and c.id = l.contract_id group by c.workspace_id;
    else
        perform recount_mrr(c.workspace_id, array_agg(distinct coalesce(c.company_id, c.id)))
        from new_rows l join contract c on c.workspace_id = l.workspace_id and c.id = l.contract_id group by c.workspace_id;
    end if;
    return null;
end $$;
create trigger contract_line_comes after insert on contract_line referencing new table as new_rows
    for each statement execute function count_contract_lines();
create trigger contract_line_changes after update on contract_line referencing new table as new_rows
    for each statement execute function count_contract_lines();
create trigger contract_line_goes after delete on contract_line referencing old table as old_rows
    for each statement execute function count_contract_lines();

-- Contracts that were there have one line, worth what they are worth.
insert into contract_line (workspace_id, contract_id, name, amount_minor, period, from_on, monthly_minor, yearly_minor)
select workspace_id, id, name, recurring_minor, 'year', starts_on, round(recurring_minor / 12.0 * coalesce(rate, 0)),
       round(recurring_minor * coalesce(rate, 0))
from contract where recurring_minor > 0;
update contract set monthly_minor = round(recurring_minor / 12.0);
