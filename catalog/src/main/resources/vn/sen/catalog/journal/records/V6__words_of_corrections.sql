-- The words of a correction stand with its entry alone, from where they can be erased.
alter table correction add column sequence integer not null default 0;
update correction set sequence = (
  select e.sequence from entry e where e.kind = 'metadata-corrected'
  and e.dataset = correction.dataset and json_extract(e.body, '$.id') = correction.id);
alter table correction drop column before;
alter table correction drop column said;
