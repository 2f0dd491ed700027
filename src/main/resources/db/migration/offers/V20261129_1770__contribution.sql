-- What a role gave for an offer: the technical part, or what operations can do. The latest of a role counts, and only for
-- the lines that it was given for, whatever version of the offer they stand in.
create table contribution (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    series_id    uuid        not null,                  -- of the quote
    quote_id     uuid        not null,                  -- the version that was looked at
    handoff_id   uuid        not null,                  -- by which it had been taken on
    role         text        not null check (role in ('se', 'ops')),
    substance    text        not null,                  -- SHA-256 of what the lines say but for their prices
    words        text        not null default '',
    file_id      uuid,
    shown        boolean     not null default false,    -- stands in the document
    feasible     text        check (feasible in ('yes', 'conditions', 'no')),
    start_on     date,                                  -- operations: from when
    done_on      date,                                  -- operations: by when
    given_by     uuid        not null,
    given_at     timestamptz not null,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, quote_id) references quote on delete cascade,
    foreign key (workspace_id, handoff_id) references handoff on delete cascade,
    foreign key (workspace_id, file_id) references stored_file,
    foreign key (workspace_id, given_by) references member,
    check ((role = 'ops') = (feasible is not null))
);
call isolate('contribution');
-- What was given for an offer, the latest of each role first.
create index contribution_of_offer on contribution (workspace_id, series_id, role, given_at desc);
create index contribution_of_quote on contribution (workspace_id, quote_id);
create index contribution_of_handoff on contribution (workspace_id, handoff_id);
create index contribution_file on contribution (workspace_id, file_id) where file_id is not null;
create index contribution_created_in on contribution (workspace_id, created_in) where created_in is not null;

-- A copy of the same hash of the quote's lines, for the desk of whoever contributes.
alter table quote add column substance text;

create or replace function expire_files(before timestamptz, at timestamptz) returns bigint
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n bigint;
begin
    with gone as (
        update stored_file f set expired_at = at
        where created_at < before and expired_at is null
          and not exists (select from legal_basis b where b.workspace_id = f.workspace_id and b.proof_file_id = f.id)
          and not exists (select from mail_attachment a where a.workspace_id = f.workspace_id and a.file_id = f.id)
          and not exists (select from asset a where a.workspace_id = f.workspace_id and a.file_id = f.id)
          and not exists (select from quote q where q.workspace_id = f.workspace_id and q.file_id = f.id)
          and not exists (select from quote_acceptance q where q.workspace_id = f.workspace_id and q.file_id = f.id)
          and not exists (select from order_document d where d.workspace_id = f.workspace_id and d.file_id = f.id)
          and not exists (select from contribution c where c.workspace_id = f.workspace_id and c.file_id = f.id)
        returning workspace_id, id)
    delete from stored_file_piece piece using gone
    where piece.workspace_id = gone.workspace_id and piece.file_id = gone.id;
    get diagnostics n = row_count;
    return n;
end $$;
