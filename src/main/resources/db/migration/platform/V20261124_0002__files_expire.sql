-- When the bytes of a file were given up; its name stays, for whoever asks what became of it.
alter table stored_file add column expired_at timestamptz;
-- All workspaces' files older than this: uploads, exports and rejected rows hold personal data.
create function expire_files(before timestamptz, at timestamptz) returns bigint
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n bigint;
begin
    with gone as (
        update stored_file set expired_at = at
        where created_at < before and expired_at is null
        returning workspace_id, id)
    delete from stored_file_piece piece using gone
    where piece.workspace_id = gone.workspace_id and piece.file_id = gone.id;
    get diagnostics n = row_count;
    return n;
end $$;
revoke all on function expire_files(timestamptz, timestamptz) from public;
grant execute on function expire_files(timestamptz, timestamptz) to ${app_user};
