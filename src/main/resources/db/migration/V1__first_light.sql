-- The catalogue: which datasets, releases and editions exist, and which edition is live.

create table dataset (
    id               text primary key,
    manifest         text not null,
    manifest_sha256  text not null,
    next_row_id      bigint not null default 1,
    registered_at    timestamptz not null,
    changed_at       timestamptz not null
);

create table release (
    number           bigint generated always as identity primary key,
    dataset          text not null references dataset,
    id               text,
    label            text,
    state            text not null,
    sample           boolean not null,
    source_name      text not null,
    source_sha256    text not null,
    source_bytes     bigint not null,
    received_at      timestamptz not null,
    published_at     timestamptz,
    first_row_id     bigint,
    end_row_id       bigint,
    records          bigint not null default 0,
    rejected         bigint not null default 0,
    skipped          bigint not null default 0,
    unique (dataset, id)
);

comment on column release.label is 'The newest period it holds, or the day it was received: 2024-04.';
comment on column release.id is 'The public name, label and revision: 2024-04.2. Given at publication, so that no gap tells of releases nobody may see.';
comment on column release.first_row_id is 'With end_row_id, exclusive: its rows in the table of the dataset. Until an edition names them nobody reads them.';

-- What a release is the truth for, as contiguous parts of its rows. A snapshot has one slice, with an empty key.
create table slice (
    number           bigint generated always as identity primary key,
    release          bigint not null references release,
    key              text not null,
    first_row_id     bigint not null,
    end_row_id       bigint not null,
    unique (release, key)
);

-- What was live from published_at until the next edition. Never changed: a cursor pins one.
create table edition (
    number           bigint generated always as identity primary key,
    dataset          text not null references dataset,
    published_at     timestamptz not null,
    sample           boolean not null,
    row_ranges       bigint[] not null,
    releases         text[] not null,
    records          bigint not null
);

comment on column edition.row_ranges is 'First and exclusive end of each range of row ids, one after the other, in order.';

create index edition_of_dataset on edition (dataset, number desc);

-- Loading.

create table job (
    id               uuid primary key,
    dataset          text not null references dataset,
    release          bigint references release,
    state            text not null,
    stage            text not null,
    sample           boolean not null,
    source_name      text not null,
    source_sha256    text not null,
    original         oid,
    bytes_total      bigint not null,
    bytes_read       bigint not null default 0,
    rows_read        bigint not null default 0,
    rows_loaded      bigint not null default 0,
    rows_rejected    bigint not null default 0,
    rows_skipped     bigint not null default 0,
    unchanged        boolean not null default false,
    attempts         integer not null default 0,
    created_at       timestamptz not null,
    started_at       timestamptz,
    finished_at      timestamptz,
    problem_code     text,
    problem_detail   text
);

comment on column job.original is 'The uploaded file as a large object, until the job has ended.';

create index job_of_dataset on job (dataset, created_at desc);

-- Findings of a load: rejected rows (the first of them; the job counts all) and remarks on the layout.
create table finding (
    number           bigint generated always as identity primary key,
    job              uuid not null references job on delete cascade,
    kind             text not null,
    line             bigint,
    field            text,
    value            text,
    reason           text not null
);

create index finding_of_job on finding (job, number);

-- Secrets that all nodes share: the key that signs cursors, the digest of the publishing token.
create table secret (
    name             text primary key,
    value            bytea not null
);

-- db-scheduler's own table, as its documentation gives it for PostgreSQL.
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_due on scheduled_tasks (priority desc, execution_time asc);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- One table for each dataset, made when it is registered; rows are only ever added.
create schema records;
