-- By which exchange rate a week counted the open deals of a currency: it goes on saying what it said.
create table forecast_rate (
    workspace_id uuid           not null default current_workspace(),
    week         date           not null,
    currency     char(3)        not null,
    to_currency  char(3)        not null,
    rate         numeric(19, 9) not null check (rate > 0),
    primary key (workspace_id, week, currency, to_currency),
    foreign key (workspace_id, week) references forecast_snapshot on delete cascade
);
call isolate('forecast_rate');
