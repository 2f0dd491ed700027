-- What led to an opportunity: its leads, whose sheets it goes on from.
create index handoff_led_to on handoff (workspace_id, outcome_id) where outcome_id is not null;
