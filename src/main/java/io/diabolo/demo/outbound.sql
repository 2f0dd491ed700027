-- Run by Entries, as the owner of the tables: what the prospectors and those they hand over to have before them.
create temporary table who on commit drop as
select name, id from member where workspace_id = '{workspace}';
create function pg_temp.who(called text) returns uuid language sql stable as 'select id from who where name = called';
create function pg_temp.some(seed text, most integer) returns integer language sql immutable as 'select abs(hashtext(seed) % most)';

insert into seller (workspace_id, name, legal_form, address, siren, registry, vat_number, email, payment, terms_fr, terms_en)
values ('{workspace}', 'Atelier Nord', 'SAS au capital de 50 000 €', E'12 rue des Forges\n59000 Lille', '000000018', 'RCS Lille Métropole', '', 'bonjour@atelier-nord.example', '30 jours, par virement.', 'Article 1. Nos conditions générales s’appliquent à ce devis.', 'Article 1. Our general terms apply to this quote.');
insert into priority (workspace_id, id, name, importance, segment, territory, starts_on, ends_on, note, owner_id)
values ('{workspace}', md5('{workspace}priority1')::uuid, 'ETI industrielles d’Auvergne-Rhône-Alpes', 'high', 'mid_market', 'Auvergne-Rhône-Alpes', date_trunc('quarter', current_date), date_trunc('quarter', current_date) + interval '3 months - 1 day', 'Trois références dans la région : c’est là que nous gagnons le plus souvent.', '{owner}'),
       ('{workspace}', md5('{workspace}priority2')::uuid, 'Agroalimentaire de l’Ouest', 'normal', null, 'Bretagne, Pays de la Loire', date_trunc('quarter', current_date), null, null, '{owner}');
insert into target_profile (workspace_id, id, name, companies, people, priority_id, note, owner_id)
values ('{workspace}', md5('{workspace}profile1')::uuid, 'ETI industrielles AURA', E'company.headcount >= 250\ncompany.region == "Auvergne-Rhône-Alpes"', 'person.seniority in ["executive", "director"]', md5('{workspace}priority1')::uuid, 'Un site au moins en trois-huit, un tableur pour suivre les arrêts.', '{owner}'),
       ('{workspace}', md5('{workspace}profile2')::uuid, 'Agroalimentaire Ouest', E'company.industry == "Agroalimentaire"\ncompany.region in ["Bretagne", "Pays de la Loire"]', '', md5('{workspace}priority2')::uuid, null, pg_temp.who('Aline Boyer'));

-- What brings people in is Camille's and Théo's; one experiment waits for its lesson.
update form set owner_id = pg_temp.who('Camille Besson') where workspace_id = '{workspace}';
update campaign set owner_id = pg_temp.who('Camille Besson') where workspace_id = '{workspace}';
update asset set owner_id = pg_temp.who('Camille Besson') where workspace_id = '{workspace}';
update experiment set owner_id = pg_temp.who('Théo Maillard') where workspace_id = '{workspace}';
update experiment set ends_on = current_date - 2 where workspace_id = '{workspace}' and id = md5('{workspace}experiment2')::uuid;

-- Lists of companies that nobody sells to yet, shared between the three prospectors.
insert into target_list (workspace_id, id, name, kind, holds, profile_id, priority_id, most, owner_id)
values ('{workspace}', md5('{workspace}list1')::uuid, 'Industrie AURA, à appeler', 'static', 'company', md5('{workspace}profile1')::uuid, md5('{workspace}priority1')::uuid, 60, pg_temp.who('Aline Boyer')),
       ('{workspace}', md5('{workspace}list2')::uuid, 'Agroalimentaire Ouest', 'dynamic', 'company', md5('{workspace}profile2')::uuid, md5('{workspace}priority2')::uuid, 100, pg_temp.who('Karim Diallo'));
insert into target_list_entry (workspace_id, id, list_id, company_id, added_at)
select '{workspace}', md5('{workspace}' || list || id)::uuid, md5('{workspace}' || list)::uuid, id, now() - interval '9 days'
from (select c.id, l.list, row_number() over (partition by l.list order by c.name_key, c.id) as n, l.most
      from company c
      join (values ('list1', 60), ('list2', 100)) l (list, most)
        on (l.list = 'list1' and c.headcount >= 250 and c.region = 'Auvergne-Rhône-Alpes')
        or (l.list = 'list2' and c.industry = 'Agroalimentaire' and c.region in ('Bretagne', 'Pays de la Loire'))
      where c.workspace_id = '{workspace}'
        and not exists (select from opportunity o where o.workspace_id = c.workspace_id and o.company_id = c.id)) found
