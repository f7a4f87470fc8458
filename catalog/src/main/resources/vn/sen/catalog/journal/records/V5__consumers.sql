-- Who registered what they rely on; name, contact and contract are a payload, erased with the removal.
create table consumer (
  id           text    primary key,
  dataset      text    not null,
  slug         text    not null,
  payload_hash blob    not null,
  registered   integer not null,
  sequence     integer not null,
  removed      integer
);
create index consumer_of_table on consumer (dataset, slug);
-- How each stands with the versions that it was held against.
create table consumer_standing (
  consumer text    not null,
  number   integer not null,
  dataset  text    not null,
  slug     text    not null,
  standing text    not null,
  newest   text,
  primary key (consumer, number)
) without rowid;
