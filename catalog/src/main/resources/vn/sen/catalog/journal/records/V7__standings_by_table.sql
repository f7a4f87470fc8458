-- A standing is one with a version of a table: what a report on another says of the consumer is beside it. Until when
-- the data are fresh is found column by column; the day of the newest value, kept before, does not tell it.
create table standing (
  consumer    text    not null,
  dataset     text    not null,
  slug        text    not null,
  number      integer not null,
  standing    text    not null,
  fresh_until text,
  primary key (consumer, dataset, slug, number)
) without rowid;
insert into standing (consumer, dataset, slug, number, standing)
  select consumer, dataset, slug, number, standing from consumer_standing;
drop table consumer_standing;
alter table standing rename to consumer_standing;
