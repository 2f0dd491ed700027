-- Of what may come by the thousand one notification stands for all, until it is read.
alter table notification add column more boolean not null default false;
