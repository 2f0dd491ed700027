-- Which sheet a workspace qualifies by is one value, so that taking a choice back never leaves two. What comes with Diabolo
-- is chosen by its key alone, and reads in each member's language until somebody changes its questions.
alter table sheet_setting
    add id         uuid not null default uuidv7(),
    add in_use     text,                        -- the template's key; null: the one that comes first
    add created_in uuid,
    alter required set default true;
create unique index sheet_setting_id on sheet_setting (workspace_id, id);
create index sheet_setting_created_in on sheet_setting (workspace_id, created_in) where created_in is not null;
insert into sheet_setting (workspace_id, in_use)
select workspace_id, key from sheet_template where in_use and deleted_at is null
on conflict (workspace_id) do update set in_use = excluded.in_use;
drop index sheet_template_in_use;
alter table sheet_template drop column in_use;
