-- One at a time on one key: many attempts at once would each find the others not yet noted.
create or replace function note_attempt(on_key bytea, at timestamptz, since timestamptz, most integer) returns timestamptz
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare blocking timestamptz;
begin
    perform pg_advisory_xact_lock(hashtextextended(encode(on_key, 'hex'), 0));
    delete from sign_in_attempt where key = on_key and attempted_at < since;
    select attempted_at into blocking from sign_in_attempt
    where key = on_key order by attempted_at desc offset most - 1 limit 1;
    if blocking is null then
        insert into sign_in_attempt (key, attempted_at) values (on_key, at);
        return null;
    end if;
    return blocking + (at - since);
end $$;
drop function failed_attempts(bytea, timestamptz);
drop function note_failed_attempt(bytea);
-- A new password ends the older ways to set one.
create or replace function change_password(of_account uuid, hash text) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    update account set password_hash = hash where id = of_account;
    delete from link where purpose = 'reset' and account_id = of_account and used_at is null $$;
-- After a reset nobody goes on with what somebody else may have made: the account's tokens, in all its workspaces.
create function revoke_tokens_of_account(of_account uuid) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    update token set revoked_at = now() from member
    where member.account_id = of_account and token.workspace_id = member.workspace_id and token.member_id = member.id
      and token.revoked_at is null $$;
-- What nobody asks about any more; strangers' attempts with invented addresses, too.
create function forget_past_access(before timestamptz) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    delete from sign_in_attempt where attempted_at < before;
    delete from link where expires_at < before or used_at < before $$;
create index sign_in_attempt_age on sign_in_attempt (attempted_at);
do $$ declare f text; begin
    foreach f in array array['revoke_tokens_of_account(uuid)', 'forget_past_access(timestamptz)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to ${app_user}', f);
    end loop;
end $$;
