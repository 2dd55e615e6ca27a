-- Files that are fetched from their publishers; jobs that are listed and cancelled.

alter table job
    alter column source_sha256 drop not null,
    add column source_url text,
    add column source_etag text,
    add column source_last_modified text,
    add column cancel_requested boolean not null default false,
    add column reading_at timestamptz;

comment on column job.source_sha256 is 'Null until the file is here.';
comment on column job.source_url is 'Where the file is fetched from; null for an upload.';
comment on column job.source_etag is 'As the source gave it, for asking next time whether the file is still the same.';
comment on column job.reading_at is 'When reading began: the rate of rows does not count the time of fetching.';

create index job_newest on job (created_at desc, id desc);

alter table release add column source_url text;
