-- Whether a field's values also stand as typed rows, by which lists are filtered and sorted; filling: a job is making them.
alter table custom_field add column filtering text not null default 'on' check (filtering in ('off', 'filling', 'on'));