where n <= most;
insert into claim (workspace_id, id, company_id, member_id, claimed_at, until)
select '{workspace}', md5('{workspace}claim' || company_id)::uuid, company_id, pg_temp.who((array['Aline Boyer', 'Karim Diallo', 'Lina Rousseau'])[n % 3 + 1]),
       now() - interval '8 days', case when n <= 6 then now() + make_interval(hours => 6 + n::integer * 2) else now() + make_interval(days => 3 + n::integer % 5) end
from (select e.company_id, row_number() over (order by e.list_id = md5('{workspace}list1')::uuid desc, e.id) as n
      from target_list_entry e
      join company c on c.workspace_id = e.workspace_id and c.id = e.company_id
      -- A prospector sees what their team owns, and claims no other.
      join member owner on owner.workspace_id = c.workspace_id and owner.id = c.owner_id
      join team t on t.workspace_id = owner.workspace_id and t.id = owner.team_id and t.name = 'Prospection'
      where e.workspace_id = '{workspace}') entry
where n <= 18;

-- A sequence, and who is on it: some have a call or a visit of a profile due, some answered, some are through.
insert into sequence (workspace_id, id, name, state, owner_id, latest, created_at)
values ('{workspace}', md5('{workspace}sequence1')::uuid, 'Industrie, premier contact', 'active', pg_temp.who('Aline Boyer'), 1, now() - interval '80 days'),
       ('{workspace}', md5('{workspace}sequence2')::uuid, 'Relance après salon', 'draft', pg_temp.who('Karim Diallo'), 1, now() - interval '12 days');
insert into sequence_version (workspace_id, sequence_id, number, steps, member_id, at)
values ('{workspace}', md5('{workspace}sequence1')::uuid, 1, '[
  {"key": "s1", "kind": "EMAIL", "amount": 0, "unit": "days", "instruction": "", "on": "", "target": "", "variants": [
    {"id": "a", "subjectFr": "Vos arrêts de ligne, {{company.name}}", "bodyFr": "Bonjour {{person.first_name | Madame, Monsieur}},\n\nComment suivez-vous aujourd’hui les arrêts de vos lignes ? Chez trois fabricants de votre région, le tableur de l’atelier cachait une journée de production par mois.\n\nEn parlerions-nous quinze minutes cette semaine ?\n\n{{sender.name}}", "subjectEn": "Downtime at {{company.name}}", "bodyEn": "Hello {{person.first_name | there}},\n\nHow do you follow the downtime of your lines today? At three manufacturers of your region, the shop floor’s spreadsheet hid a day of production a month.\n\nShall we talk for fifteen minutes this week?\n\n{{sender.name}}"},
    {"id": "b", "subjectFr": "Une question sur votre atelier", "bodyFr": "Bonjour {{person.first_name | Madame, Monsieur}},\n\nQui, chez {{company.name}}, décide de la façon dont on suit la production ?\n\n{{sender.name}}", "subjectEn": "A question about your shop floor", "bodyEn": "Hello {{person.first_name | there}},\n\nWho at {{company.name}} decides how production is followed?\n\n{{sender.name}}"}]},
  {"key": "s2", "kind": "WAIT", "amount": 2, "unit": "days", "instruction": "", "on": "", "target": "", "variants": []},
  {"key": "s3", "kind": "CALL", "amount": 0, "unit": "days", "instruction": "Demander qui suit les arrêts, et avec quel outil.", "on": "", "target": "", "variants": []},
  {"key": "s4", "kind": "BRANCH", "amount": 0, "unit": "days", "instruction": "", "on": "reached", "target": "end", "variants": []},
  {"key": "s5", "kind": "LINKEDIN", "amount": 0, "unit": "days", "instruction": "Inviter, en citant la référence de la région.", "on": "", "target": "", "variants": []},
  {"key": "s6", "kind": "WAIT", "amount": 4, "unit": "days", "instruction": "", "on": "", "target": "", "variants": []},
  {"key": "s7", "kind": "EMAIL", "amount": 0, "unit": "days", "instruction": "", "on": "", "target": "", "variants": [
    {"id": "a", "subjectFr": "", "bodyFr": "Bonjour {{person.first_name | Madame, Monsieur}},\n\nJe ne voudrais pas insister : dites-moi d’un mot si le sujet attend l’année prochaine.\n\n{{sender.name}}", "subjectEn": "", "bodyEn": "Hello {{person.first_name | there}},\n\nI don’t want to insist: a word is enough if this waits until next year.\n\n{{sender.name}}"}]}]', pg_temp.who('Aline Boyer'), now() - interval '80 days'),
 ('{workspace}', md5('{workspace}sequence2')::uuid, 1, '[
  {"key": "s1", "kind": "EMAIL", "amount": 0, "unit": "days", "instruction": "", "on": "", "target": "", "variants": [
    {"id": "a", "subjectFr": "Suite à notre échange au salon", "bodyFr": "Bonjour {{person.first_name | Madame, Monsieur}},\n\nMerci de votre visite sur notre stand. Voici le guide promis.\n\n{{sender.name}}", "subjectEn": "", "bodyEn": ""}]},
  {"key": "s2", "kind": "WAIT", "amount": 3, "unit": "days", "instruction": "", "on": "", "target": "", "variants": []},
  {"key": "s3", "kind": "CALL", "amount": 0, "unit": "days", "instruction": "Reprendre la conversation du stand.", "on": "", "target": "", "variants": []}]', pg_temp.who('Karim Diallo'), now() - interval '12 days');
