-- Whether a lead needs its sheet complete to count as qualified; without a row it does.
create table sheet_setting (
    workspace_id uuid    not null default current_workspace(),
    required     boolean not null,
    primary key (workspace_id)
);
call isolate('sheet_setting');
