-- Run by Entries, as the owner of the tables: what was signed, with its history. Amounts follow the opportunities.
create temporary table signed on commit drop as
select o.id, o.journey_id, j.parent_id, o.type, o.name, o.company_id, o.owner_id, o.recurring_minor as monthly, o.one_off_minor,
       coalesce(o.term_months, 12) as term, won.on_day + 7 as starts, gone.on_day as ends,
       (select product_id from opportunity_product p where p.workspace_id = o.workspace_id and p.opportunity_id = o.id order by product_id limit 1) as product
from opportunity o
join journey j on j.workspace_id = o.workspace_id and j.id = o.journey_id
join lateral (select min(occurred_on) as on_day from journey_entry e where e.workspace_id = o.workspace_id and e.journey_id = o.journey_id and e.to_stage = 7) won on won.on_day is not null
left join lateral (select max(occurred_on) as on_day from journey_entry e where e.workspace_id = o.workspace_id and e.journey_id = o.journey_id and e.to_stage = 13) gone on true
where o.workspace_id = '{workspace}' and won.on_day + 7 <= current_date;

insert into sales_order (workspace_id, id, name, opportunity_id, company_id, state, one_off_minor, currency, ordered_on, owner_id,
                         billing_name, billing_address, siren, vat_number, operation_kind, deliverables, deliver_on, delivered_on, invoiced_on, invoice_number)
select '{workspace}', md5('{workspace}order' || s.id)::uuid, s.name, s.id, s.company_id,
       case when s.starts > current_date - 40 then 'open' else 'invoiced' end, s.one_off_minor, 'EUR', s.starts - 7, s.owner_id,
       c.name, concat_ws(E'\n', c.street, concat_ws(' ', c.postcode, c.city)), c.siren, c.vat_number,
       case when s.starts > current_date - 40 and abs(hashtext(s.id::text)) % 2 = 0 then null else 'services' end,
       'Licences, mise en service et formation', s.starts + 35,
       case when s.starts > current_date - 40 then null else s.starts + 35 end,
       case when s.starts > current_date - 40 then null else s.starts + 40 end,
       case when s.starts > current_date - 40 then null else 'F-' || lpad((row_number() over (order by s.starts, s.id))::text, 5, '0') end
from signed s join company c on c.workspace_id = '{workspace}' and c.id = s.company_id
where s.type = 'new_business';

insert into contract (workspace_id, id, name, order_id, opportunity_id, company_id, state, recurring_minor, monthly_minor, currency, rate,
                      starts_on, term_months, renewal_on, notice_months, notice_on, ends_on, end_reason, indexation, owner_id, csm_id)
select '{workspace}', md5('{workspace}contract' || s.id)::uuid, s.name, md5('{workspace}order' || s.id)::uuid, s.id, s.company_id,
       case when s.ends < current_date then 'ended' else 'running' end,
       case when s.ends < current_date then 0 else s.monthly * 12 end, case when s.ends < current_date then 0 else s.monthly end, 'EUR', 1,
       s.starts, s.term, r.on_day, 3, (r.on_day - interval '3 months')::date, s.ends,
       case when s.ends is not null then (array['price', 'product', 'competitor', 'closed'])[abs(hashtext(s.id::text)) % 4 + 1] end,
       'syntec', s.owner_id, case abs(hashtext(s.company_id::text)) % 2 when 0 then pg_temp.who('Jeanne Ollivier') else pg_temp.who('Mehdi Arnaud') end
from signed s
cross join lateral (select min(d)::date as on_day from generate_series(1, 40) n cross join lateral (select s.starts + make_interval(months => s.term * n) as d) x where d > current_date) r
where s.type = 'new_business' and s.monthly > 0;

insert into contract_line (workspace_id, id, contract_id, product_id, name, amount_minor, period, from_on, monthly_minor, yearly_minor)
select '{workspace}', md5('{workspace}line' || s.id)::uuid, md5('{workspace}contract' || s.id)::uuid, s.product, coalesce(p.name, s.name), s.monthly, 'month', s.starts, s.monthly, s.monthly * 12
from signed s left join product p on p.workspace_id = '{workspace}' and p.id = s.product
where exists (select from contract c where c.workspace_id = '{workspace}' and c.id = md5('{workspace}contract' || s.id)::uuid);

-- What grew out of a customer is an amendment of its contract; one in nine pays less from its anniversary on.
create temporary table amended on commit drop as
select s.id, md5('{workspace}contract' || first.id)::uuid as contract, 'change' as kind, s.starts as since, s.monthly, s.product, s.owner_id, 'Option ajoutée' as note
from signed s join signed first on first.journey_id = s.parent_id and first.monthly > 0 and first.type = 'new_business'
where s.type in ('upsell', 'cross_sell') and s.monthly > 0 and s.starts > first.starts and (first.ends is null or s.starts < first.ends);
insert into contract_amendment (workspace_id, id, contract_id, kind, effective_on, note, member_id, recorded_at)
select '{workspace}', md5('{workspace}amendment' || id)::uuid, contract, kind, since, note, owner_id, since + interval '10 hours' from amended;
insert into contract_line (workspace_id, id, contract_id, product_id, name, amount_minor, period, from_on, monthly_minor, yearly_minor, added_by)
select '{workspace}', md5('{workspace}line' || a.id)::uuid, a.contract, a.product, coalesce(p.name, 'Option'), a.monthly, 'month', a.since, a.monthly, a.monthly * 12, md5('{workspace}amendment' || a.id)::uuid
from amended a left join product p on p.workspace_id = '{workspace}' and p.id = a.product;

create temporary table reduced on commit drop as
select s.id, md5('{workspace}contract' || s.id)::uuid as contract, (s.starts + interval '1 year')::date as since, s.monthly, s.owner_id
from signed s
where s.type = 'new_business' and s.monthly > 0 and abs(hashtext(s.id::text || 'less')) % 9 = 0
  and s.starts + interval '1 year' < current_date and (s.ends is null or s.starts + interval '1 year' < s.ends);
insert into contract_amendment (workspace_id, id, contract_id, kind, effective_on, note, member_id, recorded_at)
select '{workspace}', md5('{workspace}reduced' || id)::uuid, contract, 'change', since, 'Moins d’utilisateurs qu’au départ', owner_id, since + interval '9 hours' from reduced;
update contract_line l set until_on = r.since, ended_by = md5('{workspace}reduced' || r.id)::uuid
from reduced r where l.workspace_id = '{workspace}' and l.id = md5('{workspace}line' || r.id)::uuid;
insert into contract_line (workspace_id, id, contract_id, product_id, name, amount_minor, period, from_on, monthly_minor, yearly_minor, added_by)
select '{workspace}', md5('{workspace}less' || r.id)::uuid, r.contract, l.product_id, l.name, r.monthly * 7 / 10, 'month', r.since, r.monthly * 7 / 10, r.monthly * 7 / 10 * 12, md5('{workspace}reduced' || r.id)::uuid
from reduced r join contract_line l on l.workspace_id = '{workspace}' and l.id = md5('{workspace}line' || r.id)::uuid;

update contract c set monthly_minor = l.monthly, recurring_minor = l.monthly * 12
from (select contract_id, sum(monthly_minor) as monthly from contract_line where workspace_id = '{workspace}' and (until_on is null or until_on > current_date) group by contract_id) l
where c.workspace_id = '{workspace}' and c.id = l.contract_id and c.state = 'running';
