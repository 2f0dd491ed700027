-- As exact as contracts keep it.
alter table forecast_rate alter column rate type numeric;
