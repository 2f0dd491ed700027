alter table value_measure drop constraint value_measure_source_check;
alter table value_measure add constraint value_measure_source_check check (source in ('typed', 'file', 'api', 'formula'));
