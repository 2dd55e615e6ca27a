-- What was counted while a release was read.

create table quality_report (
    release          bigint primary key references release,
    dataset          text not null references dataset,
    report           jsonb not null
);
