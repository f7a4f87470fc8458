-- Versions of code lists that were imported. Their texts are payloads, by sha256.
create table code_list (
  list        text    not null,
  version     text    not null,
  sha256      text    not null,
  source      text    not null,
  why         text    not null,
  imported_by text    not null,
  at          integer not null,
  sequence    integer not null,
  primary key (list, version)
);
create index code_list_of_text on code_list (sha256);
