-- What people decided of which dataset a record is of, and whose a dataset is (docs/decisions/identity.md).

-- Those in force.
create table identity (
  id         text    primary key,
  sequence   integer not null,
  body       text    not null,
  why        text    not null,
  decided_by text    not null,
  at         integer not null
);

-- Other datasets that an entry is about, beside the one it names first.
create table about (
  dataset  text    not null,
  sequence integer not null,
  primary key (dataset, sequence)
) without rowid;

-- home: the dataset of the record by the rules and by splits; dataset: where merges lead from there.
alter table record add column home text not null default '';
update record set home = dataset;
create index record_of_home on record (home);

-- owner: by the record, or by what a person assigned; agency: who succeeded that, where somebody did.
alter table dataset add column owner text not null default '';
update dataset set owner = agency;
alter table dataset add column merged_into text;
create index dataset_merged on dataset (merged_into) where merged_into is not null;

create table transfer (
  dataset  text    not null,
  sequence integer not null,
  agency   text    not null,
  primary key (dataset, sequence)
) without rowid;

-- Who a person says a dataset belongs to: the later word stands.
create view assignment as
  select dataset, agency, sequence from correction where agency is not null
  union all
  select dataset, agency, sequence from transfer;

-- now: who came last in the line of successors.
create table succession (
  code      text primary key,
  successor text not null,
  now       text not null
);

-- What a record was called once and is not any more; what it is called today, its rows say.
create table alias (
  agency     text not null,
  identifier text not null,
  source     text not null,
  primary key (agency, identifier, source)
) without rowid;
insert or ignore into alias
  select distinct json_extract(e.body, '$.agency'), r.identifier, r.source
  from entry e join record r on r.source = json_extract(e.body, '$.source')
    and r.identifier = json_extract(e.body, '$.identifier')
  where e.kind = 'record-admitted' and exists (
    select 1 from entry l where l.kind = 'record-admitted' and l.dataset = e.dataset
    and l.sequence > e.sequence and json_extract(l.body, '$.source') = r.source
    and json_extract(l.body, '$.identifier') = r.identifier
    and json_extract(l.body, '$.agency') <> json_extract(e.body, '$.agency'));

-- "or ignore" would be overruled by the statement that fires these.
create trigger record_changes_agency before update of agency on record
when old.agency <> new.agency
begin
  insert into alias select old.agency, old.identifier, old.source
    where not exists (select 1 from alias where agency = old.agency
      and identifier = old.identifier and source = old.source);
end;

create trigger record_changes_dataset before update of dataset on record
when old.dataset <> new.dataset
begin
  insert into alias select d.agency, old.identifier, old.source from dataset d
    where d.id = old.dataset and not exists (select 1 from alias where agency = d.agency
      and identifier = old.identifier and source = old.source);
end;

create trigger dataset_changes_agency before update of agency on dataset
when old.agency <> new.agency
begin
  insert into alias select old.agency, r.identifier, r.source from record r
    where r.dataset = old.id and not exists (select 1 from alias where agency = old.agency
      and identifier = r.identifier and source = r.source);
end;
