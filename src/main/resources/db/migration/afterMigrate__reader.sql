-- The role that questions run as: it may read published records, and nothing else. Looked after at every start, as the one
-- who runs the database may make it after the service has.

do $$
declare
    reader name := current_database() || '_reader'; -- roles are the whole server's: each database has its own
    place text;
    part oid;
begin
    perform pg_advisory_xact_lock(hashtextextended('reader', 0)); -- nodes start together
    if to_regrole(quote_ident(reader)) is null then
        execute format('create role %I nologin', reader);
        execute format('grant %I to current_user', reader);
    end if;
    -- What is granted already is left alone, so that a start does not meet with what another node does to its tables.
    for place in
        select 'records'
        union select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'unaccent'
    loop
        if not has_schema_privilege(reader, place, 'usage') then
            execute format('grant usage on schema %I to %I', place, reader);
        end if;
    end loop;
    for part in
        select oid from pg_class
        where relnamespace = 'records'::regnamespace and relkind in ('r', 'p') and not has_table_privilege(reader, oid, 'select')
    loop
        execute format('grant select on %s to %I', part::regclass, reader);
    end loop;
    execute format('alter default privileges in schema records grant select on tables to %I', reader);
exception
    when insufficient_privilege or duplicate_object or unique_violation then
        raise notice 'questions run without a role of their own: %', sqlerrm; -- and the service says so
end
$$;
