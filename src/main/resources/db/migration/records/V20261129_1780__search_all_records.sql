-- What could not be found by typing until now: quotes, surveys, value metrics, and the notes and tasks that have a title.
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select q.workspace_id, 'quote', q.id, o.owner_id, q.title, concat_ws(' · ', q.number, c.name),
       fold(concat_ws(' ', q.title, q.number, c.name))
from quote q
join opportunity o on o.workspace_id = q.workspace_id and o.id = q.opportunity_id and o.deleted_at is null
left join company c on c.workspace_id = o.workspace_id and c.id = o.company_id
where q.state <> 'discarded'
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select workspace_id, 'survey', id, null, name, '', fold(concat_ws(' ', name, external_id))
from survey where deleted_at is null
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select m.workspace_id, 'value_metric', m.id, m.owner_id, m.name, coalesce(c.name, ''), fold(concat_ws(' ', m.name, c.name))
from value_metric m left join company c on c.workspace_id = m.workspace_id and c.id = m.company_id
where m.deleted_at is null
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select workspace_id, 'activity', id, owner_id, subject, '', fold(subject)
from activity where deleted_at is null and kind in ('note', 'task') and subject <> ''
on conflict do nothing;
-- Their words are read in the background.
insert into search_unread (workspace_id) select id from workspace;
