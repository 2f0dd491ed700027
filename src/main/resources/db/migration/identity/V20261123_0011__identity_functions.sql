-- The walls around the tables that know no workspace: each function answers one question and no more.
create function account_for_sign_in(address text) returns table (account_id uuid, password_hash text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select id, account.password_hash from account where email = lower(address) $$;
-- The workspaces of an account, the oldest membership first.
create function memberships(of_account uuid) returns table (workspace_id uuid, member_id uuid, workspace_name text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select member.workspace_id, member.id, workspace_setting.name
    from member join workspace_setting using (workspace_id)
    where member.account_id = of_account and member.state = 'active'
    order by member.created_at, member.id $$;
-- Whose token this is; remembers that it was used, once a minute at most.
create function token_owner(token_hash bytea) returns table (workspace_id uuid, member_id uuid, scope text, token_id uuid)
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
    update token set last_used_at = now()
    where hash = token_hash and (last_used_at is null or last_used_at < now() - interval '1 minute')
      and revoked_at is null;
    return query select token.workspace_id, token.member_id, token.scope, token.id from token
    where hash = token_hash and revoked_at is null and (expires_at is null or expires_at > now());
end $$;
-- What a one-time link is for, while it is good.
create function link_target(link_hash bytea)
    returns table (purpose text, workspace_id uuid, member_id uuid, account_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select purpose, link.workspace_id, link.member_id, link.account_id from link
    where hash = link_hash and used_at is null and expires_at > now() $$;
-- Uses a link up; false when someone was first.
create function use_link(link_hash bytea) returns boolean
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
    update link set used_at = now() where hash = link_hash and used_at is null and expires_at > now();
    return found;
end $$;
create function workspace_by_slug(wanted text) returns uuid
    language sql stable security definer set search_path = public, pg_temp
    return (select id from workspace where slug = wanted);
create function first_workspace() returns uuid
    language sql stable security definer set search_path = public, pg_temp
    return (select id from workspace order by created_at, id limit 1);
create function create_workspace(wanted_slug text) returns uuid
    language sql volatile security definer set search_path = public, pg_temp as $$
    insert into workspace (slug) values (wanted_slug) returning id $$;
create function save_account(address text, hash text) returns uuid
    language sql volatile security definer set search_path = public, pg_temp as $$
    insert into account (email, password_hash) values (lower(address), hash)
    on conflict (email) do update set password_hash = coalesce(excluded.password_hash, account.password_hash)
    returning id $$;
-- Link and token rows are made within the caller's workspace only.
create function save_link(link_hash bytea, wanted_purpose text, for_member uuid, for_account uuid, until timestamptz) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    insert into link (hash, purpose, workspace_id, member_id, account_id, expires_at)
    values (link_hash, wanted_purpose, nullif(current_setting('diabolo.workspace', true), '')::uuid, for_member, for_account, until) $$;
create function save_token(token_hash bytea, of_member uuid, token_name text, token_scope text, until timestamptz) returns uuid
    language sql volatile security definer set search_path = public, pg_temp as $$
    insert into token (hash, workspace_id, member_id, name, scope, expires_at)
    values (token_hash, current_workspace(), of_member, token_name, token_scope, until) returning id $$;
create function tokens_of(of_member uuid)
    returns table (id uuid, name text, scope text, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as $$
    select token.id, token.name, token.scope, token.created_at, token.last_used_at, token.expires_at from token
    where workspace_id = current_workspace() and member_id = of_member and revoked_at is null order by created_at desc $$;
create function revoke_token(wanted uuid, of_member uuid) returns boolean
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
    update token set revoked_at = now()
    where id = wanted and workspace_id = current_workspace() and member_id = of_member and revoked_at is null;
    return found;
end $$;
-- Failed attempts on a key within the last minutes; counting also forgets the old ones.
create function failed_attempts(on_key bytea, since timestamptz) returns integer
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n integer;
begin
    delete from sign_in_attempt where key = on_key and attempted_at < since;
    select count(*) into n from sign_in_attempt where key = on_key;
    return n;
end $$;
create function note_failed_attempt(on_key bytea) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    insert into sign_in_attempt (key) values (on_key) $$;
do $$ declare f regprocedure; begin
    for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where n.nspname = 'public' and p.prosecdef loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to ${app_user}', f);
    end loop;
end $$;
