-- Run by Entries, as the owner of the tables.
with named (n, name, kind, cost, utm, days) as (values
    (1, 'Salon Industrie Lyon', 'event', 1850000, 'salon-lyon', 420),
    (2, 'Livre blanc « Piloter ses ventes »', 'white_paper', 640000, 'livre-blanc', 360),
    (3, 'Webinaire « Prévoir sans tableur »', 'webinar', 290000, 'webinaire', 240),
    (4, 'Recherche payante', 'ad', 2400000, 'recherche', 500),
    (5, 'Recommandations clients', 'referral', 120000, 'recommandation', 500))
insert into campaign (workspace_id, id, name, kind, cost_minor, utm_campaign, starts_on, owner_id, created_at)
select '{workspace}', md5('{workspace}campaign' || n)::uuid, name, kind, cost, utm, current_date - days, '{owner}', now() - make_interval(days => days)
from named;
insert into asset (workspace_id, id, name, kind, campaign_id, url, cost_minor, owner_id)
values ('{workspace}', md5('{workspace}asset1')::uuid, 'Piloter ses ventes', 'white_paper', md5('{workspace}campaign2')::uuid, 'https://atelier-nord.example/livre-blanc', 380000, '{owner}'),
       ('{workspace}', md5('{workspace}asset2')::uuid, 'Prévoir sans tableur', 'webinar', md5('{workspace}campaign3')::uuid, 'https://atelier-nord.example/webinaire', 150000, '{owner}');
insert into form (workspace_id, id, name, key, state, questions, source, owner_id, consent_version)
select '{workspace}', md5('{workspace}form')::uuid, 'Demander une démonstration',
       translate(encode(uuid_send('{workspace}'::uuid) || substring(uuid_send(md5('{workspace}key')::uuid), 9, 8), 'base64'), '+/', '-_'),
       'open', '[{"target": "first_name", "required": false, "fr": "Prénom", "en": "First name"},
                 {"target": "last_name", "required": true, "fr": "Nom", "en": "Last name"},
                 {"target": "email", "required": true, "fr": "E-mail professionnel", "en": "Work e-mail"},
                 {"target": "company", "required": true, "fr": "Entreprise", "en": "Company"},
                 {"target": "message", "required": false, "fr": "Votre projet", "en": "Your project"}]', 'site', '{owner}', 1;
insert into form_consent (workspace_id, form_id, version, text_fr, text_en, required, member_id)
values ('{workspace}', md5('{workspace}form')::uuid, 1, 'J’accepte qu’Atelier Nord me recontacte au sujet de ma demande.', 'Atelier Nord may contact me about my request.', true, '{owner}');
-- One to three touches of each inbound lead, the last of them the form.
insert into touch (workspace_id, id, at, kind, person_id, lead_id, campaign_id, asset_id, form_id, source, medium)
select l.workspace_id, md5(l.id::text || step)::uuid,
       l.created_at - make_interval(days => (abs(hashtext(l.id::text || step)) % 12 + 1) * (3 - step)),
       case when step = 3 then 'submission' else 'visit' end, l.person_id, case when step = 3 then l.id end,
       md5('{workspace}campaign' || c.n)::uuid,
       case c.n when 2 then md5('{workspace}asset1')::uuid when 3 then md5('{workspace}asset2')::uuid end,
       case when step = 3 then md5('{workspace}form')::uuid end, l.source, 'web'
from lead l
cross join generate_series(1, 3) step
cross join lateral (select abs(hashtext(l.id::text || 'campaign' || step)) % 5 + 1 as n) c
where l.workspace_id = '{workspace}' and l.channel = 'inbound' and l.person_id is not null
  and (step = 3 or abs(hashtext(l.id::text || 'seen' || step)) % 2 = 0);
insert into experiment (workspace_id, id, name, kind, state, hypothesis, lever, impact, confidence, ease, metric, control_trials, control_successes, test_trials, test_successes, learning, owner_id, starts_on, ends_on)
values ('{workspace}', md5('{workspace}experiment1')::uuid, 'Formulaire de démo en cinq questions', 'growth', 'decided', 'Moins de questions, plus de demandes.', 'content', 8, 6, 7, 'Demandes par visite', 812, 31, 798, 55, 'Cinq questions suffisent : la qualification se fait au premier appel.', '{owner}', current_date - 90, current_date - 60),
       ('{workspace}', md5('{workspace}experiment2')::uuid, 'Témoignage vidéo sur la page tarifs', 'growth', 'running', 'Un client qui parle rassure plus qu’un tableau.', 'content', 6, 5, 4, 'Demandes par visite', 240, 9, 233, 12, '', '{owner}', current_date - 14, current_date + 14);
insert into experiment (workspace_id, id, name, kind, state, hypothesis, impact, confidence, ease, interviews, first_customers, owner_id)
values ('{workspace}', md5('{workspace}experiment3')::uuid, 'Cabinets d’ingénierie de 20 à 50 personnes', 'segment', 'running', 'Ils perdent des affaires faute de relances.', 7, 4, 5, 9, 2, '{owner}');
