-- Parts that were made side by side each wrote this anew without the others' files: all that refer to one keep it.
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
          and not exists (select from account_review r where r.workspace_id = f.workspace_id and r.file_id = f.id)
          and not exists (select from ticket_file t where t.workspace_id = f.workspace_id and t.file_id = f.id)
        returning workspace_id, id)
    delete from stored_file_piece piece using gone
    where piece.workspace_id = gone.workspace_id and piece.file_id = gone.id;
    get diagnostics n = row_count;
    return n;
end $$;
