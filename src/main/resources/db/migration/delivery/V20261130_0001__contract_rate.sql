-- A rate that is the inverse of a known one is kept as exact as it is: nine digits are five that count for a weak currency.
alter table contract alter column rate type numeric;
