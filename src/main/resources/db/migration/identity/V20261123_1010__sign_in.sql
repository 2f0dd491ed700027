-- What the sign-in, the set-up and the leaving of a member ask of the tables that know no workspace.

-- Notes an attempt before its password is looked at, so that many at once can't slip through, and tells when the next
-- one may be made: null while there were fewer than most since then.
create function note_attempt(on_key bytea, at timestamptz, since timestamptz, most integer) returns timestamptz
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare blocking timestamptz;
begin
    delete from sign_in_attempt where key = on_key and attempted_at < since;
    select attempted_at into blocking from sign_in_attempt
    where key = on_key order by attempted_at desc offset most - 1 limit 1;
    if blocking is null then
        insert into sign_in_attempt (key, attempted_at) values (on_key, at);
        return null;
    end if;
    return blocking + (at - since);
end $$;
create function forget_attempts(on_key bytea) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    delete from sign_in_attempt where key = on_key $$;
create function password_of(of_account uuid) returns text
    language sql stable security definer set search_path = public, pg_temp
    return (select password_hash from account where id = of_account);
create function change_password(of_account uuid, hash text) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    update account set password_hash = hash where id = of_account $$;
-- A set-up link is good until the next start makes another.
create function forget_setup_links() returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    delete from link where purpose = 'setup' $$;
-- Who leaves takes no way back in: tokens and open links end.
create function revoke_access(of_member uuid) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    update token set revoked_at = now()
    where workspace_id = current_workspace() and member_id = of_member and revoked_at is null;
    delete from link where workspace_id = current_workspace() and member_id = of_member and used_at is null $$;
create function demo_workspace() returns uuid
    language sql stable security definer set search_path = public, pg_temp
    return (select workspace_id from workspace_setting where demo order by created_at limit 1);
do $$ declare f text; begin
    foreach f in array array[
        'note_attempt(bytea, timestamptz, timestamptz, integer)', 'forget_attempts(bytea)', 'password_of(uuid)',
        'change_password(uuid, text)', 'forget_setup_links()', 'revoke_access(uuid)', 'demo_workspace()'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to ${app_user}', f);
    end loop;
end $$;
