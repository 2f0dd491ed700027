-- Customers: who has a contract, and what a year of those that run comes to in the workspace's currency.
with customer as (
    select c.company_id as id, bool_or(c.state = 'running') as running,
           coalesce(sum({4}) filter (where c.state = 'running'), 0)::bigint as yearly,
           min(c.starts_on) as since,
           min(c.renewal_on) filter (where c.state = 'running' and c.ends_on is null) as renewal_on,
           min(c.notice_on) filter (where c.state = 'running' and c.ends_on is null) as notice_on,
           max(c.ends_on) as ended_on,
           (array_agg(c.end_reason order by c.ends_on desc nulls last))[1] as end_reason,
           (array_agg(c.owner_id order by c.starts_on desc, c.id))[1] as ae,
           (array_agg(c.csm_id order by c.starts_on desc, c.id) filter (where c.csm_id is not null))[1] as csm
    from contract c
    where c.company_id is not null and c.deleted_at is null and ({2} is null or c.company_id = any ({2}))
    group by c.company_id),
-- What is paid for today.
line as (
    select c.company_id as id, l.product_id, l.quantity, p.name
    from contract c
    join contract_line l on l.contract_id = c.id
    join product p on p.id = l.product_id
    where c.state = 'running' and c.deleted_at is null and l.from_on <= {0} and (l.until_on is null or l.until_on > {0})
      and ({2} is null or c.company_id = any ({2}))),
bought as (
    select id, count(distinct product_id)::integer as n, string_agg(distinct name, ', ' order by name) as names
    from line group by id),
-- Who took the customer over: the contact only by the hand-off that says so.
handed as (
    select h.subject_id as id,
           (array_agg(h.answered_by order by h.answered_at desc) filter (where h.kind = 'customer-contact'))[1] as contact,
           (array_agg(h.answered_by order by h.answered_at desc) filter (where h.kind in ('customer-contact', 'customer-live')))[1] as am,
           (array_agg(h.answered_by order by h.answered_at desc) filter (where h.kind = 'new-customer'))[1] as csm
    from handoff h
    where h.subject_type = 'company' and h.state = 'accepted' and h.kind in ('customer-contact', 'customer-live', 'new-customer')
      and ({2} is null or h.subject_id = any ({2}))
    group by h.subject_id),
people as (
    select company_id as id, count(*)::integer as n, (count(*) filter (where created_at > {0} - 90))::integer as fresh
    from person
    where company_id is not null and deleted_at is null and ({2} is null or company_id = any ({2}))
    group by company_id),
-- Sixty days of usage, in two halves.
used as (
    select company_id as id, (count(distinct day) filter (where day > {0} - 30))::integer as days,
           count(distinct feature) filter (where day > {0} - 30) as features,
           coalesce(sum(count) filter (where day > {0} - 30), 0) as now, coalesce(sum(count) filter (where day <= {0} - 30), 0) as before
    from usage_day
    where day > {0} - 60 and day <= {0} and ({2} is null or company_id = any ({2}))
    group by company_id),
known as (select count(distinct feature) as n from usage_day where day > {0} - 60),
-- Of each allowance what was used; the one nearest to its end counts.
limited as (
    select included.id, max(round(100 * coalesce(spent.n, 0) / included.n))::integer as percent
    from (select line.id, a.feature, sum(line.quantity * a.per_unit) as n
          from usage_allowance a join line on line.product_id = a.product_id
          where a.deleted_at is null group by line.id, a.feature) included
    left join (select company_id as id, feature, sum(count) as n from usage_day
               where day > {0} - 30 and day <= {0} and ({2} is null or company_id = any ({2}))
               group by company_id, feature) spent on spent.id = included.id and spent.feature = included.feature
    where included.n > 0
    group by included.id),
answer as (
    select distinct on (company_id) company_id as id, score
    from survey_response
    where kind = 'nps' and company_id is not null and deleted_at is null and answered_at > {0} - 365
      and ({2} is null or company_id = any ({2}))
    order by company_id, answered_at desc),
promised as (
    select company_id as id, round(avg(reached))::integer as reached
    from value_metric
    where company_id is not null and deleted_at is null and reached is not null and ({2} is null or company_id = any ({2}))
    group by company_id),
asked as (
    select company_id as id, count(*)::integer as n
    from ticket
    where company_id is not null and deleted_at is null and joined_id is null and status not in ('solved', 'closed')
      and ({2} is null or company_id = any ({2}))
    group by company_id),
