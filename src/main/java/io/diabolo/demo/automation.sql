-- What sales operations let happen by itself: two that act, one that is still a draft.
insert into automation (workspace_id, name, state, record_type, begins, plan, keeper_id, on_since, next_at)
values
    ('{workspace}', 'Détracteur NPS à rappeler', 'on', 'survey_response', 'event',
     '{"record_type": "survey_response", "trigger": {"begins": "event", "event": "created"}, "most_an_hour": 200,
       "conditions": ["survey_response.kind == \"nps\"", "survey_response.score <= 6"],
       "actions": [{"kind": "task", "values": {"subject": "Rappeler ce client mécontent", "days": "1", "to": "owner"}}]}',
     '{owner}', now() - interval '40 days', null),
    ('{workspace}', 'Préavis de contrat dans 90 jours', 'on', 'contract', 'date',
     '{"record_type": "contract", "trigger": {"begins": "date", "field": "notice_on", "days": -90, "at": "08:00"}, "most_an_hour": 200,
       "conditions": ["contract.state == \"running\""],
       "actions": [{"kind": "task", "values": {"subject": "Préparer l’échéance de préavis", "days": "5", "to": "owner"}}]}',
     '{owner}', now() - interval '40 days', date_trunc('day', now()) + interval '1 day 7 hours'),
    ('{workspace}', 'Affaire sans prochaine étape depuis 7 jours', 'draft', 'opportunity', 'schedule',
     '{"record_type": "opportunity", "trigger": {"begins": "schedule", "every": "day", "at": "08:00"}, "most_an_hour": 200,
       "conditions": ["opportunity.stage in [\"discovery\", \"proposal\", \"closing\"]", "empty(opportunity.next_step)",
                      "days_since(opportunity.stage_on) >= 7"],
       "actions": [{"kind": "notify", "values": {"to": "owner", "text": "Cette affaire n’a plus de prochaine étape."}}]}',
     '{owner}', null, null);
insert into automation_version (workspace_id, automation_id, number, name, plan, member_id, at)
select workspace_id, id, 1, name, plan, keeper_id, created_at from automation where workspace_id = '{workspace}';
