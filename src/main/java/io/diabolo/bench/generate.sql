-- A workspace of :leads leads over five years that end today, the same each time: pick(i, salt) is a number below 1000
-- that only i and salt decide. One statement after the other, each between two empty lines.

create or replace function pg_temp.pick(i bigint, salt integer) returns integer language sql immutable parallel safe as
$$ select ((hashint8extended(i, salt) & 2147483647) % 1000)::integer $$

create or replace function pg_temp.at(i bigint, of bigint) returns timestamptz language sql stable parallel safe as
$$ select date_trunc('day', now()) - interval '1826 days' + interval '1820 days' * (i::float8 / of) $$

-- sorted by time, as uuidv7 are
create or replace function pg_temp.id(kind integer, i bigint, of bigint) returns uuid language sql stable parallel safe as
$$ select (lpad(to_hex((extract(epoch from pg_temp.at(i, of)) * 1000)::bigint), 12, '0')
           || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(i), 15, '0'))::uuid $$

insert into team (id, name) select pg_temp.id(1, i, 20), 'Team ' || i from generate_series(1, 20) i

insert into member (id, name, email, roles, team_id, manager_id, visibility)
select pg_temp.id(2, i, :members), 'Member ' || i, 'member' || i || '@bench.example', '{sdr}', pg_temp.id(1, 1 + i % 20, 20),
       case when i > 20 then pg_temp.id(2, 1 + i % 20, :members) end, 'all'
from generate_series(1, :members) i

insert into change_set (id, member_id, origin, action, title, created_at)
select pg_temp.id(3, 1, 1), (select id from member where administrator limit 1), 'import', 'import', 'bench', now() - interval '1826 days'

insert into company (id, name, domain, website, siren, headcount, segment, segment_basis, industry, city, postcode, country, owner_id, created_at, created_in)
select pg_temp.id(4, i, :companies),
       (array['Atelier','Groupe','Société','Maison','Comptoir','Usine','Studio','Réseau'])[1 + pg_temp.pick(i, 1) % 8] || ' '
           || (array['Martin','Bernard','Dubois','Thomas','Robert','Richard','Petit','Durand','Leroy','Moreau'])[1 + pg_temp.pick(i, 2) % 10] || ' ' || i,
       'c' || i || '.example', 'https://c' || i || '.example', lpad(i::text, 9, '0'), 1 + pg_temp.pick(i, 3) * 8,
       (array['micro','smb','mid_market','enterprise'])[1 + least(pg_temp.pick(i, 4) / 300, 3)], 'computed',
       (array['Software','Industry','Retail','Health','Energy','Transport'])[1 + pg_temp.pick(i, 5) % 6],
       (array['Paris','Lyon','Lille','Nantes','Metz','Bordeaux'])[1 + pg_temp.pick(i, 6) % 6], '75' || lpad((i % 1000)::text, 3, '0'),
       (array['FR','FR','FR','BE','CH','DE','LU','ES'])[1 + pg_temp.pick(i, 7) % 8],
       pg_temp.id(2, 1 + i % :members, :members), pg_temp.at(i, :companies), pg_temp.id(3, 1, 1)
from generate_series(1, :companies) i

insert into person (id, first_name, last_name, email, phone, title, company_id, owner_id, created_at, created_in)
select pg_temp.id(5, i, :leads),
       (array['Camille','Alice','Hugo','Louis','Jade','Emma','Léa','Noé','Zoé','Inès'])[1 + pg_temp.pick(i, 8) % 10],
       (array['Martin','Bernard','Dubois','Thomas','Robert','Richard','Petit','Durand','Leroy','Moreau'])[1 + pg_temp.pick(i, 9) % 10] || '-' || i % 50000,
       'p' || i || '@c' || (1 + i % :companies) || '.example', '+336' || lpad(i::text, 8, '0'),
       (array['CEO','CTO','CFO','Buyer','Engineer'])[1 + pg_temp.pick(i, 10) % 5],
       pg_temp.id(4, 1 + i % :companies, :companies), pg_temp.id(2, 1 + i % :members, :members), pg_temp.at(i, :leads), pg_temp.id(3, 1, 1)
from generate_series(1, :leads) i

insert into person_position (person_id, company_id, title, started_on, created_in)
select id, company_id, title, created_at::date, created_in from person where created_in = pg_temp.id(3, 1, 1)

insert into journey (id, type, created_in)
select pg_temp.id(6, i, :leads), 'new_business', pg_temp.id(3, 1, 1) from generate_series(1, :leads) i

insert into lead (id, journey_id, name, person_id, company_id, channel, source, campaign, status, stage, owner_id, external_id, created_at, created_in)
select pg_temp.id(7, i, :leads), pg_temp.id(6, i, :leads), p.name, p.id, p.company_id,
       (array['inbound','inbound','outbound','unknown'])[1 + pg_temp.pick(i, 11) % 4],
       (array['Web','Referral','Event','Partner','Cold call','Webinar','Content','Ads','List','Other'])[1 + pg_temp.pick(i, 12) % 10],
       case when i % 3 = 0 then 'Campaign ' || i % 40 end,
       case when i % 5 = 0 or pg_temp.pick(i, 13) >= 750 then 'qualified' when pg_temp.pick(i, 13) >= 500 then 'disqualified'
            when i % 2 = 0 then 'working' else 'new' end,
       case when i % 5 = 0 or pg_temp.pick(i, 13) >= 750 then 'qualified' when pg_temp.pick(i, 13) >= 500 then 'disqualified' else 'lead' end,
       p.owner_id, 'L' || i, p.created_at, p.created_in