create temporary table run on commit drop as
select l.id as lead, l.person_id as person, l.owner_id as owner, n, n % 10 as fate, now() - make_interval(days => 4 + n::integer / 3, hours => n::integer % 7) as enrolled
from (select id, person_id, owner_id, row_number() over (order by created_at desc, id) as n from lead
      where workspace_id = '{workspace}' and channel = 'outbound' and stage = 'lead' and status in ('new', 'working')
        and person_id is not null and owner_id in (select id from who where name in ('Aline Boyer', 'Karim Diallo', 'Lina Rousseau', 'Maxime Joly'))) l
where n <= 120;
insert into enrollment (workspace_id, id, sequence_id, number, lead_id, person_id, owner_id, state, reason, position, waiting, answered_at, enrolled_at, ended_at, updated_at)
select '{workspace}', md5('{workspace}run' || lead)::uuid, md5('{workspace}sequence1')::uuid, 1, lead, person, owner,
       case when fate in (0, 1) then 'stopped' when fate in (2, 3, 4, 5) then 'finished' else 'running' end,
       case when fate in (0, 1) then 'answered' end,
       case when fate in (0, 1) then 1 when fate in (2, 3, 4, 5) then 7 when fate in (6, 7, 8) then 2 else 4 end,
       fate > 5,
       case when fate in (0, 1) then enrolled + interval '26 hours' end,
       enrolled,
       case when fate < 6 then least(now(), enrolled + interval '9 days') end,
       now() - make_interval(hours => n::integer % 30)
from run;
insert into enrollment_step (workspace_id, enrollment_id, step, sequence_id, kind, variant, state, at, sent_at, answered_at)
select '{workspace}', md5('{workspace}run' || lead)::uuid, 's1', md5('{workspace}sequence1')::uuid, 'email', case when n % 2 = 0 then 'a' else 'b' end, 'sent',
       enrolled, enrolled + interval '20 minutes', case when fate in (0, 1) then enrolled + interval '26 hours' end
from run;
insert into enrollment_step (workspace_id, enrollment_id, step, sequence_id, kind, state, outcome, at)
select '{workspace}', md5('{workspace}run' || lead)::uuid, step, md5('{workspace}sequence1')::uuid, kind,
       case when open then 'open' else 'done' end, case when open then null when kind = 'call' then 'no_answer' else 'done' end, least(now(), enrolled + make_interval(days => days))
from run
cross join lateral (values ('s3', 'call', 2, fate in (6, 7, 8), fate > 1), ('s5', 'linkedin', 3, fate = 9, fate in (2, 3, 4, 5, 9))) step (step, kind, days, open, reached)
where reached;

