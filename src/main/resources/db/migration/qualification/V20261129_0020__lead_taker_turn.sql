-- The first in turn is met by walking this, without counting those behind.
create index lead_taker_turn on lead_taker (workspace_id, turn, member_id);
