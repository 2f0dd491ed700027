-- Run by Entries, as the owner of the tables: talks of the manager with three of the team, what was agreed, and a note that names the manager.
insert into coaching_note (workspace_id, id, member_id, author_id, body, talked_on, shared_at, created_at, updated_at)
select '{workspace}', md5('{workspace}coaching' || m.id || n.days)::uuid, m.id, '{owner}', n.body, now()::date - n.days,
       case when n.shared then now() - n.days * interval '1 day' end, now() - n.days * interval '1 day', now() - n.days * interval '1 day'
from (
    select id, row_number() over (order by name) as place
    from member where workspace_id = '{workspace}' and manager_id = '{owner}' and state = 'active') m
join (values
    (1, 6, true, 'Très bonne écoute en découverte. Le budget n’est abordé qu’au troisième échange : le poser dès le premier, avec une fourchette.'),
    (1, 41, false, 'Premier entretien après la reprise du portefeuille. À l’aise sur le produit, moins sur le prix.'),
    (2, 13, true, 'Les relances partent à temps. Trois affaires sans décideur identifié : demander qui signe avant d’envoyer l’offre.'),
    (3, 48, false, 'Charge trop lourde depuis l’arrivée des leads du salon. Revoir la répartition avant la fin du mois.')
) n (place, days, shared, body) on n.place = m.place;
insert into activity (workspace_id, id, kind, subject, owner_id, at, due_on, done_at, coaching_note_id)
select c.workspace_id, md5('{workspace}agreed' || c.id || a.subject)::uuid, 'task', a.subject, c.member_id, c.created_at, now()::date + a.days,
       case when a.done then now() - interval '2 days' end, c.id
from coaching_note c
join (values
    (6, 'Réécouter deux premiers appels et noter où le budget aurait pu venir', 4, false),
    (13, 'Nommer le décideur des trois affaires sans signataire', -2, false),
    (13, 'Préparer la question du décideur pour la grille de découverte', -6, true)
) a (since, subject, days, done) on c.talked_on = now()::date - a.since
where c.workspace_id = '{workspace}';
insert into coaching_subject (workspace_id, note_id, position, opportunity_id)
select c.workspace_id, c.id, 0, o.id
from coaching_note c
cross join lateral (
    select id from opportunity
    where workspace_id = c.workspace_id and owner_id = c.member_id and deleted_at is null
    order by created_at desc limit 1) o
where c.workspace_id = '{workspace}' and c.shared_at is not null;
with told as (
    select o.id as opportunity, o.company_id, o.owner_id, m.name
    from opportunity o, member m
    where o.workspace_id = '{workspace}' and o.deleted_at is null and o.owner_id <> '{owner}' and o.stage = 'closing'
      and m.workspace_id = '{workspace}' and m.id = '{owner}'
    order by o.created_at desc limit 1
), note as (
    insert into activity (workspace_id, id, kind, subject, body, owner_id, at, opportunity_id, company_id)
    select '{workspace}', md5('{workspace}mention' || opportunity)::uuid, 'note', '',
           'Le directeur financier veut te parler avant de signer, @' || name || ' : jeudi matin ?', owner_id, now() - interval '3 hours', opportunity, company_id
    from told
), named as (
    insert into mention (workspace_id, text_type, text_id, member_id, written, reach, at)
    select '{workspace}', 'activity', md5('{workspace}mention' || opportunity)::uuid, '{owner}', '@' || name, 'told', now() - interval '3 hours'
    from told
)
insert into notification (workspace_id, member_id, kind, event_key, about, subject_type, subject_id, other_id, path, at, shown_from)
select '{workspace}', '{owner}', 'mentioned', 'mentioned/activity/' || md5('{workspace}mention' || opportunity)::uuid, '', 'opportunity', opportunity, owner_id,
       '/opportunities/' || opportunity || '#activity-' || md5('{workspace}mention' || opportunity)::uuid, now() - interval '3 hours', now() - interval '3 hours'
from told;