-- Meetings: this week's, yesterday's without an outcome yet, and those before.
insert into meeting (workspace_id, id, subject, kind, state, starts_at, ends_at, place, person_id, company_id, lead_id, owner_id, booked_by, link)
select '{workspace}', md5('{workspace}meeting' || lead)::uuid, 'Découverte avec ' || name, 'discovery',
       case when at > now() - interval '26 hours' then 'booked' when n % 6 = 0 then 'missed' else 'held' end,
       at, at + interval '45 minutes', 'https://visio.atelier-nord.example/' || substr(md5(lead::text), 1, 8), person_id, company_id, lead, host, owner_id,
       translate(encode(uuid_send(md5('{workspace}link' || lead)::uuid), 'base64'), '+/=', '-_')
from (select l.id as lead, l.name, l.person_id, l.company_id, l.owner_id, l.n,
             pg_temp.who((array['Inès Lambert', 'Sébastien Vidal', 'Laure Chevalier', 'Antoine Garnier', 'Yasmine Haddad'])[l.n % 5 + 1]) as host,
             date_trunc('day', now()) + make_interval(days => 4 - l.n::integer / 5, hours => 8 + pg_temp.some(l.id::text, 8)) as at
      from (select *, row_number() over (order by created_at desc, id) as n from lead
            where workspace_id = '{workspace}' and stage in ('qualified', 'discovery') and person_id is not null and owner_id is not null) l
      where l.n <= 60) booked;

-- Today's visits of those who lead sales: three each, to customers of their open deals.
insert into meeting (workspace_id, id, subject, kind, state, starts_at, ends_at, person_id, company_id, opportunity_id, owner_id, booked_by, link)
select '{workspace}', md5('{workspace}visit' || o.id)::uuid, 'Visite chez ' || c.name, 'visit', 'booked',
       date_trunc('day', now()) + make_interval(hours => (array[8, 10, 13])[o.n]), date_trunc('day', now()) + make_interval(hours => (array[8, 10, 13])[o.n], mins => 45),
       o.person_id, o.company_id, o.id, o.owner_id, o.owner_id,
       translate(encode(uuid_send(md5('{workspace}visitlink' || o.id)::uuid), 'base64'), '+/=', '-_')
from (select *, row_number() over (partition by owner_id order by stage_on desc, id) as n from opportunity
      where workspace_id = '{workspace}' and stage in ('proposal', 'closing') and company_id is not null and owner_id is not null) o
join company c on c.workspace_id = o.workspace_id and c.id = o.company_id
where o.n <= 3;

-- What was learned of the leads that wait for an AE.
create temporary table offered on commit drop as
select l.*, pg_temp.who((array['Inès Lambert', 'Sébastien Vidal', 'Laure Chevalier', 'Antoine Garnier', 'Yasmine Haddad'])[n % 5 + 1]) as host
from (select id, owner_id, person_id, name, row_number() over (order by stage_on desc, id) as n from lead
      where workspace_id = '{workspace}' and stage = 'qualified' and owner_id is not null and person_id is not null) l
where n <= 16;
insert into sheet_answer (workspace_id, id, subject_type, subject_id, sheet, question, value, said_by, said_on, source, member_id, at)
select '{workspace}', md5('{workspace}answer' || o.id || question)::uuid, 'lead', o.id, 'bant', question, value, o.name, current_date - 3, 'call', o.owner_id, now() - interval '3 days'
from offered o
cross join lateral (values
    ('need', (array['Suivre les arrêts de trois lignes', 'Remplacer le tableur de l’atelier', 'Tracer les lots jusqu’au client', 'Planifier sans ressaisie'])[n % 4 + 1]),
    ('timing', (array['Avant la reprise de janvier', 'Au prochain trimestre, après l’inventaire', 'Dès que le pilote est validé'])[n % 3 + 1]),
    ('budget', (array['Enveloppe validée, 40 à 60 k€', 'À présenter au comité de direction', 'Ligne prévue au budget d’investissement'])[n % 3 + 1]),
    ('authority', (array['Le directeur industriel, avec la DSI', 'La direction générale, sur avis de la production'])[n % 2 + 1]),
    ('current_solution', (array['Un tableur partagé', 'Un module de leur ERP, peu utilisé'])[n % 2 + 1])) answer (question, value);

