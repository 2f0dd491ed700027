-- How the seller's documents look and are numbered, and how old an exchange rate may be.
alter table seller
    add column logo          text    not null default '',   -- the hash of the picture; empty: none
    add column colour        text    not null default '' check (colour = '' or colour ~ '^#[0-9a-f]{6}$'),
    add column number_prefix text    not null default 'D' check (number_prefix ~ '^[A-Z0-9]{1,8}$'),
    add column rate_days     integer not null default 31 check (rate_days between 0 and 3650);

-- Pictures that stood on documents, by their hash. They stay: what was sent with one is shown with it.
create table seller_logo (
    workspace_id uuid  not null default current_workspace(),
    hash         text  not null,
    bytes        bytea not null,
    primary key (workspace_id, hash)
);
call isolate('seller_logo');
