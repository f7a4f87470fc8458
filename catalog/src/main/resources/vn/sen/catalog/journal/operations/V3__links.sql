-- Links that datasets have, when each is due, and how it answered.

create table link (
  source        text    not null,
  url           text    not null,
  kind          text    not null,
  host          text    not null,
  due           integer not null,
  failing_since integer,
  answered      text,
  primary key (source, url, kind)
);
create index link_by_due on link (due);
create index link_of_host on link (host, due);

create table link_of (
  dataset text not null,
  source  text not null,
  url     text not null,
  kind    text not null,
  primary key (dataset, source, url, kind)
);
create index link_of_link on link_of (source, url, kind);

-- first_byte in microseconds.
create table probe (
  source           text    not null,
  url              text    not null,
  kind             text    not null,
  at               integer not null,
  answer           text    not null,
  first_byte       integer,
  certificate_ends integer,
  fault            text,
  primary key (source, url, kind, at)
);
create index probe_by_time on probe (at);

create table host (
  name       text    primary key,
  failures   integer not null,
  not_before integer not null
);

create table latest_days (
  version text primary key,
  body    text not null
);