-- Hand-offs: leads to AEs, signed quotes and new customers after them; some wait, some were taken, some came back.
create temporary table passed on commit drop as
select 'qualified-lead' as kind, 'lead' as type, id as subject, owner_id as giver,
       case when owner_id in (select id from who where name in ('Nora Picard', 'Samir Benali')) then 'bdr' else 'sdr' end as giving, 'ae' as taking,
       case when n <= 10 then host end as taker, n,
       case when n <= 9 then 'offered' when n <= 13 then 'returned' else 'offered' end as state,
       (array['Rendez-vous pris cette semaine, le besoin est confirmé.', 'Trois sites concernés, décision en comité de direction.', 'Veut voir une référence du secteur avant d’aller plus loin.'])[n % 3 + 1] as note,
       (array['Budget non confirmé : à requalifier', 'Le contact ne décide pas, il manque la direction industrielle'])[n % 2 + 1] as reason, '["meeting", "need", "timing"]'::jsonb as done
from offered
union all
select 'qualified-lead', 'lead', id, owner_id, case when channel = 'inbound' then 'bdr' else 'sdr' end, 'ae', host, 16 + row_number() over (order by stage_on desc, id),
       'accepted', 'Rendez-vous tenu, le besoin est confirmé.', null, '["meeting", "need", "timing", "people"]'::jsonb
from (select l.id, l.owner_id, l.channel, l.stage_on, o.owner_id as host, row_number() over (order by l.stage_on desc, l.id) as rank
      from lead l
      join opportunity o on o.workspace_id = l.workspace_id and o.journey_id = l.journey_id
      where l.workspace_id = '{workspace}' and l.stage in ('discovery', 'proposal', 'closing') and l.owner_id is not null) l
where rank <= 40
union all
select kind, 'opportunity', id, owner_id, 'ae', taking, null, n, 'offered', note, null, done
from (select o.id, o.owner_id, row_number() over (partition by o.stage order by o.stage_on desc, o.id) as n, o.stage from opportunity o
      where o.workspace_id = '{workspace}' and o.stage in ('won', 'proposal') and o.owner_id in (select id from who)) o
join lateral (values ('won', 'signed-quote', 'adv', 'Bon de commande reçu, facturation au siège.', '["order"]'::jsonb),
                     ('won', 'new-customer', 'csm', 'Mise en service promise sous six semaines, deux ateliers.', '["promises", "contract"]'::jsonb),
                     ('proposal', 'contribution', 'se', 'Le cahier des charges demande un connecteur ERP : est-ce tenable ?', '["sheet"]'::jsonb)) k (stage, kind, taking, note, done)
  on k.stage = o.stage
where n <= 6;
insert into clock (workspace_id, id, kind, subject_type, subject_id, owner_id, owner_role, started_at, budget, unit, due_at, warn_at, escalate_at, next_at, stopped_at, outcome)
select '{workspace}', md5('{workspace}clock' || kind || subject)::uuid, kind, 'handoff', md5('{workspace}handoff' || kind || subject)::uuid, taker, taking,
       at, 1, 'days', at + budget, at + budget * 0.75, at + budget, case when state = 'offered' then at + budget * 0.75 end,
       case when state <> 'offered' then at + interval '5 hours' end, case when state <> 'offered' then 'met' end
from (select *, now() - make_interval(hours => n::integer) as at, make_interval(hours => 20 + pg_temp.some(subject::text, 30)) as budget from passed) timed;
insert into handoff (workspace_id, id, kind, subject_type, subject_id, from_member, from_role, to_role, to_member, note, checklist, state, offered_at, due_at, clock_id, answered_by, answered_at, reason)
select '{workspace}', c.subject_id, p.kind, p.type, p.subject, p.giver, p.giving, p.taking, p.taker, p.note, p.done, p.state, c.started_at, c.due_at, c.id,
       case when p.state <> 'offered' then coalesce(p.taker, pg_temp.who('Inès Lambert')) end, c.stopped_at, case when p.state = 'returned' then p.reason end
from passed p
join clock c on c.workspace_id = '{workspace}' and c.id = md5('{workspace}clock' || p.kind || p.subject)::uuid;

