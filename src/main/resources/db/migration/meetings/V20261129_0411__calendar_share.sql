-- A secret address at which a member's own meetings can be subscribed to; deleted, it opens nothing any more.
create table calendar_share (
    workspace_id uuid        not null default current_workspace(),
    member_id    uuid        not null,
    hash         bytea       not null,             -- SHA-256 of the key: the address itself is shown once
    made_at      timestamptz not null,
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('calendar_share');
-- Whose an address is.
create unique index calendar_share_hash on calendar_share (workspace_id, hash);
