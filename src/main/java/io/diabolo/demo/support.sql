-- Run by Entries, as the owner of the tables: a few tickets of customers in every state, and what is known by now.
insert into article (workspace_id, id, title_fr, body_fr, title_en, body_en, state, audience, topic, owner_id, created_at)
values ('{workspace}', md5('{workspace}article1')::uuid, 'Exporter vers votre tableur',
        E'Ouvrez la liste, choisissez les colonnes, puis Exporter.\n\nLe fichier garde les accents et les décimales ; il s’ouvre dans tout tableur.',
        'Exporting to your spreadsheet', E'Open the list, choose the columns, then Export.\n\nThe file keeps accents and decimals; any spreadsheet opens it.',
        'published', 'public', 'Exports', '{owner}', now() - interval '120 days'),
       ('{workspace}', md5('{workspace}article2')::uuid, 'La synchronisation s’arrête la nuit',
        E'Vérifiez que l’agent tourne sous un compte de service. Après une mise à jour du serveur, relancez-le une fois.',
        'Synchronisation stops at night', E'Check that the agent runs under a service account. After an update of the server, start it once more.',
        'published', 'customers', 'Synchronisation', '{owner}', now() - interval '60 days'),
       ('{workspace}', md5('{workspace}article3')::uuid, 'Lire le journal du serveur',
        'Niveau 2 : le journal se lit sous Exploitation. Cherchez l’identifiant de requête que le client voit en bas de la page d’erreur.',
        null, null, 'published', 'agents', 'Niveau 2', '{owner}', now() - interval '30 days');
insert into macro (workspace_id, id, name, body, sets_status, owner_id)
values ('{workspace}', md5('{workspace}macro1')::uuid, 'Demander une capture', E'Bonjour,\n\nPourriez-vous nous envoyer une capture de l’écran et l’heure à laquelle cela s’est produit ?', 'pending', '{owner}'),
       ('{workspace}', md5('{workspace}macro2')::uuid, 'C’est corrigé', E'Bonjour,\n\nC’est corrigé : rechargez la page. Répondez à ce message si quelque chose manque encore.', 'solved', '{owner}');
insert into sla_policy (workspace_id, id, name, position, contract, priority, first_minutes, next_minutes, resolution_hours)
values ('{workspace}', md5('{workspace}sla1')::uuid, 'Urgences', 10, null, 'urgent', 60, 60, 8),
       ('{workspace}', md5('{workspace}sla2')::uuid, 'Clients sous contrat', 20, 'running', null, 240, 480, 24),
       ('{workspace}', md5('{workspace}sla3')::uuid, 'Tous les autres', 90, null, null, 480, 480, 40);
-- Of people at companies that signed, from the last weeks on.
insert into ticket (workspace_id, id, subject, description, status, priority, tier, kind, channel, language, person_id, company_id,
                    requester_name, requester_email, owner_id, opened_at, first_response_at, awaiting_since, solved_at, closed_at,
                    csat, csat_at, due_at, warn_at, due_kind, created_at, updated_at)
select '{workspace}', md5('{workspace}ticket' || n)::uuid, subject, body, status, priority, tier, kind, channel, 'fr', p.id,
       p.company_id, p.name, p.email, case when status in ('new', 'open') and n % 3 = 0 then null::uuid else answers.id end,
       opened, case when status <> 'new' then opened + interval '95 minutes' end,
       case when status in ('new', 'open') then opened end,
       case when status in ('solved', 'closed') then opened + interval '26 hours' end,
       case when status = 'closed' then opened + interval '8 days' end,
       case when status in ('solved', 'closed') then 3 + n % 3 end,
       case when status in ('solved', 'closed') then opened + interval '30 hours' end,
       case when status in ('new', 'open') then now() + make_interval(hours => n) end,
       case when status in ('new', 'open') then now() + make_interval(hours => n - 1) end,
       case status when 'new' then 'ticket-first-response' when 'open' then 'ticket-resolution' end, opened, opened
from (values
    (1, 'L’export est vide depuis ce matin', 'Le fichier s’ouvre, mais il ne contient que les titres des colonnes.', 'new', 'high', 1, 'Panne', 'mail', 0.1),
    (2, 'Ajouter un utilisateur', 'Comment donner un accès à notre nouvelle assistante ?', 'open', 'normal', 1, 'Question', 'portal', 1),
    (3, 'La synchronisation s’arrête la nuit', 'Depuis la mise à jour, rien n’arrive après deux heures du matin.', 'open', 'urgent', 2, 'Panne', 'mail', 1.5),
    (4, 'Facture en double', 'Nous avons reçu deux fois la facture de septembre.', 'pending', 'normal', 1, 'Facturation', 'phone', 3),
    (5, 'Champ manquant dans la fiche', 'Nous aimerions noter le numéro de série.', 'on_hold', 'low', 1, 'Souhait', 'form', 6),
    (6, 'Mot de passe refusé', 'Le lien de réinitialisation n’arrive pas.', 'solved', 'high', 1, 'Accès', 'mail', 4),
    (7, 'Lenteur en fin de mois', 'La page des rapports met plus d’une minute.', 'closed', 'normal', 3, 'Panne', 'mail', 25),
    (8, 'Former deux collègues', 'Proposez-vous une session à distance ?', 'closed', 'low', 1, 'Formation', 'portal', 33)
) as t (n, subject, body, status, priority, tier, kind, channel, ago)
cross join lateral (select now() - make_interval(mins => (ago * 1440)::integer) as opened) asked
join lateral (
    select p.id, p.company_id, p.name, p.email from person p
    where p.workspace_id = '{workspace}' and p.company_id is not null and p.email is not null and p.deleted_at is null
    order by md5(p.id::text || 'ticket' || n) limit 1) p on true
-- One agent answers in the first tier, the other above it.
join lateral (
    select m.id from member m where m.workspace_id = '{workspace}' and 'support' = any (m.roles)
    order by m.name offset least(tier - 1, 1) limit 1) answers on true;
insert into support_agent (workspace_id, member_id, tier, skills)
select '{workspace}', m.id, row_number() over (order by m.name), '{}'
from member m where m.workspace_id = '{workspace}' and 'support' = any (m.roles);
insert into ticket_message (workspace_id, ticket_id, kind, author, address, body, at)
select workspace_id, id, 'inbound', requester_name, requester_email, description, opened_at
from ticket where workspace_id = '{workspace}';
insert into ticket_message (workspace_id, ticket_id, kind, member_id, body, at)
select workspace_id, id, 'reply', coalesce(owner_id, '{owner}'), 'Bonjour, nous regardons et revenons vers vous dans la journée.', first_response_at
from ticket where workspace_id = '{workspace}' and first_response_at is not null;
insert into support_setting (workspace_id, public_key)
values ('{workspace}', translate(encode(uuid_send('{workspace}'::uuid) || substring(uuid_send(md5('{workspace}help')::uuid), 9, 8), 'base64'), '+/', '-_'));