-- What the prospectors and AEs mean to reach this month.
insert into target (workspace_id, member_id, role, figure, period, value)
select '{workspace}', w.id, t.role, t.figure, to_char(current_date, 'YYYY-MM'), t.value
from member w
join (values ('sdr', 'meetings-held', 12), ('bdr', 'qualified-rate', 0.3)) t (role, figure, value) on t.role = any (w.roles)
where w.workspace_id = '{workspace}';
-- Sellers have a year's target, which falls on its months: little in August, much in December; who is new reaches it step by step.
insert into target (workspace_id, member_id, role, figure, period, value)
select '{workspace}', w.id, 'ae', 'bookings', to_char(current_date, 'YYYY'), 480000
from member w
where w.workspace_id = '{workspace}' and 'ae' = any (w.roles);
insert into season_profile (workspace_id, shares)
values ('{workspace}', array[600, 700, 900, 800, 800, 1000, 600, 300, 900, 1000, 1000, 1400]);
insert into ramp_plan (workspace_id, role, shares)
values ('{workspace}', 'sdr', array[0, 25, 50, 75]), ('{workspace}', 'ae', array[0, 10, 25, 50, 75, 90]);
insert into member_ramp (workspace_id, member_id, role, mode, starts_on)
select '{workspace}', w.id, 'sdr', 'plan', (date_trunc('month', current_date) - interval '2 months')::date + 14
from member w
where w.workspace_id = '{workspace}' and 'sdr' = any (w.roles)
order by w.created_at desc, w.id desc
limit 1;

-- A bundle to sell, and what a product brings, so that a quote can show both.
insert into product (workspace_id, id, name, family, currency, bundle_discount, description)
values ('{workspace}', md5('{workspace}bundle1')::uuid, 'Pack démarrage', 'Services', 'EUR', 10, 'Suivi de production et sa mise en service.');
insert into product_part (workspace_id, bundle_id, part_id, position, quantity)
select '{workspace}', md5('{workspace}bundle1')::uuid, id, row_number() over (order by name desc), 1
from product where workspace_id = '{workspace}' and name in ('Suivi de production', 'Formation et mise en service');
insert into roi_calculator (workspace_id, product_id, content)
select '{workspace}', id, '{"inputs": [
    {"key": "stops", "label": "Arrêts évités par an", "unit": "", "low": 6, "expected": 10, "high": 14, "question": ""},
    {"key": "stop_cost", "label": "Coût d’un arrêt", "unit": "€", "low": 1800, "expected": 2400, "high": 3000, "question": ""}],
  "results": [
    {"key": "saving", "label": "Économie annuelle", "formula": "stops * stop_cost", "measure": "MONEY", "promised": true, "due": 12},
    {"key": "gain", "label": "Gain net la première année", "formula": "saving - price_year - price_once", "measure": "MONEY", "promised": false, "due": 12},
    {"key": "payback", "label": "Amorti en", "formula": "12 * (price_year + price_once) / saving", "measure": "MONTHS", "promised": false, "due": 12}]}'
from product where workspace_id = '{workspace}' and name = 'Maintenance prédictive';

-- What is invoiced by use, dearer for the first thousand than for the next ones.
insert into product (workspace_id, id, name, family, currency, list_price, recurring_period, unit, pricing, tiers, metered, description)
values ('{workspace}', md5('{workspace}metered')::uuid, 'Relevés de capteurs', 'Abonnements', 'EUR', 0.05, 'month', 'relevé', 'graduated', '1001: 0.03; 10001: 0.02', true, 'Chaque mesure envoyée par une machine.');
-- What dollars were worth, so that deals in them count in every total.
insert into exchange_rate (workspace_id, from_currency, to_currency, valid_on, rate)
select '{workspace}', 'USD', 'EUR', (date_trunc('month', current_date) - make_interval(months => n))::date, 0.8600 + (n * 37 % 11) / 250.0
from generate_series(0, 23) n;
update opportunity o set currency = 'USD'
from (select id from opportunity d where d.workspace_id = '{workspace}' and d.stage = 'proposal' and d.deleted_at is null
        and not exists (select from quote q where q.workspace_id = d.workspace_id and q.opportunity_id = d.id)
      order by id limit 2) picked
where o.workspace_id = '{workspace}' and o.id = picked.id;
