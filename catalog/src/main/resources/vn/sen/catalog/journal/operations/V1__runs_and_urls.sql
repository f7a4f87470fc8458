-- Times are microseconds since 1970, UTC.

create table run (
  id        text    primary key,
  source    text    not null,
  started   integer not null,
  heartbeat integer not null,
  ended     integer,
  outcome   text    not null,
  report    text    not null
);
create index run_of_source on run (source, started);
create index run_by_start on run (started);

create table seen (
  source        text not null,
  url           text not null,
  etag          text,
  last_modified text,
  sha256        text not null,
  detail        text not null,
  primary key (source, url)
);
