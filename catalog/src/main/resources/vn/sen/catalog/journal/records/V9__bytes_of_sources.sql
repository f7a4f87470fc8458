-- What a source takes up is asked for at each harvest and on its page.
create index if not exists dataset_of_source on dataset (source);
create index if not exists version_bytes_of_dataset on version_bytes (dataset, sha256);
create index if not exists refused_bytes_of_dataset on refused_bytes (dataset, sha256);