from generate_series(1, :leads) i join person p on p.workspace_id = current_workspace() and p.id = pg_temp.id(5, i, :leads)

insert into opportunity (id, journey_id, name, company_id, person_id, lead_id, stage, channel, source, one_off_minor, recurring_minor,
                         close_date, owner_id, external_id, created_at, created_in)
select pg_temp.id(8, i, :leads), pg_temp.id(6, i, :leads), 'Deal ' || i, l.company_id, l.person_id, l.id, 'discovery', l.channel, l.source,
       pg_temp.pick(i, 14) * 10000, pg_temp.pick(i, 15) * 1000, (l.created_at + interval '90 days')::date, l.owner_id, 'O' || i,
       l.created_at + interval '15 days', l.created_in
from generate_series(5, :leads, 5) i join lead l on l.workspace_id = current_workspace() and l.id = pg_temp.id(7, i, :leads)

-- about four entries a journey: market for all, then as far as each came; a tenth of the first ones has no date
insert into journey_entry (journey_id, subject_type, subject_id, to_stage, occurred_at, occurred_on, recorded_at, change_set_id, channel, source)
select l.journey_id, case when e.stage in (1, 2, 3, 11) then 'lead' else 'opportunity' end,
       case when e.stage in (1, 2, 3, 11) then l.id else o.id end, e.stage, e.at, e.at::date, l.created_at, l.created_in, l.channel, l.source
from (select *, substr(external_id, 2)::bigint as i from lead where created_in = pg_temp.id(3, 1, 1)) l
left join opportunity o on o.workspace_id = l.workspace_id and o.lead_id = l.id
cross join lateral (select i % 5 = 0 as deal, pg_temp.pick(i, 13) as far, pg_temp.pick(i, 16) as won, pg_temp.pick(i, 17) % 40 as d) x
cross join lateral (values
    (1, case when i % 10 <> 3 then l.created_at - interval '1 day' * (d % 9) end, true),
    (2, l.created_at, true),
    (3, l.created_at + interval '1 day' * d, deal or far >= 750),
    (11, l.created_at + interval '2 days' * d, not deal and far between 500 and 749),
    (4, l.created_at + interval '1 day' * (d + 3), deal),
    (5, l.created_at + interval '1 day' * (d + 14), deal and won < 700),
    (6, l.created_at + interval '1 day' * (d + 30), deal and won < 500),
    (7, l.created_at + interval '1 day' * (d + 45), deal and won < 300),
    (9, l.created_at + interval '1 day' * (d + 90), deal and won < 200),
    (10, l.created_at + interval '1 day' * (d + 300), deal and won < 100),
    (12, l.created_at + interval '1 day' * (d + 60), deal and won between 400 and 850)) e (stage, at, told)
where e.told
order by l.id, e.stage

insert into activity (kind, subject, body, company_id, person_id, lead_id, owner_id, at, created_at, created_in)
select (array['note','call','mail','meeting','task'])[1 + pg_temp.pick(i, 18) % 5], 'Subject ' || i, 'What was said, and what comes next.',
       pg_temp.id(4, 1 + (i % :leads) % :companies, :companies), pg_temp.id(5, 1 + i % :leads, :leads), pg_temp.id(7, 1 + i % :leads, :leads),
       pg_temp.id(2, 1 + i % :members, :members), pg_temp.at(i, 5 * :leads), pg_temp.at(i, 5 * :leads), pg_temp.id(3, 1, 1)
from generate_series(1::bigint, 5 * :leads) i

insert into custom_field (id, record_type, key, label, kind, position)
select pg_temp.id(9, i, 200), 'company', 'field_' || i, 'Field ' || i, case i % 2 when 0 then 'text' else 'number' end, i
from generate_series(1, 200) i

update company set custom = values.custom
from (select i, jsonb_object_agg('field_' || f, case f % 2 when 0 then to_jsonb('value ' || pg_temp.pick(i * 200 + f, 19) % 50)
                                                 else to_jsonb(pg_temp.pick(i * 200 + f, 19)) end) as custom
      from generate_series(greatest(:companies - 2000, 1), :companies) i, generate_series(1, 200) f group by i) values
where company.workspace_id = current_workspace() and company.id = pg_temp.id(4, values.i, :companies)

insert into custom_value (field_id, record_id, text_key, number_value)
select field.id, company.id, case field.kind when 'text' then company.custom ->> field.key end,
       case field.kind when 'number' then (company.custom ->> field.key)::float8 end
from company join custom_field field on field.record_type = 'company' and field.workspace_id = company.workspace_id
where company.custom <> '{}' and company.workspace_id = current_workspace()

insert into saved_view (record_type, name, query, member_id, shared, position)
select 'lead', 'View ' || i, 'filter[source]=Web', (select id from member where administrator limit 1), i <= 20, i from generate_series(1, 500) i

-- Moves are measured, not what a sheet asks before them.
insert into sheet_setting (required) values (false)
