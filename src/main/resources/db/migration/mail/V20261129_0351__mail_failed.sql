-- A member's mails that didn't leave, the newest first.
create index mail_failed on mail (workspace_id, member_id, at desc, id desc) where state = 'failed';
