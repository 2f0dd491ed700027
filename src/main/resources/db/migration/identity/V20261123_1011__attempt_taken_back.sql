-- An attempt that turned out right doesn't count: an office that signs in at nine isn't guessing.
create function take_back_attempt(on_key bytea, at timestamptz) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    delete from sign_in_attempt where ctid = (
        select ctid from sign_in_attempt where key = on_key and attempted_at = at limit 1) $$;
revoke all on function take_back_attempt(bytea, timestamptz) from public;
grant execute on function take_back_attempt(bytea, timestamptz) to ${app_user};
