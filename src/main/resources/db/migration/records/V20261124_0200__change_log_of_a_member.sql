-- What a member did, the newest first; and the whole log in the order in which it is read.
create index change_set_of_member on change_set (workspace_id, member_id, created_at desc, id desc);
drop index change_set_log;
create index change_set_log on change_set (workspace_id, created_at desc, id desc);
