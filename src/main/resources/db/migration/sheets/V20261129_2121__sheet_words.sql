-- A sheet that comes in two languages is worded in each of them apart: by language the name, and by question what was typed.
-- What isn't named here reads as Diabolo words it; a sheet without any words reads as it stands in both.
alter table sheet_template
    add words jsonb not null default '{}';
