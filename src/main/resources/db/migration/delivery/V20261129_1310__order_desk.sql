-- What an order has to say until it can be delivered and invoiced: an invoice in France names since 2026 the buyer's SIREN,
-- where it is delivered, whether goods or services are sold, and whether VAT is due when invoiced (decree 2022-1299).
alter table sales_order
    alter column quote_id drop not null,
    alter column opportunity_id drop not null,
    drop constraint sales_order_state_check,
    add constraint sales_order_state_check check (state in ('open', 'complete', 'delivered', 'invoiced', 'cancelled')),
    add column billing_name      text not null default '',
    add column billing_address   text not null default '',
    add column siren             text,
    add column siret             text,                                       -- of the site that is invoiced
    add column vat_number        text,
    add column delivery_address  text not null default '',
    add column operation_kind    text check (operation_kind in ('goods', 'services', 'both')),
    add column vat_on_debits     boolean not null default false,
    add column service_code      text,                                       -- of a public buyer, as it is registered for its invoices
    add column einvoicing_address text,                                      -- where the buyer takes electronic invoices
    add column purchase_order    text,
    add column po_required       boolean not null default false,
    add column deliverables      text not null default '',
    add column deliver_on        date,
    add column delivered_on      date,
    add column invoiced_on       date,
    add column invoice_number    text;
create index sales_order_to_do on sales_order (workspace_id, state, deliver_on) where deleted_at is null;

-- A file that belongs to an order: the customer's purchase order, or something else.
create table order_document (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    order_id     uuid        not null,
    file_id      uuid        not null,
    kind         text        not null check (kind in ('purchase_order', 'other')),
    name         text        not null,
    member_id    uuid        not null,
    added_at     timestamptz not null default now(),
    removed_at   timestamptz,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, order_id) references sales_order on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('order_document');
create index order_document_of on order_document (workspace_id, order_id);
create index order_document_file on order_document (workspace_id, file_id);
create index order_document_by on order_document (workspace_id, member_id);
create index order_document_created_in on order_document (workspace_id, created_in) where created_in is not null;
