-- What was set up in the last weeks: a template for mails, promises of support that were tightened since, and a file that waits
-- to be looked at.
insert into mail_template (workspace_id, name, subject_fr, body_fr, subject_en, body_en, owner_id, created_at)
values ('{workspace}', 'Relance après visite', 'Suite à notre visite', E'Bonjour,\n\nMerci de votre accueil. Voici, comme convenu, les points que nous avons relevés ensemble.',
        'After our visit', E'Hello,\n\nThank you for having us. As agreed, here is what we noted together.', '{owner}', now() - interval '50 days');
insert into configuration_change (workspace_id, member_id, section, item, before, after, at)
select '{workspace}', '{owner}', 'mail_templates', name, null,
       jsonb_build_object('subject_fr', subject_fr, 'body_fr', body_fr, 'subject_en', subject_en, 'body_en', body_en),
       now() - interval '50 days'
from mail_template where workspace_id = '{workspace}' and name = 'Relance après visite';
insert into configuration_change (workspace_id, member_id, section, item, before, after, at)
select '{workspace}', '{owner}', 'sla_policies', name, null,
       jsonb_strip_nulls(jsonb_build_object('position', position, 'contract', contract, 'priority', priority,
           'first_minutes', first_minutes * 2, 'next_minutes', next_minutes, 'resolution_hours', resolution_hours)),
       now() - interval '40 days'
from sla_policy where workspace_id = '{workspace}' order by position;
insert into configuration_change (workspace_id, member_id, section, item, before, after, at)
select workspace_id, member_id, section, item, after,
       after || jsonb_build_object('first_minutes', (after ->> 'first_minutes')::integer / 2), now() - interval '12 days'
from configuration_change where workspace_id = '{workspace}' and section = 'sla_policies' and item = 'Urgences';
insert into configuration_import (workspace_id, name, document, member_id, at)
values ('{workspace}', 'bureau-de-lyon.json', '{"format": "diabolo-configuration", "version": 1, "sections": {
  "sla_policies": {
    "Urgences": {"position": 10, "priority": "urgent", "first_minutes": 30, "next_minutes": 60, "resolution_hours": 8},
    "Grands comptes": {"position": 15, "segment": "enterprise", "first_minutes": 120, "resolution_hours": 16}},
  "ready_answers": {
    "Prendre rendez-vous": {"body": "Bonjour,\n\nQuand pouvons-nous vous appeler ?", "sets_status": "pending"}}}}',
        '{owner}', now() - interval '1 day');
