-- What stewards laid over harvests.

-- slug: empty for all tables of the dataset. ended_*: when somebody ended it.
create table waiver (
  id       text    primary key,
  dataset  text    not null,
  slug     text    not null,
  body     text    not null,
  at       integer not null,
  ended_why text,
  ended_by  text,
  ended_at  integer
);
create index waiver_of_dataset on waiver (dataset, at);

-- language: empty but for texts. agency: who owns the dataset, where the publisher was corrected.
create table correction (
  dataset      text    not null,
  property     text    not null,
  language     text    not null,
  id           text    not null unique,
  before       text    not null,
  said         text    not null,
  why          text    not null,
  corrected_by text    not null,
  at           integer not null,
  agency       text,
  primary key (dataset, property, language)
);
create index correction_of_agency on correction (agency) where agency is not null;
