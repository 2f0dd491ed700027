-- A piece of content may be a file kept here, instead of an address.
alter table asset
    add column file_id uuid,
    add foreign key (workspace_id, file_id) references stored_file;
create index asset_file on asset (workspace_id, file_id) where file_id is not null;

-- Such a file is kept as long as its asset names it.
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
        returning workspace_id, id)
    delete from stored_file_piece piece using gone
    where piece.workspace_id = gone.workspace_id and piece.file_id = gone.id;
    get diagnostics n = row_count;
    return n;
end $$;
