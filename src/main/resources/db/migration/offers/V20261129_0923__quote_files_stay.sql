-- A document that was sent, and what proves its acceptance, are kept as long as the quote.
alter table quote
    add foreign key (workspace_id, file_id) references stored_file,
    -- The person who signed was erased; the signed document stays as proof, for who has to bring it.
    add column restricted boolean not null default false;
create index quote_file on quote (workspace_id, file_id) where file_id is not null;
alter table quote_acceptance add foreign key (workspace_id, file_id) references stored_file;
create index quote_acceptance_file on quote_acceptance (workspace_id, file_id);

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
        returning workspace_id, id)
    delete from stored_file_piece piece using gone
    where piece.workspace_id = gone.workspace_id and piece.file_id = gone.id;
    get diagnostics n = row_count;
    return n;
end $$;
