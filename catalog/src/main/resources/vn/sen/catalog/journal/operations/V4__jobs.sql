-- What a scheduler keeps: jobs, when each is due, and who carries it out. Its names, its types.

create table scheduled_tasks (
  task_name            text    not null,
  task_instance        text    not null,
  task_data            blob,
  execution_time       timestamp not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamp,
  last_failure         timestamp,
  consecutive_failures integer,
  last_heartbeat       timestamp,
  version              integer not null,
  priority             integer,
  primary key (task_name, task_instance)
);
create index job_by_time on scheduled_tasks (execution_time);
create index job_by_heartbeat on scheduled_tasks (last_heartbeat);
