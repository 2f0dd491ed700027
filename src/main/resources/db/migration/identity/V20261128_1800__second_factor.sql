-- An account's one-time codes: the key that its telephone shares, encrypted with the application key, and the last
-- time step whose code was taken, so that none is taken twice.
create table second_factor (
    account_id   uuid        not null primary key references account on delete cascade,
    secret       bytea       not null,
    last_step    bigint      not null default 0,
    created_at   timestamptz not null default now(),
    confirmed_at timestamptz
);
-- A way in for who has lost the telephone, good once; only its SHA-256 is kept.
create table recovery_code (
    account_id uuid        not null references account on delete cascade,
    hash       bytea       not null,
    used_at    timestamptz,
    primary key (account_id, hash)
);
alter table workspace_setting add column second_factor_required boolean not null default false;

create function second_factor_of(of_account uuid) returns table (secret bytea, confirmed_at timestamptz, codes_left integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    select second_factor.secret, second_factor.confirmed_at,
           (select count(*)::integer from recovery_code where account_id = of_account and used_at is null)
    from second_factor where account_id = of_account $$;
-- Begins or begins anew; one that is in use stays as it is.
create function begin_second_factor(of_account uuid, sealed bytea) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    insert into second_factor (account_id, secret) values (of_account, sealed)
    on conflict (account_id) do update set secret = excluded.secret, created_at = now(), last_step = 0
    where second_factor.confirmed_at is null $$;
create function confirm_second_factor(of_account uuid, at timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
    update second_factor set confirmed_at = at where account_id = of_account and confirmed_at is null;
    return found;
end $$;
-- False when this code or a later one was taken before.
create function take_second_factor_step(of_account uuid, step bigint) returns boolean
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
    update second_factor set last_step = step where account_id = of_account and last_step < step;
    return found;
end $$;
create function use_recovery_code(of_account uuid, code_hash bytea, at timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
    update recovery_code set used_at = at where account_id = of_account and hash = code_hash and used_at is null;
    return found;
end $$;
create function forget_recovery_codes(of_account uuid) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    delete from recovery_code where account_id = of_account $$;
create function save_recovery_code(of_account uuid, code_hash bytea) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    insert into recovery_code (account_id, hash) values (of_account, code_hash) $$;
create function remove_second_factor(of_account uuid) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    delete from recovery_code where account_id = of_account;
    delete from second_factor where account_id = of_account $$;
do $$ declare f text; begin
    revoke all on second_factor, recovery_code from ${app_user};
    foreach f in array array[
        'second_factor_of(uuid)', 'begin_second_factor(uuid, bytea)', 'confirm_second_factor(uuid, timestamptz)',
        'take_second_factor_step(uuid, bigint)', 'use_recovery_code(uuid, bytea, timestamptz)',
        'forget_recovery_codes(uuid)', 'save_recovery_code(uuid, bytea)', 'remove_second_factor(uuid)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to ${app_user}', f);
    end loop;
end $$;
