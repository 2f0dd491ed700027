-- What a person may be contacted for: where the address came from, and what prospecting by mail and by phone rests on.
alter table person add column data_source text;
-- A number at home rather than at work: since August 2026 calling a consumer takes a consent that can be proved.
alter table person add column consumer boolean not null default false;
-- copies of the latest legal_basis for prospecting, so that lists filter by them
alter table person add column email_basis text not null default 'unknown'
    check (email_basis in ('unknown', 'legitimate_interest', 'consent', 'contract', 'legal_obligation', 'objected'));
alter table person add column phone_basis text not null default 'unknown'
    check (phone_basis in ('unknown', 'legitimate_interest', 'consent', 'contract', 'legal_obligation', 'objected'));

-- Why a person's data may be used by one channel for one purpose. A row is never changed: the latest one holds, those
-- before it are its history.
create table legal_basis (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    person_id    uuid        not null,
    channel      text        not null check (channel in ('email', 'phone', 'sms', 'post', 'linkedin')),
    purpose      text        not null check (purpose in ('prospecting', 'customer', 'newsletter', 'event', 'survey')),
    basis        text        not null check (basis in ('legitimate_interest', 'consent', 'contract', 'legal_obligation')),
    state        text        not null check (state in ('granted', 'objected')),
    since        date        not null,
    proof        text,                         -- the words said, a form's or a file's name
    proof_file_id uuid,
    source       text,                         -- where the address came from
    member_id    uuid,
    recorded_at  timestamptz not null default now(),
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, person_id) references person on delete cascade,
    foreign key (workspace_id, proof_file_id) references stored_file
);
call isolate('legal_basis');
create index legal_basis_of_person on legal_basis (workspace_id, person_id, channel, purpose, recorded_at desc, id desc);
create index legal_basis_created_in on legal_basis (workspace_id, created_in) where created_in is not null;
create index legal_basis_proof on legal_basis (workspace_id, proof_file_id) where proof_file_id is not null;

-- The key under which addresses of erased people are hashed; it never leaves the database.
create table contact_salt (
    workspace_id uuid  not null default current_workspace() primary key,
    salt         bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
);
call isolate('contact_salt');

-- An address or number of somebody who was erased, as a salted hash: so that a file doesn't bring them back unseen.
create table erased_contact (
    workspace_id uuid        not null default current_workspace(),
    hash         bytea       not null,
    erased_at    timestamptz not null default now(),
    primary key (workspace_id, hash)
);
call isolate('erased_contact');

-- What an address or number is remembered as once it is erased.
create function contact_hash(contact text) returns bytea
    language sql stable parallel safe
    return (select sha256(salt || convert_to(lower(trim(contact)), 'UTF8')) from contact_salt
            where workspace_id = (select current_setting('diabolo.workspace')::uuid));
