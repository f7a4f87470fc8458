-- How each dataset lives, as last said; operations: how well its agency's servers answer, 0 to 1.
create table liveness (
  dataset    text primary key,
  operations real,
  body       text not null
);
