-- Who took over from a member that left; a hand-over still under way when the successor leaves too goes on to theirs.
alter table member add column successor_id uuid;
alter table member add foreign key (workspace_id, successor_id) references member;
