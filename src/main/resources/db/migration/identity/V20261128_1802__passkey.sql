-- A passkey of an account: what its device needs to be recognised by, nothing by which anybody could sign in.
create table passkey (
    id                 uuid        not null primary key default uuidv7(),
    account_id         uuid        not null references account on delete cascade,
    credential_id      bytea       not null unique,
    public_key         bytea       not null,
    signature_count    bigint      not null,
    transports         text        not null,
    user_verified      boolean     not null,
    backup_eligible    boolean     not null,
    backup_state       boolean     not null,
    attestation_object bytea,
    client_data        bytea,
    label              text        not null,
    created_at         timestamptz not null,
    last_used_at       timestamptz not null
);
create index passkey_of_account on passkey (account_id);
-- An account's sign-in at an OpenID provider: the provider's own name for the person, which outlives the address.
create table outside_sign_in (
    issuer       text        not null,
    subject      text        not null,
    id           uuid        not null unique default uuidv7(),
    account_id   uuid        not null references account on delete cascade,
    linked_at    timestamptz not null,
    last_used_at timestamptz not null,
    primary key (issuer, subject),
    unique (account_id, issuer)
);
create function passkeys_of(of_account uuid) returns table (
    id uuid, account_id uuid, credential_id bytea, public_key bytea, signature_count bigint, transports text,
    user_verified boolean, backup_eligible boolean, backup_state boolean, attestation_object bytea, client_data bytea,
    label text, created_at timestamptz, last_used_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as $$
    select * from passkey where passkey.account_id = of_account order by passkey.created_at, passkey.id $$;
create function passkey_by_credential(wanted bytea) returns table (
    id uuid, account_id uuid, credential_id bytea, public_key bytea, signature_count bigint, transports text,
    user_verified boolean, backup_eligible boolean, backup_state boolean, attestation_object bytea, client_data bytea,
    label text, created_at timestamptz, last_used_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as $$
    select * from passkey where passkey.credential_id = wanted $$;
-- Known already, only what changes with its use is kept; somebody else's stays as it is.
create function save_passkey(
    of_account uuid, credential bytea, key bytea, signatures bigint, by_transports text, verified boolean,
    eligible boolean, backed boolean, attestation bytea, client bytea, named text, made timestamptz, used timestamptz) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    insert into passkey (account_id, credential_id, public_key, signature_count, transports, user_verified,
                         backup_eligible, backup_state, attestation_object, client_data, label, created_at, last_used_at)
    values (of_account, credential, key, signatures, by_transports, verified, eligible, backed, attestation, client, named, made, used)
    on conflict (credential_id) do update
        set signature_count = excluded.signature_count, backup_state = excluded.backup_state, last_used_at = excluded.last_used_at
        where passkey.account_id = excluded.account_id $$;
create function remove_passkey(of_account uuid, wanted uuid) returns boolean
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
    delete from passkey where id = wanted and account_id = of_account;
    return found;
end $$;
-- After a password reset nobody goes on with what somebody else may have made.
create function forget_passkeys(of_account uuid) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    delete from passkey where account_id = of_account $$;
create function email_of_account(of_account uuid) returns text
    language sql stable security definer set search_path = public, pg_temp
    return (select email from account where id = of_account);
create function account_of_outside(of_issuer text, of_subject text) returns uuid
    language sql stable security definer set search_path = public, pg_temp
    return (select account_id from outside_sign_in where issuer = of_issuer and subject = of_subject);
-- False when the account has another name at this provider already.
create function link_outside(of_issuer text, of_subject text, to_account uuid, at timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
    insert into outside_sign_in (issuer, subject, account_id, linked_at, last_used_at)
    values (of_issuer, of_subject, to_account, at, at) on conflict do nothing;
    update outside_sign_in set last_used_at = at
    where issuer = of_issuer and subject = of_subject and account_id = to_account;
    return found;
end $$;
create function outside_of(of_account uuid) returns table (id uuid, issuer text, linked_at timestamptz, last_used_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as $$
    select outside_sign_in.id, outside_sign_in.issuer, outside_sign_in.linked_at, outside_sign_in.last_used_at
    from outside_sign_in where account_id = of_account order by linked_at $$;
create function unlink_outside(of_account uuid, wanted uuid) returns boolean
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
    delete from outside_sign_in where id = wanted and account_id = of_account;
    return found;
end $$;
do $$ declare f text; begin
    revoke all on passkey, outside_sign_in from ${app_user};
    foreach f in array array[
        'passkeys_of(uuid)', 'passkey_by_credential(bytea)', 'remove_passkey(uuid, uuid)', 'email_of_account(uuid)',
        'forget_passkeys(uuid)',
        'save_passkey(uuid, bytea, bytea, bigint, text, boolean, boolean, boolean, bytea, bytea, text, timestamptz, timestamptz)',
        'account_of_outside(text, text)', 'link_outside(text, text, uuid, timestamptz)', 'outside_of(uuid)',
        'unlink_outside(uuid, uuid)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to ${app_user}', f);
    end loop;
end $$;
