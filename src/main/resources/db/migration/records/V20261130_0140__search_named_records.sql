-- What has a name of its own and could not be found by typing until now.
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select c.workspace_id, 'candidate', c.id, null, c.name, coalesce(j.name, ''),
       fold(concat_ws(' ', c.name, c.email, c.phone, c.external_id))
from candidate c
left join job_description j on j.workspace_id = c.workspace_id and j.id = c.job_description_id
where c.deleted_at is null
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select workspace_id, 'job_description', id, null, name, coalesce(city, ''), fold(concat_ws(' ', name, external_id))
from job_description where deleted_at is null
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select workspace_id, 'position', id, null, name, '', fold(concat_ws(' ', name, external_id))
from position where deleted_at is null
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select workspace_id, 'own_role', id, null, name, '', fold(concat_ws(' ', name, external_id))
from own_role where deleted_at is null
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select p.workspace_id, 'account_plan', p.id, p.owner_id, p.name, coalesce(c.name, ''),
       fold(concat_ws(' ', p.name, c.name, p.external_id))
from account_plan p left join company c on c.workspace_id = p.workspace_id and c.id = p.company_id
where p.deleted_at is null
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select o.workspace_id, 'account_objective', o.id, o.owner_id, o.name, coalesce(p.name, ''),
       fold(concat_ws(' ', o.name, o.external_id))
from account_objective o left join account_plan p on p.workspace_id = o.workspace_id and p.id = o.plan_id
where o.deleted_at is null
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select r.workspace_id, 'account_review', r.id, r.owner_id, r.name, coalesce(c.name, ''),
       fold(concat_ws(' ', r.name, c.name, r.external_id))
from account_review r left join company c on c.workspace_id = r.workspace_id and c.id = r.company_id
where r.deleted_at is null
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select workspace_id, 'macro', id, null, name, '', fold(concat_ws(' ', name, external_id))
from macro where deleted_at is null
on conflict do nothing;
insert into search_entry (workspace_id, kind, record_id, owner_id, label, detail, text_key)
select t.workspace_id, 'onboarding_template', t.id, null, t.name, coalesce(p.name, ''),
       fold(concat_ws(' ', t.name, t.external_id))
from onboarding_template t left join product p on p.workspace_id = t.workspace_id and p.id = t.product_id
where t.deleted_at is null
on conflict do nothing;
-- Their words are read in the background.
insert into search_unread (workspace_id, kind, record_ids)
select workspace_id, kind, array_agg(record_id)
from search_entry
where kind in ('candidate', 'job_description', 'position', 'own_role', 'account_plan', 'account_objective',
               'account_review', 'macro', 'onboarding_template')
group by workspace_id, kind;
