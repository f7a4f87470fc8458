-- The record itself. Nothing here is ever updated, but for payload.bytes when they are erased.

-- at: microseconds since 1970, UTC. chain covers hashes only (see Chain), so that a payload can go.
create table entry (
  sequence     integer primary key,
  at           integer not null,
  kind         text    not null,
  dataset      text,
  body         text    not null,
  body_hash    blob    not null,
  payload_hash blob,
  chain        blob    not null
);
create index entry_of_dataset on entry (dataset, sequence) where dataset is not null;

-- The large texts of entries, once each, deflated; null bytes were erased.
create table payload (
  hash  blob primary key,
  size  integer not null,
  bytes blob
);

-- Heads: what the entries lead to. They can be made again from them.

create table agency (
  code text primary key,
  body text not null
);

create table source (
  id   text primary key,
  body text not null
);

-- source and identifier name the record that speaks.
create table dataset (
  id           text    primary key,
  agency       text    not null,
  source       text    not null,
  identifier   text    not null,
  sequence     integer not null,
  admitted     integer not null,
  changed      integer not null,
  tombstone    text,
  tombstone_at integer
);
create index dataset_of_agency on dataset (agency, id);

-- admitted, sequence: its first and its last admission.
create table record (
  source       text    not null,
  identifier   text    not null,
  dataset      text    not null,
  agency       text    not null,
  subject      text    not null,
  content_hash text    not null,
  payload_hash blob    not null,
  sequence     integer not null,
  admitted     integer not null,
  removed      integer not null,
  primary key (source, identifier)
);
create index record_of_content on record (content_hash);
create index record_of_dataset on record (dataset);
create index record_of_subject on record (subject);
create index record_of_agency on record (agency, identifier);

create table table_version (
  dataset      text    not null,
  slug         text    not null,
  number       integer not null,
  state        text    not null,
  is_public    integer not null,
  rows         integer not null,
  body         text    not null,
  report_hash  blob    not null,
  decision     text,
  why          text,
  decided_by   text,
  decided_at   integer,
  primary key (dataset, slug, number)
);

-- role: received or part.
create table version_bytes (
  sha256  text    not null,
  dataset text    not null,
  slug    text    not null,
  number  integer not null,
  role    text    not null,
  primary key (sha256, dataset, slug, number, role)
);

create table file (
  dataset text not null,
  url     text not null,
  name    text not null,
  sha256  text not null,
  body    text not null,
  primary key (dataset, url, name)
);
create index file_of_bytes on file (sha256);

create table failure (
  dataset      text    not null,
  url          text    not null,
  distribution text    not null,
  problem      text    not null,
  received     text,
  at           integer not null,
  primary key (dataset, url)
);

-- Bytes that came and could not be read: kept sealed until they are erased.
create table refused_bytes (
  sha256  text not null,
  dataset text not null,
  primary key (sha256, dataset)
);

create table release (
  dataset text    not null,
  number  integer not null,
  body    text    not null,
  primary key (dataset, number)
);

create table held_removals (
  source      text    not null,
  run         text    not null,
  identifiers text    not null,
  reason      text    not null,
  since       integer not null,
  pending     integer not null,
  primary key (source, run)
);

create table erasure (
  sha256    text primary key,
  why       text    not null,
  erased_by text    not null,
  at        integer not null
);
