-- Who began it: a contact that came from the person starts the retention period anew, one of ours doesn't.
alter table activity add column direction text check (direction in ('inbound', 'outbound'));
