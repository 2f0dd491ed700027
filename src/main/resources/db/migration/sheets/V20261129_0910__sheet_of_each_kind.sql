-- Leads and opportunities are asked by sheets of their own: the choice is one row a kind of record.
alter table sheet_setting
    add record_type text not null default 'lead' check (record_type in ('lead', 'opportunity'));
alter table sheet_setting
    drop constraint sheet_setting_pkey,
    add primary key (workspace_id, record_type);
-- The meeting, call or mail in which it was said.
alter table sheet_answer
    add occasion_type text check (occasion_type in ('meeting', 'activity')),
    add occasion_id   uuid,
    add constraint sheet_answer_occasion check (num_nonnulls(occasion_type, occasion_id) in (0, 2));
