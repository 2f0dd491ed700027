-- What a person chose beside the mapping: what happens to duplicates, to references that lead nowhere, to stages.
alter table import add column options jsonb not null default '{}';
-- Spellings that drift and may be taken as another, needed or only suggested.
alter table import add column matches jsonb not null default '[]';
-- What applying would do: counts, ten rows a file, the differences of updates; written by the dry run.
alter table import add column preview jsonb not null default '{}';
-- A team that a file named goes when the import is taken back.
alter table team add column created_in uuid;
create index team_created_in on team (workspace_id, created_in) where created_in is not null;
create index member_created_in on member (workspace_id, created_in) where created_in is not null;
