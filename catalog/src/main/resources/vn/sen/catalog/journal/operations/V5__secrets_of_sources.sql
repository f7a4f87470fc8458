-- What sources want to see before they answer, sealed under the master key.

create table secret (
  source text primary key,
  kind   text not null,
  sealed blob not null
);
