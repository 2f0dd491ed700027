-- Run by Entries, as the owner of the tables: every role held is a position, two are open and one planned.
insert into position (workspace_id, id, name, role, state, member_id, team_id, manager_id, starts_on, share, channels, filled_at, owner_id, created_at)
select '{workspace}', md5('{workspace}position' || m.id || r.desk)::uuid, r.title, r.role, 'filled', m.id, m.team_id, m.manager_id,
       m.created_at::date, 100 / cardinality(m.roles), r.channels, m.created_at, '{owner}', m.created_at
from member m
cross join lateral unnest(m.roles) held
join (values
    ('growth', 'growth-hacker', 'Growth hacker', null::text[]),
    ('inbound', 'inbound-marketer', 'Responsable inbound', array['inbound']),
    ('sdr', 'sdr', 'SDR', array['outbound']),
    ('bdr', 'bdr', 'BDR', array['inbound']),
    ('inside', 'inside-sales', 'Commercial sédentaire', array['outbound']),
    ('ae', 'account-executive', 'Account executive', null),
    ('se', 'sales-engineer', 'Ingénieur avant-vente', null),
    ('ops', 'operations-manager', 'Responsable des opérations', null),
    ('csm', 'csm', 'CSM', null),
    ('support', 'customer-support', 'Support client', null),
    ('am', 'account-manager', 'Account manager', null),
    ('adv', 'sales-assistant', 'Assistance des ventes', null),
    ('salesops', 'sales-operations', 'Sales operations', null),
    ('manager', 'sales-manager', 'Manager commercial', null)) r (desk, role, title, channels) on r.desk = held
where m.workspace_id = '{workspace}';
insert into position (workspace_id, id, name, role, state, team_id, manager_id, starts_on, segments, territory, languages, quota, quota_currency, ramp_months, opened_at, owner_id)
select '{workspace}', md5('{workspace}position' || p.name)::uuid, p.name, p.role, p.state, t.id, '{owner}', now()::date + p.days,
       p.segments, p.territory, p.languages, p.quota, case when p.quota is not null then 'EUR' end, 3,
       case when p.state = 'open' then now() - interval '19 days' end, '{owner}'
from (values
    ('Account manager grands comptes', 'account-manager', 'open', 'Clients', 45, array['mid_market', 'enterprise'], null, array['fr', 'en'], 40000000),
    ('SDR Rhône-Alpes', 'sdr', 'open', 'Prospection', 30, null::text[], 'Rhône-Alpes', array['fr'], null),
    ('CSM', 'csm', 'planned', 'Clients', 120, array['micro', 'smb'], null, array['fr'], null)
) p (name, role, state, team, days, segments, territory, languages, quota)
join team t on t.workspace_id = '{workspace}' and t.name = p.team;
