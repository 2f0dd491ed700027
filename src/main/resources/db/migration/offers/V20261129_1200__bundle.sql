-- A product that is made of others. It costs what they cost together, less a discount, or has a price of its own.
alter table product
    add column bundle_price    text          not null default 'parts' check (bundle_price in ('parts', 'own')),
    add column bundle_discount numeric(5, 2) not null default 0 check (bundle_discount between 0 and 100);  -- percent, off the parts

-- How many of another product stand in one bundle.
create table product_part (
    workspace_id uuid           not null default current_workspace(),
    bundle_id    uuid           not null,
    part_id      uuid           not null,
    position     integer        not null,
    quantity     numeric(13, 3) not null check (quantity > 0),
    primary key (workspace_id, bundle_id, part_id),
    foreign key (workspace_id, bundle_id) references product on delete cascade,
    foreign key (workspace_id, part_id) references product on delete cascade,
    check (bundle_id <> part_id)
);
call isolate('product_part');
create index product_part_of_part on product_part (workspace_id, part_id);

-- A bundle on a quote is a line that counts nothing, with the lines of its parts below it.
alter table quote_line
    drop constraint quote_line_kind_check,
    add constraint quote_line_kind_check check (kind in ('item', 'text', 'bundle')),
    add column bundle_price text           check (bundle_price in ('parts', 'own')),  -- of a bundle
    add column part_of      uuid,                                                    -- the line of the bundle
    add column each         numeric(13, 3) not null default 1,                       -- how many in one bundle
    add constraint quote_line_bundle_check check ((kind = 'bundle') = (bundle_price is not null));
