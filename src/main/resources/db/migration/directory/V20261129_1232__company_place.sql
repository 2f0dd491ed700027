-- Companies near a place: by the beginning of the postcode.
create index company_place on company (workspace_id, country, postcode, id) where deleted_at is null and postcode is not null;