offered as (
    select company_id as id, count(*)::integer as n
    from opportunity
    where company_id is not null and deleted_at is null and type in ('upsell', 'cross_sell')
      and stage in ('discovery', 'proposal', 'closing') and ({2} is null or company_id = any ({2}))
    group by company_id),
gone as (
    select company_id as id, count(*)::integer as n
    from suggestion
    where state = 'open' and kind = 'sponsor' and ({2} is null or company_id = any ({2}))
    group by company_id),
planned as (
    select distinct company_id as id
    from account_plan
    where state = 'active' and deleted_at is null and ({2} is null or company_id = any ({2}))),
-- What comes next: the first of the tasks of a customer and the next steps of its deals.
step as (
    select distinct on (id) id, said, due
    from (select company_id as id, coalesce(nullif(subject, ''), body) as said, due_on as due
          from activity
          where kind = 'task' and done_at is null and deleted_at is null and company_id is not null
            and ({2} is null or company_id = any ({2}))
          union all
          select company_id, next_step, next_step_on
          from opportunity
          where next_step is not null and deleted_at is null and company_id is not null
            and stage in ('discovery', 'proposal', 'closing') and ({2} is null or company_id = any ({2}))) one
    order by id, due nulls last, said)
insert into customer_account (id, name, state, segment, owner_id, ae_id, am_id, csm_id, yearly_minor, currency, customer_since,
    renewal_on, notice_on, churned_on, churn_reason, products, product_names, contacts, new_contacts, adoption, active_days,
    usage_change, limit_used, nps, value_reached, open_tickets, open_offers, sponsors_left, planned, next_action, next_action_on,
    counted_at)
select customer.id, company.name, case when customer.running then 'customer' else 'churned' end, company.segment,
       coalesce(handed.contact, customer.ae, company.owner_id), customer.ae, handed.am, coalesce(customer.csm, handed.csm),
       customer.yearly, {1}, customer.since, customer.renewal_on, customer.notice_on,
       case when not customer.running then customer.ended_on end, case when not customer.running then customer.end_reason end,
       coalesce(bought.n, 0), coalesce(bought.names, ''), coalesce(people.n, 0), coalesce(people.fresh, 0),
       case when known.n > 0 and used.id is not null then round(100.0 * used.features / known.n)::integer end, used.days,
       case when used.before > 0 then least(999999, round(100 * (used.now - used.before) / used.before))::integer end,
       limited.percent, answer.score, promised.reached,
       coalesce(asked.n, 0), coalesce(offered.n, 0), coalesce(gone.n, 0), planned.id is not null, step.said, step.due, {3}
from customer
join company on company.id = customer.id and company.deleted_at is null
cross join known
left join bought on bought.id = customer.id
left join handed on handed.id = customer.id
left join people on people.id = customer.id
left join used on used.id = customer.id
left join limited on limited.id = customer.id
left join answer on answer.id = customer.id
left join promised on promised.id = customer.id
left join asked on asked.id = customer.id
left join offered on offered.id = customer.id
left join gone on gone.id = customer.id
left join planned on planned.id = customer.id
left join step on step.id = customer.id
on conflict (workspace_id, id) do update set
    name = excluded.name, state = excluded.state, segment = excluded.segment, owner_id = excluded.owner_id, ae_id = excluded.ae_id,
    am_id = excluded.am_id, csm_id = excluded.csm_id, yearly_minor = excluded.yearly_minor, currency = excluded.currency,
    customer_since = excluded.customer_since, renewal_on = excluded.renewal_on, notice_on = excluded.notice_on,
    churned_on = excluded.churned_on, churn_reason = excluded.churn_reason, products = excluded.products,
    product_names = excluded.product_names, contacts = excluded.contacts, new_contacts = excluded.new_contacts,
    adoption = excluded.adoption, active_days = excluded.active_days, usage_change = excluded.usage_change,
    limit_used = excluded.limit_used, nps = excluded.nps, value_reached = excluded.value_reached,
    open_tickets = excluded.open_tickets, open_offers = excluded.open_offers, sponsors_left = excluded.sponsors_left,
    planned = excluded.planned, next_action = excluded.next_action, next_action_on = excluded.next_action_on,
    counted_at = excluded.counted_at
