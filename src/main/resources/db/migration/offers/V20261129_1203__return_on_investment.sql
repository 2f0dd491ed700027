-- How what a product brings its customer is computed: what is asked, and the formulas.
create table roi_calculator (
    workspace_id uuid    not null default current_workspace(),
    product_id   uuid    not null,
    content      jsonb   not null,   -- {"inputs": […], "results": […]}
    version      integer not null default 1,
    primary key (workspace_id, product_id),
    foreign key (workspace_id, product_id) references product on delete cascade
);
call isolate('roi_calculator');

alter table quote
    add column returns  jsonb not null default '[]',   -- what was put into the calculators of its products
    add column returned jsonb not null default '[]';   -- what they gave when it was sent: it stays as the customer read it
